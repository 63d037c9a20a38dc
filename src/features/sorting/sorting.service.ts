import { Injectable } from '@nestjs/common';
import { specificity } from '../../domain/rules.ts';
import type { RuleSaid } from '../../domain/rules.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService, CounterpartyNotFound } from '../counterparties/counterparties.service.ts';
import { RulesService } from '../rules/rules.service.ts';
import { BulkEditService } from '../transactions/bulk-edit.service.ts';
import { declineOffer, findOffers } from './offers.queries.ts';
import { previewRule, rowsToChange } from './rule-rows.queries.ts';
import type { AskedRule } from './rule-rows.queries.ts';
import type {
  DeclineOffer,
  PreviewQuery,
  PreviewRule,
  RuleApplied,
  RuleOffer,
  RulePreview,
} from './sorting.contract.ts';

/** What rules make of rows that are there: shown before, done only when asked, and offered where a person repeats it. */
@Injectable()
export class SortingService {
  constructor(
    private readonly audit: AuditService,
    private readonly bulk: BulkEditService,
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
    private readonly rules: RulesService,
  ) {}

  /** What a rule would change, were it saved and applied now. */
  async preview(purse: PurseContext, given: PreviewRule, query: PreviewQuery): Promise<RulePreview> {
    await this.rules.require(purse, given);
    return previewRule(purse, await this.#asked(purse, given, given.overwrite), query);
  }

  /** Does with the newest rows, as many as one change may take, what the preview showed; answers how many are left. */
  async apply(purse: PurseContext, id: string, overwrite: boolean): Promise<RuleApplied> {
    const rule = await this.rules.show(purse, id);
    const asked = await this.#asked(purse, rule, overwrite, id);
    const { ids, total } = await rowsToChange(purse, asked, this.bulk.most);
    const changed =
      ids.length === 0 ? 0 : await this.bulk.applyRule(purse, { ids, rule, overwrite, above: asked.above });
    if (changed === 0) return { changed, left: 0 };
    this.audit.record(purse, {
      action: 'rule.applied',
      subject: 'rule',
      subjectId: id,
      changes: { rows: changed, overwrite },
    });
    await purse.em.flush();
    return { changed, left: total - changed };
  }

  async offers(purse: PurseContext, transactionId?: string): Promise<RuleOffer[]> {
    return findOffers(purse, transactionId);
  }

  /** The offer does not come again. */
  async decline(purse: PurseContext, given: DeclineOffer): Promise<void> {
    if (!(await this.counterparties.has(purse, given.counterpartyId)))
      throw new CounterpartyNotFound('/counterpartyId');
    await this.categories.entity(purse, given.categoryId, '/categoryId');
    await declineOffer(purse, given);
    this.audit.record(purse, {
      action: 'rule.declined',
      subject: 'counterparty',
      subjectId: given.counterpartyId,
      changes: { direction: given.direction, categoryId: given.categoryId },
    });
    await purse.em.flush();
  }

  async #asked(purse: PurseContext, given: RuleSaid, overwrite: boolean, id?: string): Promise<AskedRule> {
    const { when, set } = given;
    const rules = await this.rules.list(purse);
    const own = specificity({ when });
    const ids = await this.counterparties.known(
      purse,
      [when.counterparty, set.counterparty].flatMap((name) => name ?? []),
    );
    return {
      when,
      set,
      overwrite,
      counterpartyId: ids.get(when.counterparty ?? '') ?? null,
      namedCounterpartyId: ids.get(set.counterparty ?? '') ?? null,
      above: rules.filter((other) => other.id !== id && specificity(other) > own).map((other) => other.id),
    };
  }
}
