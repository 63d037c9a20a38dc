'use client';

import { Check, CircleAlert, LoaderCircle, LockKeyhole, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImportStatus } from '@api/imports/imports.contract.ts';
import { Badge, type Tone } from '@/components/badge.tsx';
import { isMoving } from './use-imports.ts';

const tones: Partial<Record<ImportStatus, Tone>> = {
  committed: 'good',
  locked: 'attention',
  ready: 'attention',
  failed: 'refused',
};

export function StatusBadge({ status }: { status: ImportStatus }): ReactNode {
  const t = useTranslations('importStatus');
  return (
    <Badge tone={tones[status] ?? 'plain'}>
      {status === 'committed' && <Check aria-hidden className="size-3.5" />}
      {status === 'failed' && <CircleAlert aria-hidden className="size-3.5" />}
      {status === 'locked' && <LockKeyhole aria-hidden className="size-3.5" />}
      {status === 'undone' && <RotateCcw aria-hidden className="size-3.5" />}
      {isMoving(status) && <LoaderCircle aria-hidden className="size-3.5 animate-spin" />}
      {t(status)}
    </Badge>
  );
}
