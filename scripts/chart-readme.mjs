// Writes charts/ikpa/README.md from values.yaml, whose comments are the documentation: `node scripts/chart-readme.mjs`.
// With --check it writes nothing and fails when the file would change.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMap, isScalar, parseDocument } from 'yaml';

const chart = new URL('../charts/ikpa/', import.meta.url);

/** One row per value: its path, default and comment. A map with a comment of its own is one row as a whole. */
function rowsOf(map, path, rows) {
  for (const [index, pair] of map.items.entries()) {
    const key = [...path, pair.key.value].join('.');
    // The comment above a map's first key is kept on the map itself.
    const comment = clean(pair.key.commentBefore ?? (index === 0 ? map.commentBefore : null));
    if (comment === '' && isMap(pair.value) && pair.value.items.length > 0) {
      rowsOf(pair.value, [...path, pair.key.value], rows);
    } else {
      rows.push({ key, value: shown(pair.value), comment });
    }
  }
  return rows;
}

function clean(comment) {
  const paragraphs = (comment ?? '').split(/\n\s*\n/);
  return paragraphs
    .at(-1)
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function shown(node) {
  if (isScalar(node)) return JSON.stringify(node.value);
  return JSON.stringify(node.toJSON());
}

/** The README as it must be. */
export function chartReadme() {
  const document = parseDocument(readFileSync(new URL('values.yaml', chart), 'utf8'));
  const rows = rowsOf(document.contents, [], []);
  const missing = rows.filter((row) => row.comment === '').map((row) => row.key);
  if (missing.length > 0) throw new Error(`values.yaml says nothing about ${missing.join(', ')}`);
  const table = rows.map(
    (row) =>
      `| \`${row.key}\` | \`${row.value.replaceAll('|', '\\|')}\` | ${row.comment.replaceAll('|', '\\|')} |`,
  );
  return `# The Ikpa chart

Installs Ikpa on Kubernetes 1.30 or newer: api, worker and web, a Job that migrates the database, Postgres by
CloudNativePG and Redis by the redis-operator (or servers of your own). How to install, upgrade, back up and restore:
[docs/kubernetes.md](../../docs/kubernetes.md).

\`\`\`sh
helm install ikpa charts/ikpa --namespace ikpa --values my-values.yaml
helm test ikpa --namespace ikpa
\`\`\`

This file is made from values.yaml by \`node scripts/chart-readme.mjs\`.

## Values

| value | default | meaning |
| --- | --- | --- |
${table.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = new URL('README.md', chart);
  const text = chartReadme();
  if (!process.argv.includes('--check')) writeFileSync(readme, text);
  else if (readFileSync(readme, 'utf8') !== text) {
    console.error('charts/ikpa/README.md is out of date: run node scripts/chart-readme.mjs');
    process.exitCode = 1;
  }
}
