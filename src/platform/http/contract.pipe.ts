import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError } from '../../domain/errors.ts';
import type { ErrorPlace } from '../../domain/errors.ts';
import { UNSTORABLE } from './wire.contract.ts';

/** The input does not fit the route's contract. */
export class InvalidInput extends DomainError {
  constructor(errors: readonly ErrorPlace[]) {
    const first = errors[0];
    super(
      'invalid-input',
      'invalid',
      first === undefined ? 'The request is not valid.' : `${first.pointer}: ${first.detail}`,
      errors,
    );
  }
}

/** An id in the path that cannot be one names nothing. */
export class NoSuchThing extends DomainError {
  constructor() {
    super('not-found', 'not-found', 'There is nothing at this address.');
  }
}

/**
 * Validates what a parameter decorator's `schema` describes. Pointers: `/field` in the body, `?name` in the query.
 * A path that does not fit is a 404, the same as for a thing that does not exist.
 */
@Injectable()
export class ContractPipe implements PipeTransform {
  async transform(
    value: unknown,
    metadata: ArgumentMetadata & { schema?: StandardSchemaV1 },
  ): Promise<unknown> {
    if (metadata.schema === undefined) return value;
    const result = await metadata.schema['~standard'].validate(value);
    const issues = result.issues ?? unstorable(result.value);
    if (result.issues === undefined && issues.length === 0) return result.value;
    if (metadata.type === 'param') throw new NoSuchThing();
    throw new InvalidInput(
      issues.slice(0, 50).map((issue) => ({
        pointer: pointerOf(issue.path ?? [], metadata.type),
        detail: issue.message,
      })),
    );
  }
}

/** Texts that fit the contract and cannot be kept. */
function unstorable(value: unknown, path: PropertyKey[] = []): StandardSchemaV1.Issue[] {
  if (typeof value === 'string')
    return UNSTORABLE.test(value) ? [{ path, message: 'holds a character that cannot be kept' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => unstorable(each, [...path, name]));
}

function pointerOf(path: readonly (PropertyKey | StandardSchemaV1.PathSegment)[], type: string): string {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part));
  if (type === 'query') return `?${names.join('.')}`;
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') || '/';
}
