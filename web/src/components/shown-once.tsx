'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/button.tsx';
import { Field, Input } from '@/components/field.tsx';

/** A secret that is told once: to select by hand or to copy. */
export function ShownOnce({ label, value }: { label: string; value: string }): ReactNode {
  const t = useTranslations('common');
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  const copy = async (): Promise<void> => {
    field.current?.select();
    // The clipboard exists in secure contexts only; on a home server the selected text is copied by hand.
    if (!('clipboard' in navigator)) return;
    try {
      await (navigator as Navigator).clipboard.writeText(value);
      setCopied(true);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // refused by the browser: the text stays selected
    }
  };

  return (
    <div className="space-y-3">
      <Field label={label} hint={t('shownOnce')}>
        {(wiring) => (
          <Input
            readOnly
            {...wiring}
            ref={field}
            value={value}
            onFocus={(event) => event.target.select()}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Button onClick={() => void copy()} className="w-full">
        {copied ? <Check aria-hidden className="size-5" /> : <Copy aria-hidden className="size-5" />}
        <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
      </Button>
    </div>
  );
}
