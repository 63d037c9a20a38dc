'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

const RADIUS = 80;
const START = 150;
const SWEEP = 240;

function point(degrees: number): string {
  const radians = (degrees * Math.PI) / 180;
  return `${(100 + RADIUS * Math.cos(radians)).toFixed(2)} ${(96 + RADIUS * Math.sin(radians)).toFixed(2)}`;
}

function arc(share: number): string {
  const sweep = SWEEP * share;
  return `M ${point(START)} A ${RADIUS} ${RADIUS} 0 ${sweep > 180 ? 1 : 0} 1 ${point(START + sweep)}`;
}

/** 0 to 100 as an arc; the number and the word carry the meaning, the colour only helps. */
export function ScoreGauge({ score, word }: { score: number; word: string }): ReactNode {
  const t = useTranslations('score');
  return (
    <svg
      role="img"
      aria-label={t('gauge', { score, word })}
      viewBox="0 0 200 152"
      className="mx-auto w-full max-w-60"
    >
      <path d={arc(1)} fill="none" strokeWidth="14" strokeLinecap="round" className="stroke-line" />
      {score > 0 && (
        <path
          d={arc(score / 100)}
          fill="none"
          strokeWidth="14"
          strokeLinecap="round"
          className={score < 40 ? 'stroke-chart-out' : 'stroke-leaf'}
        />
      )}
      <text x="100" y="106" textAnchor="middle" className="fill-ink text-[48px] font-semibold">
        {score}
      </text>
      <text x="100" y="134" textAnchor="middle" className="fill-ink font-serif text-[20px] font-semibold">
        {word}
      </text>
    </svg>
  );
}
