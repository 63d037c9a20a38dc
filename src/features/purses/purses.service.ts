import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { countryPack } from '../../domain/country.ts';
import { DomainError } from '../../domain/errors.ts';
import { isZone } from '../../domain/calendar.ts';
import { PurseNotFound } from '../../platform/database/database.ts';
import type { PurseContext, Role } from '../../platform/database/purse-context.ts';
import { AuditService, differences } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { Membership } from './membership.entity.ts';
import { Purse } from './purse.entity.ts';
import type { Country, PurseView, StatedFigures, UpdatePurse } from './purses.contract.ts';
import { ownersOf, rolesOf } from './purses.queries.ts';

/** The zone is none of the IANA names. */
export class UnknownZone extends DomainError {
  constructor(pointer: string) {
    super('unknown-zone', 'invalid', 'This is not an IANA time zone such as Africa/Lagos.', [
      { pointer, detail: 'an IANA time zone such as Africa/Lagos' },
    ]);
  }
}

export interface NewPurse {
  name: string;
  country: Country;
  zone: string;
  stated: StatedFigures | null;
}

@Injectable()
export class PursesService {
  constructor(
    private readonly audit: AuditService,
    private readonly categories: CategoriesService,
  ) {}

  /** Makes a person's own purse, with their membership and the country's first categories. */
  async createPersonalPurse(context: PurseContext, given: NewPurse): Promise<PurseView> {
    if (!isZone(given.zone)) throw new UnknownZone('/zone');
    const purse = context.em.create(
      Purse,
      {
        id: context.purseId,
        name: given.name,
        kind: 'personal',
        baseCurrency: countryPack(given.country).currency,
        country: given.country,
        zone: given.zone,
        stated: given.stated,
        incomeRhythm: null,
      },
      { persist: true },
    );
    await context.em.flush();
    context.em.create(
      Membership,
      { purseId: context.purseId, userId: context.userId, role: 'owner' },
      { persist: true },
    );
    this.categories.createFirstSet(context, given.country);
    this.audit.record(context, {
      action: 'purse.created',
      subject: 'purse',
      subjectId: purse.id,
      changes: { name: given.name, kind: 'personal', baseCurrency: purse.baseCurrency },
    });
    await context.em.flush();
    return view(purse, 'owner', NO_OTHERS);
  }

  /** Every purse of a person. Needs a transaction of that person (`Database.withUser`). */
  async listForUser(em: EntityManager, userId: string): Promise<PurseView[]> {
    const roles = await rolesOf(em, userId);
    const purses = await em.find(Purse, { id: { $in: roles.map((role) => role.purseId) } });
    const owners = roles.every(({ role }) => role === 'owner') ? NO_OTHERS : await ownersOf(em);
    return roles.flatMap(({ purseId, role }) => {
      const purse = purses.find((candidate) => candidate.id === purseId);
      return purse === undefined ? [] : [view(purse, role, owners)];
    });
  }

  async show(context: PurseContext): Promise<PurseView> {
    return view(await this.entity(context), context.role, await this.#owners(context));
  }

  async update(context: PurseContext, given: UpdatePurse): Promise<PurseView> {
    if (given.zone !== undefined && !isZone(given.zone)) throw new UnknownZone('/zone');
    const purse = await this.entity(context);
    const owners = await this.#owners(context);
    const before = view(purse, context.role, owners);
    if (given.name !== undefined) purse.name = given.name;
    if (given.zone !== undefined) purse.zone = given.zone;
    if (given.stated !== undefined) purse.stated = given.stated;
    if (given.incomeRhythm !== undefined) purse.incomeRhythm = given.incomeRhythm;
    if (given.buffer !== undefined) purse.buffer = given.buffer;
    const changes = differences(before, view(purse, context.role, owners));
    if (Object.keys(changes).length > 0) {
      this.audit.record(context, { action: 'purse.changed', subject: 'purse', subjectId: purse.id, changes });
    }
    await context.em.flush();
    return view(purse, context.role, owners);
  }

  /** The purse of the transaction as an entity, for other features. */
  async entity(context: PurseContext): Promise<Purse> {
    const purse = await context.em.findOne(Purse, { id: context.purseId });
    if (purse === null) throw new PurseNotFound();
    return purse;
  }

  /** The purse, held until the transaction ends. */
  async locked(context: PurseContext): Promise<Purse> {
    const purse = await context.em.findOne(
      Purse,
      { id: context.purseId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (purse === null) throw new PurseNotFound();
    return purse;
  }

  async #owners({ em, role }: PurseContext): Promise<ReadonlyMap<string, string>> {
    return role === 'owner' ? NO_OTHERS : ownersOf(em);
  }
}

/** Where everything is the person's own. */
const NO_OTHERS: ReadonlyMap<string, string> = new Map();

function view(purse: Purse, role: Role, owners: ReadonlyMap<string, string>): PurseView {
  return {
    id: purse.id,
    name: purse.name,
    kind: purse.kind,
    baseCurrency: purse.baseCurrency,
    country: purse.country as PurseView['country'],
    zone: purse.zone,
    role,
    stated: (purse.stated ?? null) as PurseView['stated'],
    incomeRhythm: (purse.incomeRhythm ?? null) as PurseView['incomeRhythm'],
    buffer: purse.buffer,
    owner: role === 'owner' ? null : (owners.get(purse.id) ?? null),
    deletesAt: purse.deletesAt?.toISOString() ?? null,
    createdAt: purse.createdAt.toISOString(),
    version: purse.version,
  };
}
