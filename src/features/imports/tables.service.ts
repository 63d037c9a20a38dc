import { Inject, Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { mappingFaults } from '../../domain/table-mapping.ts';
import type { TableMapping } from '../../domain/table-mapping.ts';
import { Database } from '../../platform/database/database.ts';
import type { PurseRequest } from '../../platform/database/database.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditService } from '../audit/audit.service.ts';
import { bareFingerprint, headerFingerprint } from './formats/table-reading.ts';
import type { TableReading } from './formats/table-reading.ts';
import {
  FileNotKept,
  ImportNotFound,
  WrongImportState,
  WrongMapping,
  TableNotFound,
} from './import-errors.ts';
import { ImportStatement } from './import-statement.entity.ts';
import { ImportStore } from './import-store.ts';
import { Import } from './import.entity.ts';
import type { GivenMapping } from './import.entity.ts';
import type { ImportView } from './imports.contract.ts';
import { ImportsService } from './imports.service.ts';
import { Staging } from './staging.ts';
import type { FileToRead } from './staging.ts';
import { TableProfiles } from './table-profiles.service.ts';
import type { ImportTable } from './tables.contract.ts';

const MAPPABLE: readonly Import['status'][] = ['ready', 'failed'];

/** The tables of an import's file, and how a person wants them to be read. */
@Injectable()
export class TablesService {
  constructor(
    private readonly database: Database,
    private readonly store: ImportStore,
    private readonly staging: Staging,
    private readonly profiles: TableProfiles,
    private readonly audit: AuditService,
    private readonly imports: ImportsService,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** The tables of a file that is not saved yet. Its rows are looked at anew: none of them is kept beside the file. */
  async list(open: PurseRequest, importId: string): Promise<ImportTable[]> {
    const { file, statements } = await this.#file({ ...open, readOnly: true }, importId);
    return (await this.staging.tables(file)).map((table) => ({
      position: table.position,
      statementId: table.statement === null ? null : (statements[table.statement] ?? null),
      sheet: table.sheet,
      source: table.source,
      headerLine: table.headerLine,
      columns: table.columns,
      dateOrder: table.dateOrder,
      dateOrderWhy: table.dateOrderWhy,
      decimalMark: table.decimalMark,
      decimalMarkWhy: table.decimalMarkWhy,
      direction: table.direction,
      directionWhy: table.directionWhy,
      rows: table.rows,
    }));
  }

  /** Has the file read again with this mapping. Throws WrongMapping where the table cannot be read by it. */
  async map(
    open: PurseRequest,
    ids: { importId: string; position: number },
    mapping: TableMapping,
  ): Promise<ImportView> {
    const { file } = await this.#file({ ...open, readOnly: true }, ids.importId);
    const table = (await this.staging.tables(file)).find(({ position }) => position === ids.position);
    if (table === undefined) throw new TableNotFound();
    const faults = mappingFaults(mapping, table);
    if (faults.length > 0) throw new WrongMapping(faults);
    return this.database.withPurse(open, async (purse) => {
      const one = await this.#locked(purse, ids.importId);
      one.mappings = { ...one.mappings, [ids.position]: givenOf(mapping, table) };
      one.status = 'uploaded';
      one.problem = null;
      this.audit.record(purse, {
        action: 'import.mapped',
        subject: 'import',
        subjectId: one.id,
        changes: { fileName: one.fileName },
      });
      await purse.em.flush();
      const { purseId, userId } = purse;
      await this.jobs.send(purse.em, 'import.read', { purseId, importId: one.id, userId });
      return this.imports.show(purse, one.id);
    });
  }

  async #file(
    open: PurseRequest & { readOnly: true },
    importId: string,
  ): Promise<{ file: FileToRead; statements: string[] }> {
    return this.database.withPurse(open, async (purse) => {
      const one = await purse.em.findOne(Import, { id: importId, purseId: purse.purseId });
      if (one === null) throw new ImportNotFound();
      needMappable(one);
      const bytes = await this.store.loadFile(purse, importId);
      if (bytes === null) throw new FileNotKept();
      const statements = await purse.em.find(
        ImportStatement,
        { purseId: purse.purseId, importId },
        { orderBy: { position: 'asc' } },
      );
      const file: FileToRead = {
        bytes,
        answer: null,
        country: await this.staging.countryOf(purse),
        fileName: one.fileName,
        mappings: mappingsOf(one),
        profiles: await this.profiles.remembered(purse),
      };
      return { file, statements: statements.map(({ id }) => id) };
    });
  }

  async #locked(purse: PurseContext, id: string): Promise<Import> {
    const one = await purse.em.findOne(
      Import,
      { id, purseId: purse.purseId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (one === null) throw new ImportNotFound();
    needMappable(one);
    return one;
  }
}

/** The mappings of an import by the positions of its tables. */
export function mappingsOf(one: Import): Record<number, TableMapping> {
  return Object.fromEntries(
    Object.entries(one.mappings ?? {}).map(([position, { mapping }]) => [position, mapping]),
  );
}

/** What was saved once is not read anew: rows that stayed of it say of which statement they are. */
function needMappable(one: Import): void {
  if (!MAPPABLE.includes(one.status)) throw new WrongImportState(one.status, MAPPABLE.join(' or '));
  if (one.undoneAt != null) throw new WrongImportState('one that was undone', 'new');
}

/** A mapping with the names that it is for, so that it can be remembered when the rows are saved. */
function givenOf(mapping: TableMapping, table: TableReading): GivenMapping {
  const { headerLine } = mapping;
  const names =
    headerLine === table.headerLine
      ? table.columns.map(({ name }) => name)
      : (table.rows.find(({ line }) => line === headerLine)?.cells ?? []);
  return {
    mapping,
    header: headerLine === null ? [] : [...names],
    fingerprint: headerLine === null ? bareFingerprint(table.width) : headerFingerprint(names),
    statement: null,
  };
}
