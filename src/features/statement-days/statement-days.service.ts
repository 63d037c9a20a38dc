import { Injectable } from '@nestjs/common';
import { addDays, daysIn, earlier, localDateIn } from '../../domain/calendar.ts';
import type { Span } from '../../domain/calendar.ts';
import { union } from '../../domain/spans.ts';
import { proofOfStatement } from '../../domain/statement-proof.ts';
import { toldDays } from '../../domain/told-days.ts';
import type { Gap, KnownBalance } from '../../domain/told-days.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import type { Account } from '../accounts/account.entity.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import type { AccountCoverage, CoverageGap, CoverageStatement } from './statement-days.contract.ts';
import { committedStatements, movedIn, typedDays } from './statement-days.queries.ts';
import type { StatementRow } from './statement-days.queries.ts';

type StatedBalance = AccountCoverage['balances'][number];

/** Which days of an account are told by its statements, which are missing, and whether anything could be. */
@Injectable()
export class StatementDaysService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly purses: PursesService,
    private readonly clock: Clock,
  ) {}

  async list(purse: PurseContext): Promise<AccountCoverage[]> {
    const accounts = await this.accounts.entities(purse);
    const statements = await committedStatements(purse);
    const typed = await typedDays(purse);
    const until = await this.#yesterday(purse);
    const items: AccountCoverage[] = [];
    for (const account of accounts) {
      const own = statements.filter(({ accountId }) => accountId === account.id);
      items.push(await this.#coverage(purse, account, own, typed.get(account.id) ?? [], until));
    }
    return items;
  }

  async show(purse: PurseContext, accountId: string): Promise<AccountCoverage> {
    const account = await this.accounts.entity(purse, accountId);
    const statements = await committedStatements(purse, accountId);
    const typed = (await typedDays(purse, accountId)).get(accountId) ?? [];
    return this.#coverage(purse, account, statements, typed, await this.#yesterday(purse));
  }

  async #coverage(
    purse: PurseContext,
    account: Account,
    statements: readonly StatementRow[],
    typed: readonly string[],
    yesterday: string,
  ): Promise<AccountCoverage> {
    const balances = balancesOf(account, statements);
    const until = typeof account.closedOn === 'string' ? earlier(account.closedOn, yesterday) : yesterday;
    const told = toldDays(statements, balances, until);
    return {
      accountId: account.id,
      currency: account.currency,
      span: told.span,
      covered: told.covered.map(counted),
      gaps: await this.#gaps(purse, account.id, told.gaps),
      overlaps: told.overlaps.map((overlap) => ({ ...overlap, statementIds: [...overlap.statementIds] })),
      typed: union(typed.map((day) => ({ from: day, to: day }))).map(counted),
      months: [...told.months],
      statements: statements.map(statementView),
      balances,
    };
  }

  /** Nothing is missing in a gap where the balances around it differ by just what is known to have moved. */
  async #gaps(purse: PurseContext, accountId: string, gaps: readonly Gap[]): Promise<CoverageGap[]> {
    const asked = gaps.map((gap) => ({
      gap,
      after: gap.around?.after ?? null,
      to: gap.around?.to ?? null,
    }));
    const found = await movedIn(purse, accountId, asked);
    return gaps.map(({ from, to, days, around }, index) => {
      const { moved = 0, typed = 0 } = found[index] ?? {};
      const difference = around === null ? null : around.change - moved;
      const balances = difference === null ? 'unknown' : difference === 0 ? 'agree' : 'differ';
      return { from, to, days, rows: typed, balances, difference };
    });
  }

  /** The last day that is over where the purse is: no statement tells today yet. */
  async #yesterday(purse: PurseContext): Promise<string> {
    return addDays(localDateIn(this.clock.now(), (await this.purses.entity(purse)).zone), -1);
  }
}

/** What statements and people say an account held at the end of a day, in order; a day said twice stands once. */
function balancesOf(account: Account, statements: readonly StatementRow[]): StatedBalance[] {
  const said = new Map<string, StatedBalance>();
  const say = (on: string, balance: number, source: StatedBalance['source']) =>
    said.set(on, { on, balance, source });
  for (const { from, to, opening, openingOn, closing, closingOn } of statements) {
    // What a statement opens with is what the day before its first ended with.
    if (opening !== null)
      say(openingOn !== null && openingOn < from ? openingOn : addDays(from, -1), opening, 'statement');
    if (closing !== null) say(closingOn ?? to, closing, 'statement');
  }
  const { anchorOn, anchorBalance, anchorSource } = account;
  if (typeof anchorOn === 'string' && typeof anchorBalance === 'number')
    say(anchorOn, anchorBalance, anchorSource ?? 'typed');
  return [...said.values()].sort((one, other) => (one.on < other.on ? -1 : 1)) satisfies KnownBalance[];
}

function statementView(row: StatementRow): CoverageStatement {
  const { id, importId, fileName, from, to, rows, opening, closing, movement, note } = row;
  const proof = proofOfStatement({ opening, closing, movement, note });
  return {
    id,
    importId,
    fileName,
    from,
    to,
    rows,
    proof: proof?.state ?? null,
    difference: proof?.difference ?? null,
  };
}

function counted(span: Span) {
  return { from: span.from, to: span.to, days: daysIn(span) };
}
