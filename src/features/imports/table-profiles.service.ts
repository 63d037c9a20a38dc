import { Injectable } from '@nestjs/common';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AuditService } from '../audit/audit.service.ts';
import { bareFingerprint, headerFingerprint } from './formats/table-reading.ts';
import type { RememberedMapping } from './formats/table-reading.ts';
import { ProfileNotFound, WrongMapping } from './import-errors.ts';
import type { GivenMapping } from './import.entity.ts';
import { TableProfile } from './table-profile.entity.ts';
import { mappingFaults } from '../../domain/table-mapping.ts';
import type { AddTableProfile, TableProfileView } from './tables.contract.ts';

/** More kinds of tables than a household gets from its banks; the oldest give way. */
const MOST = 200;
const LONGEST_NAME = 80;

/** How people want tables to be read: remembered for an account and a kind of table, given out, given in. */
@Injectable()
export class TableProfiles {
  constructor(
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
  ) {}

  /** All of the purse, the latest first. */
  async list(purse: PurseContext): Promise<TableProfileView[]> {
    return (await this.#entities(purse)).map(viewOf);
  }

  async show(purse: PurseContext, id: string): Promise<TableProfileView> {
    return viewOf(await this.#entity(purse, id));
  }

  /** For the reader: what is remembered, the latest first. */
  async remembered(purse: PurseContext): Promise<RememberedMapping[]> {
    return (await this.#entities(purse)).map(({ fingerprint, accountId, mapping }) => ({
      fingerprint,
      accountId: accountId ?? null,
      mapping,
    }));
  }

  /** Takes in a profile that was given out here or elsewhere. Throws WrongMapping for one that reads nothing. */
  async add(purse: PurseContext, given: AddTableProfile): Promise<TableProfileView> {
    const { mapping, header, name } = given;
    const width = Math.max(header.length, mapping.columns.length);
    const line = mapping.headerLine ?? 1;
    const faults = mappingFaults(mapping, { width, rows: [{ line, cells: header }] });
    if (faults.length > 0)
      throw new WrongMapping(faults.map((fault) => ({ ...fault, pointer: `/mapping${fault.pointer}` })));
    const accountId =
      given.accountId == null ? null : (await this.accounts.entity(purse, given.accountId, '/accountId')).id;
    const fingerprint = mapping.headerLine === null ? bareFingerprint(width) : headerFingerprint(header);
    const profile = await this.#keep(purse, { accountId, name, fingerprint, header, mapping });
    return viewOf(profile);
  }

  /** Remembers how a table was read whose rows were saved. */
  async remember(purse: PurseContext, accountId: string, given: GivenMapping): Promise<void> {
    const { mapping, header, fingerprint } = given;
    const names = header.filter((each) => each !== '').join(', ');
    const name = (names === '' ? `${mapping.columns.length} columns` : names).slice(0, LONGEST_NAME);
    await this.#keep(purse, { accountId, name, fingerprint, header, mapping });
  }

  async remove(purse: PurseContext, id: string): Promise<void> {
    const profile = await this.#entity(purse, id);
    this.audit.record(purse, {
      action: 'table-profile.removed',
      subject: 'table-profile',
      subjectId: id,
      changes: { name: profile.name },
    });
    purse.em.remove(profile);
    await purse.em.flush();
  }

  async #keep(
    purse: PurseContext,
    given: Pick<TableProfile, 'name' | 'fingerprint' | 'header' | 'mapping'> & { accountId: string | null },
  ): Promise<TableProfile> {
    const { accountId, fingerprint } = given;
    const earlier = await purse.em.findOne(TableProfile, { purseId: purse.purseId, accountId, fingerprint });
    if (earlier !== null) purse.em.remove(earlier);
    const all = await this.#entities(purse);
    for (const old of all.slice(MOST - 1)) purse.em.remove(old);
    await purse.em.flush();
    const profile = purse.em.create(TableProfile, { ...given, purseId: purse.purseId }, { persist: true });
    await purse.em.flush();
    this.audit.record(purse, {
      action: 'table-profile.kept',
      subject: 'table-profile',
      subjectId: profile.id,
      changes: { name: given.name },
    });
    await purse.em.flush();
    return profile;
  }

  async #entities(purse: PurseContext): Promise<TableProfile[]> {
    return purse.em.find(TableProfile, { purseId: purse.purseId }, { orderBy: { id: 'desc' } });
  }

  async #entity(purse: PurseContext, id: string): Promise<TableProfile> {
    const profile = await purse.em.findOne(TableProfile, { id, purseId: purse.purseId });
    if (profile === null) throw new ProfileNotFound();
    return profile;
  }
}

function viewOf(profile: TableProfile): TableProfileView {
  const { id, name, header, mapping, createdAt } = profile;
  return {
    id,
    accountId: profile.accountId ?? null,
    name,
    header,
    mapping,
    createdAt: createdAt.toISOString(),
  };
}
