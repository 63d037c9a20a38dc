import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { sql } from 'kysely';
import { SessionChecker } from '../../platform/auth/session-checker.ts';
import { Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { EventBus } from '../../platform/events/event-bus.ts';

const CHANNEL = 'sessions.ended';
const TRUSTED_MS = 30_000;
const MAX_ENTRIES = 20_000;

/**
 * Asks the database about a session at most every 30 seconds per process. A session that ends is announced to every
 * process; where the announcement is lost, the 30 seconds are the bound.
 */
@Injectable()
export class SessionCache extends SessionChecker implements OnModuleDestroy {
  readonly #known = new Map<string, { active: boolean; at: number }>();
  readonly #unsubscribe: () => void;

  constructor(
    private readonly database: Database,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    super();
    this.#unsubscribe = events.subscribe<{ ids: string[] }>(CHANNEL, ({ ids }) => this.#forget(ids));
  }

  override async isActive(sessionId: string, userId: string): Promise<boolean> {
    const now = this.clock.now();
    const known = this.#known.get(sessionId);
    // Either way: after the clock was set back an answer of before would else be trusted for long.
    if (known !== undefined && Math.abs(now.getTime() - known.at) < TRUSTED_MS) return known.active;
    const active = await this.#ask(sessionId, userId, now);
    // An announcement that came while the database was asked is newer than its answer.
    const announced = this.#known.get(sessionId);
    if (announced !== undefined && announced !== known) return announced.active;
    this.#keep(sessionId, active);
    return active;
  }

  /** Says in every process that these sessions are over. Called after the change is committed. */
  end(ids: string[]): void {
    if (ids.length === 0) return;
    this.#forget(ids);
    this.events.publish(CHANNEL, { ids });
  }

  async #ask(sessionId: string, userId: string, now: Date): Promise<boolean> {
    const found = await this.database.withUser(userId, (em) =>
      sql`select 1 from sessions s join users u on u.id = s.user_id
           where s.id = ${sessionId} and s.user_id = ${userId} and s.revoked_at is null
             and s.expires_at > ${now} and u.suspended_at is null`.execute(em.getKysely()),
    );
    return found.rows.length === 1;
  }

  #forget(ids: string[]): void {
    for (const id of ids) this.#keep(id, false);
  }

  #keep(sessionId: string, active: boolean): void {
    if (this.#known.size >= MAX_ENTRIES) this.#known.clear();
    this.#known.set(sessionId, { active, at: this.clock.now().getTime() });
  }

  onModuleDestroy(): void {
    this.#unsubscribe();
  }
}
