import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/card.tsx';
import { ForgotForm } from '@/features/auth/forgot-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('forgot');
  return { title: t('title') };
}

export default async function ForgotPage(): Promise<ReactNode> {
  const t = await getTranslations('forgot');
  const { common, auth, forms, forgot } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, auth, forms, forgot }}>
      <div className="mx-auto max-w-md py-8">
        <h1 className="mb-1 text-3xl">{t('title')}</h1>
        <p className="mb-5 text-soft">{t('lead')}</p>
        <Card>
          <ForgotForm />
        </Card>
      </div>
    </NextIntlClientProvider>
  );
}
