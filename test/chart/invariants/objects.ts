import { eachObject, idOf, ofKind, whole } from '../support/look.ts';
import type { Invariant } from '../support/look.ts';

const MADE_BY_USER = 'extra';

export const objectInvariants: Invariant[] = [
  whole('renders the same twice', ({ text, again }) => (text === again ? [] : ['the second render differs'])),
  whole('names no object twice', (rendered) => {
    const ids = rendered.objects.map((object) => `${object.apiVersion} ${idOf(object)}`);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  }),
  eachObject('all', 'has a name of at most 63 characters', ({ metadata }) =>
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(metadata.name) ? null : metadata.name,
  ),
  eachObject('all', 'lives in the namespace of the release', ({ metadata }) =>
    metadata.namespace === 'money' || metadata.name.endsWith(MADE_BY_USER) ? null : `${metadata.namespace}`,
  ),
  eachObject('all', 'carries the recommended labels', ({ kind, metadata }) => {
    if (metadata.name.endsWith(MADE_BY_USER)) return null;
    const versions = ['app.kubernetes.io/version', 'helm.sh/chart'];
    // The redis-operator hands labels on to its pods: a version there would restart Redis at each upgrade.
    const copied = kind.startsWith('Redis');
    if (copied && versions.some((label) => metadata.labels?.[label])) return 'restarts at each version';
    const wanted = ['name', 'instance', 'component', 'managed-by'].map(
      (label) => `app.kubernetes.io/${label}`,
    );
    const missing = [...wanted, ...(copied ? [] : versions)].filter((label) => !metadata.labels?.[label]);
    return missing.length > 0 && `lacks ${missing.join(', ')}`;
  }),
  eachObject('all', 'carries labels that Kubernetes takes', ({ metadata }) =>
    Object.values(metadata.labels ?? {}).every((value) =>
      /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(value),
    )
      ? null
      : JSON.stringify(metadata.labels),
  ),
  eachObject('all', 'carries the common labels and annotations', ({ metadata }, { values }) => {
    if (metadata.name.endsWith(MADE_BY_USER)) return null;
    const labels = Object.entries(values.commonLabels ?? {}).every(([k, v]) => metadata.labels?.[k] === v);
    const notes = Object.entries(values.commonAnnotations ?? {}).every(
      ([k, v]) => metadata.annotations?.[k] === v,
    );
    return !(labels && notes) && 'a common label or annotation is missing';
  }),
  eachObject(
    'all',
    'has no empty annotations or labels',
    ({ metadata }) => [metadata.labels, metadata.annotations].some((map) => map === null) && 'null',
  ),
  eachObject(
    'all',
    'says nothing about cluster-wide rights or privileges',
    ({ kind }) =>
      /^(ClusterRole|ClusterRoleBinding|PodSecurityPolicy|Namespace|CustomResourceDefinition)$/.test(kind) &&
      kind,
  ),
  eachObject(
    'all',
    'is no hook, save the test',
    ({ metadata }) =>
      (metadata.annotations?.['helm.sh/hook'] ?? 'test') !== 'test' && 'a hook is outside the release',
  ),
  eachObject(['Pod'], 'is a test that cleans up after itself', ({ metadata }) =>
    metadata.annotations?.['helm.sh/hook'] === 'test' &&
    metadata.annotations['helm.sh/hook-delete-policy']?.includes('before-hook-creation')
      ? null
      : 'no delete policy',
  ),
  whole('has a test', (rendered) => (ofKind(rendered, 'Pod').length === 1 ? [] : ['no helm test'])),
  whole('holds no text that a template forgot', ({ text }) =>
    [...text.matchAll(/%!\w\(|<no value>|map\[|<nil>/g)].map(([found]) => found),
  ),
];
