import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Brand } from '@/components/brand.tsx';
import { ButtonLink } from '@/components/button.tsx';

export default async function NotFound(): Promise<ReactNode> {
  const t = await getTranslations('notFound');
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-4">
      <Brand href="/" />
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="text-soft">{t('body')}</p>
      <ButtonLink href="/home" variant="primary">
        {t('home')}
      </ButtonLink>
    </main>
  );
}
