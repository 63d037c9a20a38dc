import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Sorted } from '../../domain/category-why.ts';
import { countryPack } from '../../domain/country.ts';
import { DomainError } from '../../domain/errors.ts';
import { ranked } from '../../domain/rules.ts';
import type { RuleFacts } from '../../domain/rules.ts';
import { Sorter, sortedText } from '../../domain/sorter.ts';
import type { SortingKnowledge } from '../../domain/sorter.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AuditService, differences } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import { TagsService } from '../tags/tags.service.ts';
import { Rule } from './rule.entity.ts';
import { MOST_RULES } from './rules.contract.ts';
import type { RuleView, SaveRule } from './rules.contract.ts';
import { categoryIdsByKey, findRules, formerNames, lessonsOf, sortingState } from './rules.queries.ts';

/** The rule is not in this purse. */
export class RuleNotFound extends DomainError {
  constructor() {
    super('rule-not-found', 'not-found', 'There is no such rule in this purse.');
  }
}

/** The purse has as many rules as it may. */
export class TooManyRules extends DomainError {
  constructor() {
    super('too-many-rules', 'conflict', `A purse has at most ${MOST_RULES} rules. Remove some first.`);
  }
}

/** An account has one currency: such a rule would never hold. */
export class NeverHolds extends DomainError {
  constructor(currency: string) {
    super('rule-never-holds', 'invalid', `That account is in ${currency}: the rule would never hold.`, [
      { pointer: '/when/currency', detail: `${currency}, or none` },
    ]);
  }
}

/** What a purse's person wants done with rows of a kind. */
@Injectable()
export class RulesService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
    private readonly purses: PursesService,
    private readonly tags: TagsService,
  ) {}

  /** The most specific first. */
  async list(purse: PurseContext): Promise<RuleView[]> {
    return ranked(await findRules(purse));
  }

  async show(purse: PurseContext, id: string): Promise<RuleView> {
    const [found] = await findRules(purse, id);
    if (found === undefined) throw new RuleNotFound();
    return found;
  }

  async create(purse: PurseContext, given: SaveRule): Promise<RuleView> {
    await this.require(purse, given);
    if ((await purse.em.count(Rule, { purseId: purse.purseId })) >= MOST_RULES) throw new TooManyRules();
    const rule = purse.em.create(
      Rule,
      { purseId: purse.purseId, ...(await this.#columns(purse, given)) },
      { persist: true },
    );
    await purse.em.flush();
    await this.#setTags(purse, rule.id, given.set.tagIds);
    this.#record(purse, 'rule.created', rule.id, { when: given.when, set: given.set });
    await purse.em.flush();
    return this.show(purse, rule.id);
  }

  /** Another rule in the place of this one; rows that it sorted stay as they are. */
  async replace(purse: PurseContext, id: string, given: SaveRule): Promise<RuleView> {
    const before = await this.show(purse, id);
    await this.require(purse, given);
    const rule = await purse.em.findOneOrFail(Rule, { id, purseId: purse.purseId });
    Object.assign(rule, await this.#columns(purse, given));
    await purse.em.flush();
    await this.#setTags(purse, id, given.set.tagIds);
    const { when, set } = await this.show(purse, id);
    const changes = differences({ when: before.when, set: before.set }, { when, set });
    if (Object.keys(changes).length === 0) return this.show(purse, id);
    // The tags are rows of their own: what changed is one thing all the same.
    if (rule.version === before.version) {
      await sql`update rules set version = version + 1 where id = ${id}`.execute(purse.em.getKysely());
      await purse.em.refresh(rule);
    }
    this.#record(purse, 'rule.changed', id, changes);
    await purse.em.flush();
    return this.show(purse, id);
  }

  /** Removes a rule; rows that it sorted keep what it gave them. */
  async remove(purse: PurseContext, id: string): Promise<void> {
    const { when, set } = await this.show(purse, id);
    const rule = await purse.em.findOneOrFail(Rule, { id, purseId: purse.purseId });
    this.#record(purse, 'rule.removed', id, { when, set });
    purse.em.remove(rule);
    await purse.em.flush();
  }

  /** What becomes of a row that a person types without a category: the same as of a new row of an import. */
  async sort(purse: PurseContext, row: RuleFacts): Promise<Sorted> {
    return new Sorter(await this.knowledge(purse)).sort({ ...row, text: sortedText(row) });
  }

  /** All that the purse knows about sorting rows. */
  async knowledge(purse: PurseContext): Promise<SortingKnowledge> {
    return {
      country: countryPack((await this.purses.entity(purse)).country).code,
      rules: await this.list(purse),
      lessons: await lessonsOf(purse),
      formerNames: await formerNames(purse),
      categories: await categoryIdsByKey(purse),
    };
  }

  /** Changes with everything that decides how rows are sorted. */
  async state(purse: PurseContext): Promise<string> {
    return sortingState(purse);
  }

  /** Throws, with where it stands, unless everything that a rule names is the purse's and can hold. */
  async require(purse: PurseContext, { when, set }: SaveRule): Promise<void> {
    if (when.accountId !== null) {
      const { currency } = await this.accounts.entity(purse, when.accountId, '/when/accountId');
      if (when.currency !== null && when.currency !== currency) throw new NeverHolds(currency);
    }
    if (set.categoryId !== null) await this.categories.entity(purse, set.categoryId, '/set/categoryId');
    await this.tags.requireAll(purse, set.tagIds, '/set/tagIds');
  }

  async #columns(purse: PurseContext, { when, set }: SaveRule) {
    const { counterparty, ...rest } = when;
    const names = [counterparty, set.counterparty].flatMap((name) => name ?? []);
    const ids = await this.counterparties.ids(purse, names);
    const idOf = (name: string | null) => (name === null ? null : (ids.get(name) ?? null));
    return {
      ...rest,
      counterpartyId: idOf(counterparty),
      categoryId: set.categoryId,
      namedCounterpartyId: idOf(set.counterparty),
    };
  }

  async #setTags(purse: PurseContext, id: string, tagIds: readonly string[]): Promise<void> {
    const db = purse.em.getKysely();
    await sql`delete from rule_tags where rule_id = ${id} and purse_id = ${purse.purseId}`.execute(db);
    await sql`
      insert into rule_tags (rule_id, tag_id, purse_id)
      select distinct ${id}::uuid, tag_id, ${purse.purseId}::uuid from unnest(${[...tagIds]}::uuid[]) as given (tag_id)`.execute(
      db,
    );
  }

  #record(purse: PurseContext, action: string, subjectId: string, changes: Record<string, unknown>): void {
    this.audit.record(purse, { action, subject: 'rule', subjectId, changes });
  }
}
