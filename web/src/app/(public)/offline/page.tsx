import { WifiOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offline');
  return { title: t('title') };
}

/** Stands in for a page that is not kept on the device, in place of the browser's own. */
export default async function OfflinePage(): Promise<ReactNode> {
  const t = await getTranslations('offline');
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-4 py-16">
      <WifiOff aria-hidden className="size-8 text-soft" />
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="text-soft">{t('body')}</p>
      <div className="flex flex-wrap gap-2">
        {/* A full load each: the address may be that of another page, which is asked for anew. */}
        <a href="" className={buttonClass('primary')}>
          {t('again')}
        </a>
        <a href="/home" className={buttonClass()}>
          {t('home')}
        </a>
      </div>
    </div>
  );
}
