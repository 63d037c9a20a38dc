'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import { DATE_ORDERS, DIRECTION_RULES, mappingFaults, type TableMapping } from '@domain/table-mapping.ts';
import type { ImportTable } from '@api/imports/tables.contract.ts';
import { Button } from '@/components/button.tsx';
import { Field, Select } from '@/components/field.tsx';
import { Notice } from '@/components/notice.tsx';
import { sentence } from '@/lib/api/problem.ts';
import { TableColumns } from './table-columns.tsx';
import { useMapTable } from './use-tables.ts';

/** A mapping that is not finished: nobody has said yet how money out is known. */
type Draft = Omit<TableMapping, 'direction'> & { direction: TableMapping['direction'] | null };

/** One table: its columns with their first rows, and what goes for all of them. What is wrong shows while one chooses. */
export function TableForm({ importId, table }: { importId: string; table: ImportTable }): ReactNode {
  const t = useTranslations('mapping');
  const ti = useTranslations('imports');
  const tc = useTranslations('common');
  const map = useMapTable(importId);
  const [draft, setDraft] = useState<Draft>(() => draftOf(table));
  const { direction } = draft;
  const known = { width: table.columns.length, rows: table.rows };
  const faults = direction === null ? [] : mappingFaults({ ...draft, direction }, known);
  const faultAt = (pointer: string): string | undefined => {
    const found = faults.find((fault) => fault.pointer === pointer);
    return found === undefined ? undefined : t(`fault.${found.code}`);
  };
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const ready = direction !== null && faults.length === 0;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (direction === null || faults.length > 0 || map.isPending) return;
    map.mutate({ position: table.position, body: { ...draft, direction } });
  };

  return (
    <form onSubmit={send} className="space-y-4">
      <TableColumns
        table={table}
        headerLine={draft.headerLine}
        roles={draft.columns}
        faultAt={(column) => faultAt(`/columns/${column}`)}
        onChange={(columns) => change({ columns })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('headerLine')} error={faultAt('/headerLine')}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.headerLine ?? ''}
              onChange={(event) =>
                change({ headerLine: event.target.value === '' ? null : Number(event.target.value) })
              }
            >
              <option value="">{t('noHeader')}</option>
              {table.rows.map(({ line, cells }) => (
                <option key={line} value={line}>
                  {t('row', { line, text: textOf(cells) })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={ti('dateOrder')} hint={table.dateOrderWhy}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.dateOrder}
              onChange={(event) =>
                change({
                  dateOrder: DATE_ORDERS.find((one) => one === event.target.value) ?? draft.dateOrder,
                })
              }
            >
              {DATE_ORDERS.map((order) => (
                <option key={order} value={order}>
                  {ti(`dateOrders.${order}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('decimalMark')} hint={table.decimalMarkWhy}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.decimalMark}
              onChange={(event) => change({ decimalMark: event.target.value === ',' ? ',' : '.' })}
            >
              <option value=".">{t('point')}</option>
              <option value=",">{t('comma')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('direction')} hint={table.directionWhy} error={faultAt('/direction')}>
          {(wiring) => (
            <Select
              {...wiring}
              value={direction ?? ''}
              onChange={(event) =>
                change({ direction: DIRECTION_RULES.find((one) => one === event.target.value) ?? null })
              }
            >
              {direction === null && <option value="">{tc('choose')}</option>}
              {DIRECTION_RULES.map((rule) => (
                <option key={rule} value={rule}>
                  {t(`rules.${rule}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <p role="status" className="flex items-start gap-1.5 text-sm font-medium">
        {ready ? (
          <>
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-leaf-ink" />
            {t('ready')}
          </>
        ) : (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-rust" />
            {t('missing', { what: faultAt('/columns') ?? t(direction === null ? 'chooseRule' : 'seeAbove') })}
          </>
        )}
      </p>
      {map.isError && (
        <Notice tone="attention" live>
          {sentence(map.error, tc('unreachable'))}
        </Notice>
      )}
      <Button type="submit" variant="primary" disabled={!ready} busy={map.isPending}>
        {t('save')}
      </Button>
      <p className="text-sm text-soft">{t('remembered')}</p>
    </form>
  );
}

function draftOf({ headerLine, columns, dateOrder, decimalMark, direction }: ImportTable): Draft {
  return { headerLine, columns: columns.map(({ role }) => role), dateOrder, decimalMark, direction };
}

function textOf(cells: readonly string[]): string {
  return cells
    .filter((cell) => cell.trim() !== '')
    .join(', ')
    .slice(0, 60);
}
