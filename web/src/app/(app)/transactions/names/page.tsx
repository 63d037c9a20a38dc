import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CounterpartyScreen } from '@/features/counterparties/counterparty-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('names');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <CounterpartyScreen />;
}
