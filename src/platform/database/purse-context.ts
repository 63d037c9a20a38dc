import type { EntityManager } from '@mikro-orm/postgresql';

export type Role = 'owner' | 'editor' | 'viewer';

/** The open transaction of one request or job in one purse: its settings are in force on `em`. */
export interface PurseContext {
  readonly em: EntityManager;
  readonly purseId: string;
  readonly userId: string;
  readonly role: Role;
  readonly requestId: string | null;
}
