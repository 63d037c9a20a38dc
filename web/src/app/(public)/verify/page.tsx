import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/card.tsx';
import { VerifyAddress } from '@/features/auth/verify-address.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('verify');
  return { title: t('title') };
}

export default async function VerifyPage(): Promise<ReactNode> {
  const t = await getTranslations('verify');
  const { common, verify } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, verify }}>
      <div className="mx-auto max-w-md py-8">
        <h1 className="mb-1 text-3xl">{t('title')}</h1>
        <p className="mb-5 text-soft">{t('lead')}</p>
        <Card>
          <VerifyAddress />
        </Card>
      </div>
    </NextIntlClientProvider>
  );
}
