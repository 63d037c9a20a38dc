'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Checkbox } from '@/components/field.tsx';
import { Segmented } from '@/components/segmented.tsx';
import { setPreferences, usePreferences } from '@/lib/preferences.ts';

export function AppearanceSettings(): ReactNode {
  const t = useTranslations('settings');
  const { theme, hideAmounts } = usePreferences();
  return (
    <div className="space-y-4">
      <Segmented
        label={t('theme')}
        value={theme}
        onChange={(next) => setPreferences({ theme: next })}
        options={[
          { value: 'system', label: t('themeSystem') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
      />
      <Checkbox
        label={t('hideAmounts')}
        checked={hideAmounts}
        onChange={(event) => setPreferences({ hideAmounts: event.target.checked })}
      />
      <p className="text-sm text-soft">{t('onThisDevice')}</p>
    </div>
  );
}
