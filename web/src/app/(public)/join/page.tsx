import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/card.tsx';
import { JoinScreen } from '@/features/sharing/join-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('join');
  return { title: t('title') };
}

/** Prerendered for everybody: which invitation it is stands behind # and is read in the browser. */
export default async function JoinPage(): Promise<ReactNode> {
  const t = await getTranslations('join');
  const { common, auth, forms, join } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, auth, forms, join }}>
      <div className="mx-auto max-w-md py-8">
        <h1 className="mb-5 text-3xl">{t('title')}</h1>
        <Card>
          <JoinScreen />
        </Card>
      </div>
    </NextIntlClientProvider>
  );
}
