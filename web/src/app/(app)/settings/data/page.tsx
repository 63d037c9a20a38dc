import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DataScreen } from '@/features/data/data-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('data');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <DataScreen />;
}
