import { isNativeError } from 'node:util/types';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { Clock } from '../clock.ts';
import { CONFIG } from '../config.token.ts';
import { Database } from '../database/database.ts';
import { metrics } from '../metrics/metrics.ts';
import { AiUsage } from './ai-usage.entity.ts';

/** Money that a question may cost, set aside before it is asked. */
export interface Held {
  readonly month: string;
  readonly microDollars: number;
}

export type Spent = Pick<
  AiUsage,
  'purseId' | 'purpose' | 'model' | 'outcome' | 'inputTokens' | 'outputTokens' | 'microDollars'
>;

const ASK_EVERY_MS = 10_000;

/**
 * What is spent on AI, against the month's limit. The most that a question may cost is booked before it is asked, and
 * the difference is given back afterwards: questions at the same time cannot pass the limit together, and a process
 * that dies in between leaves too much booked, never too little.
 */
@Injectable()
export class AiSpending implements OnModuleInit {
  #askedAt = -Infinity;
  #known = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    if (this.config.ai !== null) metrics.watchAiSpending(() => this.#now());
  }

  /** Books the most that a question may cost; null where the month's limit has no room for it. */
  async hold(microDollars: number): Promise<Held | null> {
    const month = monthOf(this.clock.now());
    const most = this.config.ai?.monthlyLimit ?? Number.MAX_SAFE_INTEGER;
    if (microDollars > most) return null;
    const { rows } = await this.database.withNobody((em) =>
      sql`insert into ai_months (month, micro_dollars) values (${month}, ${microDollars})
          on conflict (month) do update set micro_dollars = ai_months.micro_dollars + excluded.micro_dollars
           where ai_months.micro_dollars + excluded.micro_dollars <= ${most}
          returning month`.execute(em.getKysely()),
    );
    return rows.length === 0 ? null : { month, microDollars };
  }

  /** Gives back what was held for a question that cost nothing. */
  async release(held: Held): Promise<void> {
    await this.#correct(held, 0);
  }

  /** Books what a question did cost, and keeps it with its purse unless that is gone by now. */
  async settle(held: Held, spent: Spent): Promise<void> {
    await this.#correct(held, spent.microDollars);
    await this.database.withPurseAsOperator(
      spent.purseId,
      async (em) => {
        const kept = await sql`select from purses where id = ${spent.purseId} for key share`.execute(
          em.getKysely(),
        );
        if (kept.rows.length === 0) return;
        em.create(AiUsage, { ...spent, at: this.clock.now() }, { persist: true });
        await em.flush();
      },
      false,
    );
  }

  async #correct({ month, microDollars }: Held, cost: number): Promise<void> {
    await this.database.withNobody((em) =>
      sql`update ai_months set micro_dollars = micro_dollars + ${cost - microDollars}
           where month = ${month}`.execute(em.getKysely()),
    );
  }

  /** Spent this month and what it may be at most, for a scrape: asked at most every ten seconds, and never throws. */
  async #now(): Promise<{ spent: number; limit: number | null }> {
    const limit = this.config.ai?.monthlyLimit ?? null;
    if (performance.now() - this.#askedAt < ASK_EVERY_MS) return { spent: this.#known, limit };
    this.#askedAt = performance.now();
    try {
      const { rows } = await this.database.withNobody((em) =>
        sql<{ spent: string }>`
          select micro_dollars as spent from ai_months where month = ${monthOf(this.clock.now())}`.execute(
          em.getKysely(),
        ),
      );
      this.#known = Number(rows[0]?.spent ?? 0);
    } catch (error) {
      if (!isNativeError(error)) throw error; // the database is away: what was known stands
    }
    return { spent: this.#known, limit };
  }
}

function monthOf(now: Date): string {
  return `${now.toISOString().slice(0, 7)}-01`;
}
