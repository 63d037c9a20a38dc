import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

const questions = ['1', '2', '3', '4', '5', '6', '7'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('help');
  return { title: t('title') };
}

export default async function HelpPage(): Promise<ReactNode> {
  const t = await getTranslations('help');
  return (
    <article className="mx-auto max-w-2xl py-8">
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="mt-1 mb-6 text-soft">{t('lead')}</p>
      <div className="space-y-6">
        {questions.map((number) => (
          <section key={number}>
            <h2 className="text-xl">{t(`q${number}`)}</h2>
            <p className="mt-1">{t(`a${number}`)}</p>
          </section>
        ))}
      </div>
    </article>
  );
}
