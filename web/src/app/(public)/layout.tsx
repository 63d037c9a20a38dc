import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Brand } from '@/components/brand.tsx';
import { buttonClass } from '@/components/button.tsx';

export default async function PublicLayout({ children }: { children: ReactNode }): Promise<ReactNode> {
  const t = await getTranslations('nav');
  const { common, auth, landing, forms } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ common, auth, landing, forms }}>
      <div className="flex min-h-dvh flex-col">
        <header className="border-b border-line">
          <div className="mx-auto flex min-h-16 max-w-5xl items-center justify-between gap-2 px-4">
            <Brand href="/" />
            <nav aria-label={t('main')} className="flex items-center gap-1">
              <Link href="/help" prefetch={false} className={buttonClass('quiet', 'small')}>
                {t('help')}
              </Link>
              <Link href="/sign-in" prefetch={false} className={buttonClass('secondary', 'small')}>
                {t('signIn')}
              </Link>
            </nav>
          </div>
        </header>
        <main className="mx-auto w-full max-w-5xl flex-1 px-4">{children}</main>
        <footer className="border-t border-line">
          <p className="mx-auto max-w-5xl px-4 py-5 text-sm text-soft">{t('footer')}</p>
        </footer>
      </div>
    </NextIntlClientProvider>
  );
}
