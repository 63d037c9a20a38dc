import { Injectable } from '@nestjs/common';
import type { DemoHousehold } from '../../domain/demo-households.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { AccountsService } from '../accounts/accounts.service.ts';
import { CategoriesService } from '../categories/categories.service.ts';
import { CounterpartiesService } from '../counterparties/counterparties.service.ts';
import { PursesService } from '../purses/purses.service.ts';
import type { DemoIds } from './demo.queries.ts';

/** What a household's rows hang on, made by the same services that people use. */
@Injectable()
export class HouseholdParts {
  constructor(
    private readonly purses: PursesService,
    private readonly accounts: AccountsService,
    private readonly categories: CategoriesService,
    private readonly counterparties: CounterpartiesService,
  ) {}

  async create(
    purse: PurseContext,
    { profile, rows, balances }: DemoHousehold,
    given: { zone: string; lastOn: string },
  ): Promise<DemoIds> {
    await this.purses.createPersonalPurse(purse, {
      name: 'Personal',
      country: profile.country,
      zone: given.zone,
      stated: null,
    });
    const accounts = new Map<string, { id: string; currency: string }>();
    for (const { key, name, kind, institution } of profile.accounts) {
      const anchor = { on: given.lastOn, balance: balances[key] ?? 0 };
      accounts.set(key, await this.accounts.create(purse, { name, kind, institution, anchor }));
    }
    const categories = await this.categories.list(purse);
    return {
      accounts,
      categories: new Map(categories.flatMap(({ key, id }) => (key === null ? [] : [[key, id]]))),
      counterparties: await this.counterparties.ids(
        purse,
        rows.flatMap(({ counterparty }) => counterparty ?? []),
      ),
    };
  }
}
