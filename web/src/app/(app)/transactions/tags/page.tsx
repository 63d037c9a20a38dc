import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TagScreen } from '@/features/tags/tag-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tags');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <TagScreen />;
}
