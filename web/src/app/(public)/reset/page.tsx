import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/card.tsx';
import { ResetForm } from '@/features/auth/reset-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reset');
  return { title: t('title') };
}

export default async function ResetPage(): Promise<ReactNode> {
  const t = await getTranslations('reset');
  const { common, auth, forms, reset } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, auth, forms, reset }}>
      <div className="mx-auto max-w-md py-8">
        <h1 className="mb-1 text-3xl">{t('title')}</h1>
        <p className="mb-5 text-soft">{t('lead')}</p>
        <Card>
          <ResetForm />
        </Card>
      </div>
    </NextIntlClientProvider>
  );
}
