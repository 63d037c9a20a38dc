import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { RuleScreen } from '@/features/rules/rule-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('rules');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <RuleScreen />;
}
