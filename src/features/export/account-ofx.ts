import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/errors.ts';
import { OfxStatement } from '../../domain/ofx-statement.ts';
import type { OfxAccount } from '../../domain/ofx-statement.ts';
import { Clock } from '../../platform/clock.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { markOf, periodOf } from './export.queries.ts';
import type { Mark } from './export.queries.ts';
import { LedgerReader } from './ledger-reader.ts';
import type { Reader } from './ledger-reader.ts';
import { ListReader } from './list-reader.ts';

/** A statement states a balance, and none is invented. */
export class NoBalanceKnown extends DomainError {
  constructor() {
    super(
      'no-balance-known',
      'conflict',
      'No balance of this account is known, and a statement in OFX needs one. Tell its balance of a day first.',
    );
  }
}

interface StatementOpening {
  mark: Mark;
  account: OfxAccount;
}

/** The rows of one account as a bank's statement in OFX. */
@Injectable()
export class AccountOfx {
  constructor(
    private readonly ledger: LedgerReader,
    private readonly lists: ListReader,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** Throws PurseNotFound for a stranger, AccountNotFound, NoBalanceKnown. */
  async open(reader: Reader, accountId: string): Promise<StatementOpening> {
    return this.ledger.inPurse(reader, async (purse) => {
      const mark = await markOf(purse);
      const { id, kind, currency, anchorOn } = await this.accounts.entity(purse, accountId);
      if (typeof anchorOn !== 'string') throw new NoBalanceKnown();
      const period = (await periodOf(purse, id)) ?? { from: anchorOn, to: anchorOn };
      const on = anchorOn > period.to ? anchorOn : period.to;
      const units = await this.accounts.balanceOn(purse, id, on);
      if (units === null) throw new NoBalanceKnown();
      return { mark, account: { number: numberOf(id), kind, currency, balance: { on, units }, period } };
    });
  }

  /** The file in pieces. Throws ChangedMeanwhile after the last row. */
  async *pieces(reader: Reader, accountId: string, opening: StatementOpening): AsyncGenerator<string> {
    const statement = new OfxStatement(opening.account);
    yield statement.head(this.clock.now());
    for await (const page of this.lists.pages(reader, { accountId }, opening)) {
      yield page.map((row) => statement.row({ ...row, isTransfer: row.transferId !== null })).join('');
    }
    yield statement.tail();
  }
}

/** A UUID in the 22 characters that a number of an account has. */
function numberOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}
