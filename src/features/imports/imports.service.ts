import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { NoFile } from '../../platform/http/receive-file.ts';
import type { UploadedFile } from '../../platform/http/receive-file.ts';
import { COUNT_PART, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import type { QueueName } from '../../platform/jobs/queues.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AiService } from '../ai/ai.service.ts';
import { AuditService } from '../audit/audit.service.ts';
import { GIVEN } from './formats/messages/given.ts';
import {
  BalancesOff,
  FileNotKept,
  ImportNotFound,
  StatementNotFound,
  StatementUndecided,
  WrongImportState,
} from './import-errors.ts';
import { ImportStatement, isCertain, isUnaccepted } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import { importViews, rowViews } from './import-view.ts';
import { Import } from './import.entity.ts';
import { statementsOf } from './import-job.ts';
import type {
  GiveMessages,
  ImportPage,
  ImportRowPage,
  ImportView,
  ListImportRows,
  ListImports,
  DecideStatement,
} from './imports.contract.ts';
import { importIds } from './imports.queries.ts';
import { Staging } from './staging.ts';

const PASTED = 'Pasted messages';
const FORWARDED = 'Forwarded messages';

/** What people do with an import. The long parts (reading, committing, undoing) are jobs. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly store: ImportStore,
    private readonly staging: Staging,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly ai: AiService,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Keeps the file and has it read. */
  async upload(purse: PurseContext, file: UploadedFile, thenCommit = false): Promise<ImportView> {
    if (file.bytes.byteLength === 0) throw new NoFile('The file is empty: it has no bytes at all.');
    const created = purse.em.create(
      Import,
      {
        purseId: purse.purseId,
        createdBy: purse.userId,
        fileName: file.name,
        byteSize: file.bytes.byteLength,
        sha256: createHash('sha256').update(file.bytes).digest(),
        status: 'uploaded',
      },
      { persist: true },
    );
    await purse.em.flush();
    await this.store.saveFile(purse, created.id, file.bytes);
    await this.#send(purse, 'import.read', created, thenCommit ? { thenCommit } : {});
    return this.#view(purse, created);
  }

  /** Has an opened PDF read. */
  async readAgain(purse: PurseContext, one: Import): Promise<ImportView> {
    one.status = 'uploaded';
    one.problem = null;
    await purse.em.flush();
    await this.#send(purse, 'import.read', one);
    return this.#view(purse, one);
  }

  /** Keeps messages as a file of their own kind and has it read. */
  async giveMessages(purse: PurseContext, { commit, ...given }: GiveMessages): Promise<ImportView> {
    const name = given.messages === undefined ? PASTED : FORWARDED;
    const bytes = Buffer.from(GIVEN + JSON.stringify(given));
    return this.upload(purse, { name, bytes }, commit === true);
  }

  async list(purse: PurseContext, query: ListImports): Promise<ImportPage> {
    const ids = await importIds(purse, query.cursor, query.limit);
    const page = ids.slice(0, query.limit);
    const imports = await purse.em.find(Import, { id: { $in: page } }, { orderBy: { id: 'desc' } });
    const last = page.at(-1);
    return {
      items: await importViews(purse, imports, () => this.ai.mayAsk(purse)),
      nextCursor: ids.length > query.limit && last !== undefined ? encodeCursor([last]) : null,
    };
  }

  async show(purse: PurseContext, id: string): Promise<ImportView> {
    return this.#view(purse, await this.#entity(purse, id));
  }

  /** The rows of the file with what becomes of each, in the order of the file; skipped statements are left out. */
  async rows(purse: PurseContext, id: string, query: ListImportRows): Promise<ImportRowPage> {
    await this.#entity(purse, id);
    const after = decodeCursor(query.cursor, [COUNT_PART])?.[0];
    const next = after === undefined ? 0 : Number(after) + 1;
    let before = query.from ?? 0;
    const statements = await purse.em.find(ImportStatement, { purseId: purse.purseId, importId: id });
    const found: Parameters<typeof rowViews>[2][number][] = [];
    for (const block of await this.store.blockFacts(purse, id)) {
      if (found.length > query.limit) break;
      if (block.firstIndex + block.rows <= next) continue;
      if (query.statementId !== undefined && block.statementId !== query.statementId) continue;
      const asked = query.verdict === undefined ? block.rows : (block.verdicts[query.verdict] ?? 0);
      if (asked <= before) {
        before -= asked;
        continue;
      }
      for (const { row, mark } of await this.store.readBlock(purse, id, block.position)) {
        if (row.index < next || (query.verdict !== undefined && mark?.verdict !== query.verdict)) continue;
        if (before > 0) {
          before -= 1;
          continue;
        }
        found.push({ statementId: block.statementId, row, mark });
      }
    }
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    const accounts = await this.accounts.list(purse);
    const currencies = new Map(accounts.map((account) => [account.id, account.currency]));
    return {
      items: await rowViews(purse, statements, page, currencies),
      nextCursor: found.length > query.limit && last !== undefined ? encodeCursor([last.row.index]) : null,
    };
  }

  /** Keeps the file of an import that was made elsewhere and is written anew here. */
  async keepFile(purse: PurseContext, id: string, bytes: Uint8Array): Promise<void> {
    await this.store.saveFile(purse, id, bytes);
  }

  /** The file as it was given. Throws ImportNotFound and FileNotKept. */
  async original(purse: PurseContext, id: string): Promise<UploadedFile> {
    const one = await this.#entity(purse, id);
    const bytes = await this.store.loadFile(purse, one.id);
    if (bytes === null) throw new FileNotKept();
    return { name: one.fileName, bytes };
  }

  /** Deletes the file of an import that is over; its rows stay. Throws FileNotKept where it is gone already. */
  async removeFile(purse: PurseContext, id: string): Promise<ImportView> {
    const one = await this.#locked(purse, id);
    this.#need(one, ['committed', 'undone']);
    if (!(await this.store.removeFile(purse, id))) throw new FileNotKept();
    this.audit.record(purse, {
      action: 'import.file-removed',
      subject: 'import',
      subjectId: id,
      changes: { fileName: one.fileName },
    });
    return this.#view(purse, one);
  }

  /**
   * Says where a statement's rows go, and what becomes of each row is decided anew; or that its balances need not come
   * out. Another account asks for that again.
   */
  async decide(
    purse: PurseContext,
    ids: { importId: string; statementId: string },
    given: DecideStatement,
  ): Promise<ImportView> {
    const one = await this.#locked(purse, ids.importId);
    const statement = await purse.em.findOne(ImportStatement, {
      id: ids.statementId,
      importId: one.id,
      purseId: purse.purseId,
    });
    if (statement === null) throw new StatementNotFound();
    this.#need(one, ['ready']);
    if ('acceptProof' in given) {
      statement.proofAccepted = given.acceptProof;
      await purse.em.flush();
      return this.#view(purse, one);
    }
    statement.proofAccepted = false;
    if ('skip' in given) {
      statement.skipped = true;
      statement.accountId = null;
    } else {
      const account =
        'accountId' in given
          ? await this.accounts.entity(purse, given.accountId, '/accountId')
          : await this.accounts.create(purse, {
              ...given.newAccount,
              currency: given.newAccount.currency ?? statement.currency ?? undefined,
            });
      statement.skipped = false;
      statement.accountId = account.id;
      statement.createsAccount = 'newAccount' in given;
    }
    await purse.em.flush();
    await this.staging.stage(purse, statement);
    await purse.em.flush();
    return this.#view(purse, one);
  }

  /** Takes the rows over: the job does it in one transaction. */
  async commit(purse: PurseContext, id: string): Promise<ImportView> {
    const one = await this.#locked(purse, id);
    this.#need(one, ['ready']);
    const statements = await statementsOf(purse, id);
    const undecided = statements.filter(
      (statement) => !statement.skipped && typeof statement.accountId !== 'string',
    );
    if (undecided.length > 0) throw new StatementUndecided(undecided.map((statement) => statement.id));
    const off = statements.filter((statement) => !statement.skipped && isUnaccepted(statement));
    if (off.length > 0) throw new BalancesOff(off.map((statement) => statement.id));
    one.status = 'committing';
    one.problem = null;
    await purse.em.flush();
    await this.#send(purse, 'import.commit', one);
    return this.#view(purse, one);
  }

  /** Takes a committed import back: the job does it in one transaction. */
  async undo(purse: PurseContext, id: string): Promise<ImportView> {
    const one = await this.#locked(purse, id);
    this.#need(one, ['committed']);
    one.status = 'undoing';
    one.problem = null;
    await purse.em.flush();
    await this.#send(purse, 'import.undo', one);
    return this.#view(purse, one);
  }

  /**
   * Takes over again what was taken back, where nothing is left to ask; else the person looks at it once more. What was
   * chosen, mapped and accepted stands, rows that stayed are known again, and the file itself is not needed. Throws
   * FileNotKept where nothing is left of what was read either, as in a purse that was taken in from its archive.
   */
  async redo(purse: PurseContext, id: string): Promise<ImportView> {
    const one = await this.#locked(purse, id);
    this.#need(one, ['undone']);
    if ((await this.store.blockFacts(purse, id)).length === 0) throw new FileNotKept();
    const statements = await statementsOf(purse, id);
    for (const statement of statements) if (!statement.skipped) await this.staging.refresh(purse, statement);
    one.status = isCertain(statements) ? 'committing' : 'ready';
    one.problem = null;
    await purse.em.flush();
    if (one.status === 'committing') await this.#send(purse, 'import.commit', one, { onlyCertain: true });
    return this.#view(purse, one);
  }

  /**
   * Forgets an import that was not committed, with every byte of it; one that was taken back before is that again. A
   * reading in progress stops.
   */
  async discard(purse: PurseContext, id: string): Promise<void> {
    const one = await this.#locked(purse, id);
    this.#need(one, ['uploaded', 'reading', 'locked', 'ready', 'failed']);
    const statements = await statementsOf(purse, id);
    this.audit.record(purse, {
      action: 'import.discarded',
      subject: 'import',
      subjectId: id,
      changes: { fileName: one.fileName, status: one.status },
    });
    const made = statements.filter((statement) => statement.createsAccount);
    if (one.undoneAt == null) purse.em.remove(one);
    else one.status = 'undone';
    await purse.em.flush();
    for (const { accountId } of made)
      if (typeof accountId === 'string') await this.accounts.removeUnused(purse, accountId);
  }

  async #send(purse: PurseContext, queue: QueueName, one: Import, more = {}): Promise<void> {
    const { purseId, userId } = purse;
    await this.jobs.send(purse.em, queue, { purseId, importId: one.id, userId, ...more });
  }

  async #view(purse: PurseContext, one: Import): Promise<ImportView> {
    const [view] = await importViews(purse, [one], () => this.ai.mayAsk(purse));
    if (view === undefined) throw new ImportNotFound();
    return view;
  }

  async #entity(purse: PurseContext, id: string): Promise<Import> {
    const one = await purse.em.findOne(Import, { id, purseId: purse.purseId });
    if (one === null) throw new ImportNotFound();
    return one;
  }

  async #locked(purse: PurseContext, id: string): Promise<Import> {
    const one = await purse.em.findOne(
      Import,
      { id, purseId: purse.purseId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (one === null) throw new ImportNotFound();
    return one;
  }

  #need(one: Import, statuses: readonly Import['status'][]): void {
    if (!statuses.includes(one.status)) throw new WrongImportState(one.status, statuses.join(' or '));
  }
}
