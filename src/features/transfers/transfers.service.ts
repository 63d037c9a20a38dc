import { Injectable } from '@nestjs/common';
import { addDays, localDateIn } from '../../domain/calendar.ts';
import { DomainError } from '../../domain/errors.ts';
import { Clock } from '../../platform/clock.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { PartOfMore, TransactionsService } from '../transactions/transactions.service.ts';
import { Transfer } from './transfer.entity.ts';
import type {
  LinkTransfer,
  SuggestTransfers,
  TransferSuggestions,
  TransferView,
} from './transfers.contract.ts';
import { findTransfer, suggestedTransfers } from './transfers.queries.ts';

/** The transfer is not in this purse. */
export class TransferNotFound extends DomainError {
  constructor() {
    super('transfer-not-found', 'not-found', 'There is no such transfer in this purse.');
  }
}

/** The two rows cannot be one movement between own accounts. */
export class LegsDoNotFit extends DomainError {
  constructor(pointer: string, detail: string) {
    super('legs-do-not-fit', 'invalid', 'The two rows cannot be one transfer.', [{ pointer, detail }]);
  }
}

/** How far back pairs are looked for unless the request says. */
const LOOK_BACK_DAYS = 120;

@Injectable()
export class TransfersService {
  constructor(
    private readonly transactions: TransactionsService,
    private readonly purses: PursesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async show(purse: PurseContext, id: string): Promise<TransferView> {
    const found = await findTransfer(purse, id);
    if (found === null) throw new TransferNotFound();
    return found;
  }

  async suggest(purse: PurseContext, query: SuggestTransfers): Promise<TransferSuggestions> {
    const { zone } = await this.purses.entity(purse);
    const to = query.to ?? localDateIn(this.clock.now(), zone);
    const from = query.from ?? addDays(to, -LOOK_BACK_DAYS);
    return { items: await suggestedTransfers(purse, from, to) };
  }

  /** Links money that left one account with the same money that came into another: neither spent nor earned. */
  async link(purse: PurseContext, given: LinkTransfer): Promise<TransferView> {
    await this.transactions.lock(purse, [given.out, given.in]);
    const out = await this.transactions.entity(purse, given.out, '/out');
    const into = await this.transactions.entity(purse, given.in, '/in');
    for (const row of [out, into])
      if (row.isSplit || typeof row.transferId === 'string') throw new PartOfMore();
    if (out.amount > 0) throw new LegsDoNotFit('/out', 'a row with money out');
    if (into.amount < 0) throw new LegsDoNotFit('/in', 'a row with money in');
    if (out.accountId === into.accountId) throw new LegsDoNotFit('/in', 'a row of another account');
    if (out.currency === into.currency && out.amount !== -into.amount) {
      throw new LegsDoNotFit('/in', 'the same amount; a fee is a row of its own');
    }
    const transfer = purse.em.create(Transfer, { purseId: purse.purseId }, { persist: true });
    await purse.em.flush();
    for (const row of [out, into]) {
      row.transferId = transfer.id;
      row.markEdited(this.clock.now());
    }
    this.audit.record(purse, {
      action: 'transfer.linked',
      subject: 'transfer',
      subjectId: transfer.id,
      changes: { ...given },
    });
    await purse.em.flush();
    return this.show(purse, transfer.id);
  }

  /** Takes the link back; the two rows stay and count again. */
  async unlink(purse: PurseContext, id: string): Promise<void> {
    const legs = await this.show(purse, id);
    await this.transactions.lock(purse, [legs.out.transactionId, legs.in.transactionId]);
    const view = await this.show(purse, id);
    for (const transactionId of [view.out.transactionId, view.in.transactionId]) {
      const row = await this.transactions.entity(purse, transactionId);
      row.transferId = null;
      row.markEdited(this.clock.now());
    }
    this.audit.record(purse, {
      action: 'transfer.unlinked',
      subject: 'transfer',
      subjectId: id,
      changes: { out: view.out.transactionId, in: view.in.transactionId },
    });
    await purse.em.flush();
    await purse.em.nativeDelete(Transfer, { id, purseId: purse.purseId });
  }
}
