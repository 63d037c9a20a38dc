interface Schema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  $ref?: string;
  $defs?: Record<string, Schema>;
}

export interface Leaf {
  path: string;
  values: unknown[] | null;
}

/** Every value that the schema knows: its path, and what it may be where that is a short list. */
export function leavesOf(root: Schema): Leaf[] {
  const walk = (schema: Schema, path: string): Leaf[] => {
    const name = schema.$ref?.replace('#/$defs/', '');
    if (name !== undefined) return walk(root.$defs?.[name] ?? {}, path);
    if (schema.properties !== undefined) {
      return Object.entries(schema.properties).flatMap(([key, value]) =>
        walk(value, path === '' ? key : `${path}.${key}`),
      );
    }
    if (schema.type === 'boolean') return [{ path, values: [true, false] }];
    return [{ path, values: schema.enum ?? null }];
  };
  return walk(root, '');
}

/** Objects that may hold unknown keys although none was meant to. */
export function openObjects(root: Schema): string[] {
  const walk = (schema: Schema, path: string): string[] => [
    ...(schema.properties !== undefined && schema.additionalProperties !== false ? [path] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => walk(value, `${path}.${key}`)),
    ...Object.entries(schema.$defs ?? {}).flatMap(([key, value]) => walk(value, `${path}#${key}`)),
  ];
  return walk(root, '');
}

/** The value at a dotted path, or undefined. */
export function at(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      values,
    );
}
