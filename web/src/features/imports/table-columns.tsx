'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { COLUMN_ROLES, type ColumnRole } from '@domain/table-mapping.ts';
import type { ImportTable } from '@api/imports/tables.contract.ts';
import { Badge, type Tone } from '@/components/badge.tsx';
import { Select } from '@/components/field.tsx';

const SHOWN = 5;
const tones = { certain: 'good', likely: 'plain', guess: 'attention' } satisfies Record<string, Tone>;

/** The first rows of a table with a choice above each column: what it means, how sure that is, and why. */
export function TableColumns({
  table,
  headerLine,
  roles,
  faultAt,
  onChange,
}: {
  table: ImportTable;
  headerLine: number | null;
  roles: readonly (ColumnRole | null)[];
  faultAt: (column: number) => string | undefined;
  onChange: (roles: (ColumnRole | null)[]) => void;
}): ReactNode {
  const t = useTranslations('mapping');
  const ti = useTranslations('imports');
  const id = useId();
  const header = table.rows.find(({ line }) => line === headerLine);
  const rows = table.rows.filter(({ line }) => line > (headerLine ?? 0)).slice(0, SHOWN);
  const choose = (column: number, value: string): void => {
    const role = COLUMN_ROLES.find((one) => one === value) ?? null;
    onChange(table.columns.map((_, at) => (at === column ? role : (roles[at] ?? null))));
  };
  return (
    // Wider than a phone: it scrolls by itself, also with the arrow keys.
    <div
      role="region"
      aria-label={t('columns')}
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line"
    >
      <table className="text-left text-sm">
        <thead>
          <tr>
            {table.columns.map((column, at) => {
              const fault = faultAt(at);
              const same = (roles[at] ?? null) === column.role;
              const name = header?.cells[at]?.trim() ?? '';
              return (
                <th key={at} scope="col" className="min-w-44 space-y-1.5 p-2 align-top font-normal">
                  <label htmlFor={`${id}-${at}`} className="block truncate font-medium">
                    {t('column', { number: at + 1, name })}
                  </label>
                  <Select
                    id={`${id}-${at}`}
                    value={roles[at] ?? ''}
                    aria-describedby={`${id}-${at}-why`}
                    {...(fault === undefined ? {} : { 'aria-invalid': true })}
                    onChange={(event) => choose(at, event.target.value)}
                  >
                    <option value="">{ti('notUsed')}</option>
                    {COLUMN_ROLES.map((role) => (
                      <option key={role} value={role}>
                        {ti(`roles.${role}`)}
                      </option>
                    ))}
                  </Select>
                  <div id={`${id}-${at}-why`} className="space-y-1 text-soft">
                    {fault !== undefined ? (
                      <p className="flex items-start gap-1 font-medium text-rust">
                        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                        {fault}
                      </p>
                    ) : (
                      same && (
                        <>
                          <Badge tone={tones[column.confidence]}>
                            {t(`confidence.${column.confidence}`)}
                          </Badge>
                          <p>{column.why}</p>
                        </>
                      )
                    )}
                  </div>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line} className="border-t border-line">
              {table.columns.map((_, at) => (
                <td key={at} className="max-w-60 truncate p-2 tabular-nums">
                  {cells[at] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
