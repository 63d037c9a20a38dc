import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { addDays, localDateIn } from '../../domain/calendar.ts';
import { countryPack } from '../../domain/country.ts';
import { DEMO_PASSWORD, DEMO_SEED, DEMO_SIGN_INS, demoHouseholds } from '../../domain/demo-households.ts';
import type { DemoHousehold } from '../../domain/demo-households.ts';
import { Clock } from '../../platform/clock.ts';
import { CONFIG } from '../../platform/config.token.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/database/new-id.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { UsersService } from '../users/users.service.ts';
import { insertRows, whoIsThere } from './demo.queries.ts';
import { HouseholdParts } from './household-parts.ts';

/** Real people are here: the demo would open a door of which everybody has the key. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
  constructor() {
    super('IKPA_DEMO=1 fills an empty installation only; this one has people. Use another data folder.');
  }
}

/** Fills an empty installation with five invented households, once. */
@Injectable()
export class DemoService implements OnApplicationBootstrap {
  readonly #logger = new Logger('Demo');

  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly users: UsersService,
    private readonly parts: HouseholdParts,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.demo) await this.fill();
  }

  /** Each household in one transaction; those that are there stay as they are. Throws NotEmpty. */
  async fill(): Promise<void> {
    const emails = DEMO_SIGN_INS.map(({ email }) => email);
    const there = await this.database.withNobody((em) => whoIsThere(em, emails));
    if (there.known.length === 0 && there.strangers) throw new NotEmpty();
    if (there.known.length < emails.length) {
      const yesterday = addDays(localDateIn(this.clock.now(), 'Africa/Lagos'), -1);
      const passwordHash = await this.passwords.hash(DEMO_PASSWORD);
      for (const [index, household] of demoHouseholds(DEMO_SEED, yesterday).entries()) {
        await this.#add(household, { passwordHash, isAdministrator: index === 0, lastOn: yesterday });
      }
    }
    for (const { email, password, about } of DEMO_SIGN_INS)
      this.#logger.log(`demo sign-in ${email} ${password}: ${about}`);
  }

  async #add(
    household: DemoHousehold,
    given: { passwordHash: string; isAdministrator: boolean; lastOn: string },
  ): Promise<void> {
    const { profile, email } = household;
    const pack = countryPack(profile.country);
    const ids = { purseId: newId(), userId: newId() };
    await this.database.withNewPurse(ids, async (purse) => {
      if ((await whoIsThere(purse.em, [email])).known.length > 0) return;
      await this.users.create(purse.em, {
        id: ids.userId,
        email,
        name: profile.person,
        passwordHash: given.passwordHash,
        country: profile.country,
        locale: pack.locale,
        zone: pack.zone,
        isAdministrator: given.isAdministrator,
      });
      const known = await this.parts.create(purse, household, { zone: pack.zone, lastOn: given.lastOn });
      await insertRows(purse, household.rows, known, this.clock.now());
    });
  }
}
