// `npm run --silent sbom > sbom.json`: the production packages of the lockfile as CycloneDX 1.5. npm's own command leaves
// out packages that others name as peers, such as @nestjs/core.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

/** `sha512-<base64>` as CycloneDX writes it. */
function hashes(integrity) {
  const [algorithm, base64] = (integrity ?? '').split('-');
  return algorithm === 'sha512' && base64 !== undefined
    ? [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }]
    : [];
}

/** The document for a lockfile: the same for the same lockfile, so that it can be compared. */
export function bomOf(lock, { name, version }) {
  const components = new Map();
  for (const [path, found] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || found.dev === true || found.link === true) continue;
    const of = found.name ?? path.split('node_modules/').at(-1);
    const purl = `pkg:npm/${of.replace('@', '%40')}@${found.version}`;
    components.set(purl, {
      type: 'library',
      'bom-ref': purl,
      name: of,
      version: found.version,
      purl,
      scope: found.optional === true ? 'optional' : 'required',
      hashes: hashes(found.integrity),
      licenses: found.license === undefined ? [] : [{ license: { name: found.license } }],
    });
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
    components: [...components.values()],
  };
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(
    `${JSON.stringify(bomOf(read('package-lock.json'), read('package.json')), null, 2)}\n`,
  );
