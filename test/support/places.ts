import type { OpenAPIObject } from '@nestjs/swagger';

/** A part of a schema, as far as a walk through it needs. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Where in a body a value stands: names, and `*` for every element of a list. */
export type Place = readonly string[];

/** The places of a schema whose own schema is wanted. */
export function placesOf(
  document: OpenAPIObject,
  schema: Schema | undefined,
  wanted: (schema: Schema) => boolean,
): Place[] {
  const found = new Map<string, Place>();
  const walk = (part: Schema | undefined, place: Place) => {
    if (part === undefined || place.length > 8) return;
    if (part.$ref !== undefined) {
      const name = part.$ref.split('/').at(-1) ?? '';
      walk(document.components?.schemas?.[name] as Schema | undefined, place);
      return;
    }
    if (wanted(part)) found.set(place.join('/'), place);
    for (const [name, each] of Object.entries(part.properties ?? {})) walk(each, [...place, name]);
    for (const each of [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])])
      walk(each, place);
    walk(part.items, [...place, '*']);
  };
  walk(schema, []);
  return [...found.values()];
}

/** The body with another value at a place, which is made where it is not there; of a list its first element. */
export function put(body: unknown, place: Place, value: unknown): unknown {
  const [first, ...rest] = place;
  if (first === undefined) return value;
  if (first === '*') {
    const list = Array.isArray(body) ? [...(body as unknown[])] : [];
    return [put(list[0], rest, value), ...list.slice(1)];
  }
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { ...object, [first]: put(object[first], rest, value) };
}

/** The place as the API names it. */
export const pointerTo = (place: Place) => place.map((name) => `/${name === '*' ? '0' : name}`).join('');

/** The schema of a JSON body. */
export function bodySchema(operation: { requestBody?: unknown }): Schema | undefined {
  const { content } = (operation.requestBody ?? {}) as { content?: Record<string, { schema?: Schema }> };
  return content?.['application/json']?.schema;
}
