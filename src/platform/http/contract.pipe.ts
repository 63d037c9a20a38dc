import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError } from '../../domain/errors.ts';
import type { ErrorPlace } from '../../domain/errors.ts';

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
    if (result.issues === undefined) return result.value;
    if (metadata.type === 'param') throw new NoSuchThing();
    throw new InvalidInput(
      result.issues.slice(0, 50).map((issue) => ({
        pointer: pointerOf(issue.path ?? [], metadata.type),
        detail: issue.message,
      })),
    );
  }
}

function pointerOf(path: readonly (PropertyKey | StandardSchemaV1.PathSegment)[], type: string): string {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part));
  if (type === 'query') return `?${names.join('.')}`;
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') || '/';
}
