import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { themeScript } from '@/lib/theme-script.ts';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: 'Ikpa', template: '%s · Ikpa' },
    description: t('description'),
    applicationName: 'Ikpa',
    appleWebApp: { capable: true, title: 'Ikpa', statusBarStyle: 'default' },
    icons: {
      icon: [{ url: '/icons/icon.svg', type: 'image/svg+xml' }],
      apple: '/icons/apple-touch-icon.png',
    },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf6ec' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1713' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }): ReactNode {
  return (
    // The script below may set data-theme before React sees the page.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <div id="page">{children}</div>
      </body>
    </html>
  );
}
