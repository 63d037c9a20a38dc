'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { answer, api } from '@/lib/api/client.ts';
import { ApiProblem, Unreachable } from '@/lib/api/problem.ts';

/** Says that this Ikpa is one to look around in, wherever somebody could take it for a real one. */
export function DemoNote(): ReactNode {
  const t = useTranslations('common');
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    answer(api.GET('/api/v1/auth/options')).then(
      (options) => setDemo(options.demo),
      (error: unknown) => {
        // Who cannot reach Ikpa cannot type anything into it either.
        if (!(error instanceof Unreachable || error instanceof ApiProblem)) throw error;
      },
    );
  }, []);
  if (!demo) return null;
  return (
    <p
      role="status"
      className="mb-4 flex items-start gap-2 rounded-xl border border-edge bg-ochre-soft px-3 py-2 text-sm"
    >
      <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <strong className="font-semibold">{t('demo')}</strong> {t('demoWhat')}
      </span>
    </p>
  );
}
