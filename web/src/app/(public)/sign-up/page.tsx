import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/card.tsx';
import { DemoNote } from '@/features/session/demo-note.tsx';
import { SignUpForm } from '@/features/auth/sign-up-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('signUp') };
}

export default async function SignUpPage(): Promise<ReactNode> {
  const t = await getTranslations('auth');
  return (
    <div className="mx-auto max-w-md py-8">
      <h1 className="mb-1 text-3xl">{t('signUpTitle')}</h1>
      <p className="mb-5 text-soft">{t('signUpLead')}</p>
      <DemoNote />
      <Card>
        <SignUpForm />
      </Card>
    </div>
  );
}
