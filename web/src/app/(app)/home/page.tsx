import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { HomeScreen } from '@/features/position/home-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return <HomeScreen />;
}
