import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

export type Caller =
  | 'nobody'
  | 'session ended'
  | 'session expired'
  | 'token revoked'
  | 'token expired'
  | 'stranger'
  | 'viewer'
  | 'editor'
  | 'owner'
  | 'administrator'
  | 'token'
  | 'token without scope';

export interface Route {
  name: string;
  method: string;
  path: string;
  operation: Operation & { operationId: string };
  role: 'anyone' | 'person' | 'viewer' | 'editor' | 'owner' | 'administrator';
  scopes: ('read' | 'write' | 'import')[];
  success: number;
}

export const SIGNED_OUT: readonly Caller[];
export const SIGNED_IN: readonly Caller[];
export const CALLERS: readonly Caller[];
export function routesOf(document: OpenAPIObject): Route[];
export function expected(
  route: Pick<Route, 'role' | 'scopes' | 'success'>,
  caller: Caller,
): { status: number; code: string | null };
