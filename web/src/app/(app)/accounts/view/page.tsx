import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense, type ReactNode } from 'react';
import { AccountScreen } from '@/features/statement-days/account-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('calendar');
  return { title: t('title') };
}

export default function Page(): ReactNode {
  return (
    // What stands in the address is known in the browser only.
    <Suspense>
      <AccountScreen />
    </Suspense>
  );
}
