import { defineConfig } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { Pool } from 'pg';
import { AccountMonth } from './features/accounts/account-month.entity.ts';
import { Account } from './features/accounts/account.entity.ts';
import { PasswordReset } from './features/admin/password-reset.entity.ts';
import { AiConsent } from './features/ai/ai-consent.entity.ts';
import { AuditEntry } from './features/audit/audit-entry.entity.ts';
import { RefreshToken } from './features/auth/refresh-token.entity.ts';
import { Session } from './features/auth/session.entity.ts';
import { Category } from './features/categories/category.entity.ts';
import { ImportBlock } from './features/imports/import-block.entity.ts';
import { ImportStatement } from './features/imports/import-statement.entity.ts';
import { Import } from './features/imports/import.entity.ts';
import { TableProfile } from './features/imports/table-profile.entity.ts';
import { ExchangeRate } from './features/position/exchange-rate.entity.ts';
import { ProgramToken } from './features/programs/program-token.entity.ts';
import { Membership } from './features/purses/membership.entity.ts';
import { Purse } from './features/purses/purse.entity.ts';
import { Restore } from './features/restore/restore.entity.ts';
import { DeclinedOffer, Rule, RuleTag } from './features/rules/rule.entity.ts';
import { Invitation } from './features/sharing/invitation.entity.ts';
import { CategoryDay } from './features/transactions/category-day.entity.ts';
import { CounterpartyAlias } from './features/counterparties/counterparty-alias.entity.ts';
import { Counterparty } from './features/counterparties/counterparty.entity.ts';
import { Split } from './features/transactions/split.entity.ts';
import { Tag, TransactionTag } from './features/tags/tag.entity.ts';
import { Transaction } from './features/transactions/transaction.entity.ts';
import { Transfer } from './features/transfers/transfer.entity.ts';
import { User } from './features/users/user.entity.ts';
import { AiMonth } from './platform/ai/ai-month.entity.ts';
import { AiUsage } from './platform/ai/ai-usage.entity.ts';
import { IdempotencyKey } from './platform/database/idempotency-key.entity.ts';
import { authorityEnd, connectionTo } from './platform/database/connection.ts';
import type { Password, Way } from './platform/database/connection.ts';
import { releaseLost } from './platform/database/lost.ts';
import { metrics } from './platform/metrics/metrics.ts';
import { traceStatements } from './platform/tracing/database-spans.ts';
import { breakStalled } from './platform/database/stalled.ts';

/** Every table that the product owns; pg-boss keeps its own schema. */
export const ENTITIES = [
  User,
  Session,
  RefreshToken,
  Purse,
  Membership,
  IdempotencyKey,
  AuditEntry,
  Account,
  AccountMonth,
  Category,
  Counterparty,
  CounterpartyAlias,
  Transfer,
  Transaction,
  Split,
  Tag,
  TransactionTag,
  CategoryDay,
  ExchangeRate,
  Invitation,
  ProgramToken,
  PasswordReset,
  Import,
  ImportStatement,
  TableProfile,
  ImportBlock,
  Rule,
  RuleTag,
  DeclinedOffer,
  AiUsage,
  AiMonth,
  Restore,
  AiConsent,
];

/**
 * Database options for the application, the migrate step and MikroORM's own command line.
 * Without `url` MikroORM takes MIKRO_ORM_CLIENT_URL (its command line only).
 */
export function ormOptions(url?: string, poolMax = 10, passwords: readonly Password[] = []) {
  return defineConfig({
    entities: ENTITIES,
    // pg reads the whole URL itself: MikroORM would leave out what stands behind the question mark (sslmode).
    ...(url === undefined ? {} : { clientUrl: url, driverOptions: driverOptions({ url, passwords }) }),
    pool: { min: 0, max: poolMax, idleTimeoutMillis: 300_000 },
    discovery: { checkDuplicateTableNames: true },
    extensions: [Migrator],
    migrations: {
      path: new URL('./migrations', import.meta.url).pathname,
      pathTs: 'src/migrations',
      tableName: 'schema_migrations',
      snapshotName: 'snapshot',
      snapshotOnMigrate: false,
      emit: 'ts',
      transactional: true,
      allOrNothing: true,
    },
  });
}

function driverOptions(way: Way) {
  const options = connectionTo(way);
  return {
    ...options,
    // Without a bound, connecting to an address that vanished takes two minutes.
    connectionTimeoutMillis: 8000,
    onPoolCreated: (pool: Pool) => {
      breakStalled(pool, options);
      releaseLost(pool);
      traceStatements(pool);
      metrics.watchPool(pool);
      metrics.watchAuthority(() => authorityEnd(way));
    },
  };
}

export default ormOptions();
