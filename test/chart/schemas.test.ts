import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { describeChart, render, valueSets } from './support/chart.ts';
import type { KubeObject } from './support/chart.ts';
import { idOf } from './support/look.ts';

const file = new URL('../../third_party/kubernetes-schemas/schemas.json', import.meta.url);
const schemas = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
// Custom resource definitions use regular expressions of RE2, a few of which JavaScript does not know with /u.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
const compiled = new Map<string, ValidateFunction>();

/** What the cluster would say about an object, field by field. */
function problems(object: KubeObject): string[] {
  const kind = `${object.apiVersion}/${object.kind}`;
  const schema = schemas[kind];
  if (schema === undefined) return [`${kind}: no schema`];
  const validate = compiled.get(kind) ?? ajv.compile(schema);
  compiled.set(kind, validate);
  if (validate(object)) return [];
  return (validate.errors ?? []).map(
    (error) => `${idOf(object)}${error.instancePath}: ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

describeChart('every object fits the schema of its kind', () => {
  test.each(valueSets)('%s', (set) => {
    expect(render(set).objects.flatMap(problems)).toEqual([]);
  });

  test('and the schemas would see a field that does not exist', () => {
    const [cluster] = render('default-values.yaml').objects.filter(({ kind }) => kind === 'Cluster');
    if (cluster === undefined) throw new Error('no Cluster');
    expect(problems({ ...cluster, spec: { ...cluster['spec'], deletionPolicy: 'retain' } })).toEqual([
      expect.stringContaining('deletionPolicy'),
    ]);
    expect(problems({ ...cluster, spec: { ...cluster['spec'], instances: 'three' } })).toHaveLength(1);
  });
});
