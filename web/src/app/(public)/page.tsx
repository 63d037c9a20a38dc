import { Check } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ThreeFigures } from '@/features/stated/three-figures.tsx';

export default async function LandingPage(): Promise<ReactNode> {
  const t = await getTranslations('landing');
  return (
    <div className="py-6 sm:py-10">
      <div className="mb-6 max-w-2xl">
        <h1 className="text-3xl leading-tight sm:text-5xl">{t('title')}</h1>
        <p className="mt-3 text-lg text-soft">{t('lead')}</p>
      </div>
      <ThreeFigures />
      <section aria-labelledby="points" className="mt-10">
        <h2 id="points" className="mb-3 text-xl">
          {t('points')}
        </h2>
        <ul className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          {(['point1', 'point2', 'point3'] as const).map((point) => (
            <li key={point} className="flex gap-3">
              <Check aria-hidden className="mt-0.5 size-5 shrink-0 text-leaf-ink" />
              {t(point)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
