'use client';

import { AxisLeft } from '@visx/axis';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { minorUnits } from '@domain/money.ts';
import type { CashFlowView } from '@api/position/position.contract.ts';
import { useMoneyText } from '@/features/session/money.tsx';
import { useFormat } from '@/features/session/use-format.ts';
import { usePreferences } from '@/lib/preferences.ts';

const HEIGHT = 240;
const MARGIN = { top: 8, right: 4, bottom: 40, left: 46 };
/** The axes bring Arial and a size of their own, which stand above any class. */
const LABEL = { className: 'fill-soft', fontFamily: 'inherit', fontSize: 12 };
/** As many pairs of bars as stay readable at this width. */
const PIXELS_PER_PERIOD = 40;

/**
 * Two bars per period. Out is striped as well as another colour, so that the pair can be told apart
 * without colour; an unfinished period is paler.
 */
export function CashFlowChart({ flows }: { flows: CashFlowView }): ReactNode {
  const t = useTranslations('flows');
  const money = useMoneyText();
  const format = useFormat();
  const { hideAmounts } = usePreferences();
  const [frame, width] = useWidth();
  const stripes = useId();

  const inner = {
    width: Math.max(0, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const periods = flows.periods.slice(-Math.max(1, Math.floor(inner.width / PIXELS_PER_PERIOD)));
  const unit = 10 ** minorUnits(flows.currency);
  const top = Math.max(1, ...periods.flatMap((period) => [period.in, period.out]));
  const x = scaleBand({
    domain: periods.map((period) => period.from),
    range: [0, inner.width],
    padding: 0.28,
  });
  const y = scaleLinear({ domain: [0, top], range: [inner.height, 0], nice: 4 });
  const half = x.bandwidth() / 2;
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const part = (from: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(format.locale, { timeZone: 'UTC', ...options }).format(
      new Date(`${from}T12:00:00Z`),
    );
  const labelOf = (from: string): string[] =>
    flows.by === 'month'
      ? [part(from, { month: 'short' }), part(from, { year: 'numeric' })]
      : [part(from, { day: 'numeric' }), part(from, { month: 'short' })];

  return (
    <figure>
      {/* The picture is measured after the frame: it must never hold the frame, or the page, wider than the screen. */}
      <div ref={frame} className="relative h-60 w-full overflow-hidden">
        {width > 0 && (
          <svg
            className="absolute inset-0"
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={t('chartLabel', { count: periods.length })}
          >
            <defs>
              <pattern
                id={stripes}
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="6" height="6" className="fill-chart-out" />
                <rect width="2" height="6" className="fill-card" />
              </pattern>
            </defs>
            <Group left={MARGIN.left} top={MARGIN.top}>
              {y.ticks(4).map((tick) => (
                <line
                  key={tick}
                  x1={0}
                  x2={inner.width}
                  y1={y(tick)}
                  y2={y(tick)}
                  className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
                />
              ))}
              {periods.map((period) => {
                const left = x(period.from) ?? 0;
                return (
                  <g key={period.from} className={period.complete ? '' : 'opacity-65'}>
                    <Bar
                      x={left}
                      y={y(Math.max(0, period.in))}
                      width={Math.max(0, half - 1)}
                      height={inner.height - y(Math.max(0, period.in))}
                      rx={2}
                      className="fill-chart-in"
                    >
                      <title>{`${t('in')}: ${money(period.in, flows.currency)}`}</title>
                    </Bar>
                    <Bar
                      x={left + half + 1}
                      y={y(Math.max(0, period.out))}
                      width={Math.max(0, half - 1)}
                      height={inner.height - y(Math.max(0, period.out))}
                      rx={2}
                      fill={`url(#${stripes})`}
                    >
                      <title>{`${t('out')}: ${money(period.out, flows.currency)}`}</title>
                    </Bar>
                  </g>
                );
              })}
              <AxisLeft
                scale={y}
                numTicks={4}
                hideAxisLine
                hideTicks
                tickFormat={(value) => (hideAmounts ? '••' : compact.format(Number(value) / unit))}
                tickLabelProps={{ ...LABEL, textAnchor: 'end', dx: -4, dy: 4 }}
              />
              {periods.map(({ from }) => (
                // In two short lines, so that labels of neighbours never meet on a phone.
                <text key={from} {...LABEL} x={(x(from) ?? 0) + half} y={inner.height} textAnchor="middle">
                  {labelOf(from).map((line, index) => (
                    <tspan key={index} x={(x(from) ?? 0) + half} dy={index === 0 ? 18 : 15}>
                      {line}
                    </tspan>
                  ))}
                </text>
              ))}
            </Group>
          </svg>
        )}
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
        <span className="inline-flex items-center gap-2">
          <svg aria-hidden width="14" height="14">
            <rect width="14" height="14" rx="3" className="fill-chart-in" />
          </svg>
          {t('in')}
        </span>
        <span className="inline-flex items-center gap-2">
          <svg aria-hidden width="14" height="14">
            <rect width="14" height="14" rx="3" fill={`url(#${stripes})`} />
          </svg>
          {t('out')}
        </span>
        <span>{t('paler')}</span>
      </figcaption>
    </figure>
  );
}

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, width];
}
