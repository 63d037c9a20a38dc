import type { MetadataRoute } from 'next';
import { getTranslations } from 'next-intl/server';
import { SHARE_PATH } from '@/lib/shared-text.ts';

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('common');
  return {
    id: '/home',
    name: 'Ikpa',
    short_name: 'Ikpa',
    description: t('description'),
    start_url: '/home',
    scope: '/',
    display: 'standalone',
    background_color: '#faf6ec',
    theme_color: '#1d6544',
    lang: 'en',
    categories: ['finance'],
    share_target: {
      action: SHARE_PATH,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { title: 'title', text: 'text', url: 'url' },
    },
    icons: [
      { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
