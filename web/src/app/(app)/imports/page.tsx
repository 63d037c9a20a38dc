import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ImportList } from '@/features/imports/import-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <ImportList />;
}
