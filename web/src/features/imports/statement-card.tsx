'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { ImportStatementView, ImportView, DecideStatement } from '@api/imports/imports.contract.ts';
import type { CreateAccount } from '@api/accounts/accounts.contract.ts';
import { Badge } from '@/components/badge.tsx';
import { Button } from '@/components/button.tsx';
import { Card } from '@/components/card.tsx';
import { Sheet } from '@/components/dialog.tsx';
import { Checkbox, Field, Select } from '@/components/field.tsx';
import { useSay } from '@/components/toast.tsx';
import { AccountForm } from '@/features/accounts/account-form.tsx';
import { useAccounts } from '@/features/accounts/use-accounts.ts';
import { useMayChange } from '@/features/session/use-session.ts';
import { useFormat } from '@/features/session/use-format.ts';
import { sentence } from '@/lib/api/problem.ts';
import { Proof } from './proof.tsx';
import { useDecideStatement } from './use-imports.ts';

const NEW = 'new';
const SKIP = 'skip';

/** One statement of the file: whose it is, which account its rows go to, and whether it adds up. */
export function StatementCard({
  view,
  statement,
}: {
  view: ImportView;
  statement: ImportStatementView;
}): ReactNode {
  const t = useTranslations('imports');
  const tc = useTranslations('common');
  const format = useFormat();
  const say = useSay();
  const { data: accounts = [] } = useAccounts();
  const decide = useDecideStatement(view.id);
  // As it was asked for, before the answer is there.
  const asked = decide.isPending && 'acceptProof' in decide.variables.body ? decide.variables.body : null;
  const accepted = asked?.acceptProof ?? statement.proofAccepted;
  const [making, setMaking] = useState(false);
  const mayChange = useMayChange();
  const open = view.status === 'ready' && mayChange;
  const chosen = accounts.find((each) => each.id === statement.accountId);
  // Many CSV files name no currency: then the rows are in that of the account they go to.
  const currency = statement.currency ?? chosen?.currency;

  const offered =
    open && statement.accountId === null && !statement.skipped ? accountOf(view, statement) : null;

  const send = (body: DecideStatement): Promise<unknown> =>
    decide.mutateAsync({ statementId: statement.id, body });
  const told = (error: unknown): void => say(sentence(error, tc('unreachable')));
  const make = (newAccount: CreateAccount): void => {
    send({ newAccount }).catch(told);
  };
  const choose = (value: string): void => {
    if (value === NEW) setMaking(true);
    else if (value !== '') send(value === SKIP ? { skip: true } : { accountId: value }).catch(told);
  };

  return (
    <Card className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-serif text-lg font-semibold">
            {statement.statedName ?? t('statementNumber', { number: statement.position + 1 })}
          </h3>
          {statement.fileName !== null && (
            <p className="flex items-center gap-1.5 text-sm wrap-anywhere">
              <FileText aria-hidden className="size-4 shrink-0" />
              <bdi>{statement.fileName}</bdi>
            </p>
          )}
          <p className="text-sm text-soft">
            {[
              statement.statedAccount,
              statement.currency,
              statement.periodFrom !== null &&
                statement.periodTo !== null &&
                format.range(statement.periodFrom, statement.periodTo),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Counts counts={statement.counts} />
      </div>
      {offered !== null && (
        <Button variant="primary" busy={decide.isPending} onClick={() => make(offered)}>
          {t('makeAccount', { name: offered.name })}
        </Button>
      )}
      {open ? (
        <Field
          label={t('intoAccount')}
          hint={statement.accountId === null && !statement.skipped ? t('chooseAccount') : undefined}
        >
          {(wiring) => (
            <Select
              {...wiring}
              disabled={decide.isPending}
              value={statement.skipped ? SKIP : (statement.accountId ?? '')}
              onChange={(event) => choose(event.target.value)}
            >
              <option value="">{tc('choose')}</option>
              {accounts.map((account) => (
                <option key={account.id} value={account.id}>
                  {account.name} ({account.currency})
                </option>
              ))}
              <option value={NEW}>{t('newAccount')}</option>
              <option value={SKIP}>{t('skipStatement')}</option>
            </Select>
          )}
        </Field>
      ) : (
        <p>
          {statement.skipped ? t('wasSkipped') : chosen !== undefined && t('wentTo', { name: chosen.name })}
        </p>
      )}
      {!statement.skipped && statement.proof !== null && currency !== undefined && (
        <Proof proof={statement.proof} currency={currency}>
          {open ? (
            <Checkbox
              label={t('acceptProof')}
              checked={accepted}
              onChange={({ target }) => void send({ acceptProof: target.checked }).catch(told)}
            />
          ) : (
            statement.proofAccepted && <p className="font-medium">{t('proofAccepted')}</p>
          )}
        </Proof>
      )}
      <Sheet open={making} onClose={() => setMaking(false)} title={t('newAccountTitle')}>
        <AccountForm
          initial={{
            name: statement.statedName ?? statement.statedAccount ?? '',
            ...(statement.currency === null ? {} : { currency: statement.currency }),
          }}
          save={(newAccount) => send({ newAccount })}
          onSaved={() => setMaking(false)}
        />
      </Sheet>
    </Card>
  );
}

/** Messages tell enough of their account to make it with one touch: its issuer, its currency and its kind. */
function accountOf({ format }: ImportView, statement: ImportStatementView): CreateAccount | null {
  const { statedName, statedAccount, currency } = statement;
  if ((format !== 'messages' && format !== 'sms-backup') || statedName === null || currency === null)
    return null;
  return {
    name: statedAccount === null ? statedName : `${statedName} ${statedAccount}`,
    kind: statedAccount === null ? 'mobile-money' : 'current',
    currency,
    institution: statedName,
  };
}

export function Counts({ counts }: { counts: ImportView['counts'] }): ReactNode {
  const t = useTranslations('imports');
  return (
    <ul className="flex flex-wrap gap-1.5">
      <li>
        <Badge tone="good">{t('countNew', { count: counts.new })}</Badge>
      </li>
      {counts.duplicate > 0 && (
        <li>
          <Badge>{t('countDuplicate', { count: counts.duplicate })}</Badge>
        </li>
      )}
      {counts.rejected > 0 && (
        <li>
          <Badge tone="refused">{t('countRejected', { count: counts.rejected })}</Badge>
        </li>
      )}
      {counts.doubtful > 0 && (
        <li>
          <Badge tone="attention">{t('countDoubtful', { count: counts.doubtful })}</Badge>
        </li>
      )}
    </ul>
  );
}
