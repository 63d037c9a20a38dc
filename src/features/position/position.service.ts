import { Injectable } from '@nestjs/common';
import { addDays, addMonths, localDateIn } from '../../domain/calendar.ts';
import { byIncomePeriod, byMonth } from '../../domain/cash-flow.ts';
import type { CashFlowPeriod } from '../../domain/cash-flow.ts';
import { DomainError } from '../../domain/errors.ts';
import { FORMULA_VERSION } from '../../domain/figure.ts';
import { inBaseCurrency } from '../../domain/flows.ts';
import { arrivalsOf } from '../../domain/income-periods.ts';
import type { FixedRhythm } from '../../domain/income-periods.ts';
import { positionOf } from '../../domain/position.ts';
import type { Position } from '../../domain/position.ts';
import type { StatedFigures } from '../../domain/stated.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import type { CashFlowQuery, CashFlowView } from './position.contract.ts';
import { dayFlows, exchangeRates, statementSpans } from './position.queries.ts';

/** The last day lies before the first. */
export class EmptyRange extends DomainError {
  constructor() {
    super('empty-range', 'invalid', 'The last day lies before the first.', [
      { pointer: '?to', detail: 'not before from' },
    ]);
  }
}

/** How far back the position looks: two years tell rhythm and variation. */
const HISTORY_MONTHS = 24;

@Injectable()
export class PositionService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly purses: PursesService,
    private readonly clock: Clock,
  ) {}

  async position(context: PurseContext): Promise<Position> {
    const purse = await this.purses.entity(context);
    const asOf = localDateIn(this.clock.now(), purse.zone);
    const spans = await statementSpans(context);
    const accounts = await this.accounts.list(context);
    return positionOf({
      asOf,
      base: purse.baseCurrency,
      buffer: purse.buffer,
      accounts: accounts.map((account) => ({
        accountId: account.id,
        name: account.name,
        spendable: account.spendable,
        currency: account.currency,
        balance: account.balance?.amount ?? null,
        statements: spans.get(account.id) ?? [],
        firstOn: account.firstOn,
        lastOn: account.lastOn,
      })),
      flows: await dayFlows(context, addMonths(asOf, -HISTORY_MONTHS), asOf),
      rates: await exchangeRates(context),
      fixed: (purse.incomeRhythm ?? null) as FixedRhythm | null,
      stated: (purse.stated ?? null) as StatedFigures | null,
    });
  }

  async cashFlow(context: PurseContext, query: CashFlowQuery): Promise<CashFlowView> {
    const purse = await this.purses.entity(context);
    const asOf = localDateIn(this.clock.now(), purse.zone);
    const to = query.to ?? asOf;
    const from = query.from ?? addDays(addMonths(to, -6), 1);
    if (from > to) throw new EmptyRange();
    const rates = await exchangeRates(context);
    // The periods of a range are found from arrivals before it as well.
    const raw = await dayFlows(context, addMonths(from, -3), to);
    const { flows, excluded } = inBaseCurrency(raw, purse.baseCurrency, rates);
    const fixed = (purse.incomeRhythm ?? null) as FixedRhythm | null;
    const periods =
      query.by === 'month'
        ? byMonth(flows, { from, to }, asOf)
        : byIncomePeriod(flows, arrivalsOf(flows), fixed, { from, to }, asOf);
    return {
      formulaVersion: FORMULA_VERSION,
      currency: purse.baseCurrency,
      by: query.by,
      from,
      to,
      periods: periods.map(periodView),
      excluded: [...excluded],
    };
  }
}

function periodView(period: CashFlowPeriod): CashFlowView['periods'][number] {
  const { totals, ...rest } = period;
  const kinds = ['income', 'spending', 'bill', 'support', 'dues', 'debt', 'fee'] as const;
  return {
    ...rest,
    byKind: kinds.map((kind) => ({ kind, amount: totals[kind] })).filter(({ amount }) => amount !== 0),
    rows: totals.rows,
  };
}
