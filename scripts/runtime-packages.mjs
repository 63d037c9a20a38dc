// Leaves in node_modules what the dependencies of package.json reach, and removes the rest: npm keeps packages that
// only tools and the web workspace ask for, such as compilers and browsers' drivers. Of what is left it removes files that
// nothing reads at run time. For the image of the api.
import { existsSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDERS = new Set([
  'test',
  'tests',
  '__tests__',
  'benchmark',
  'benchmarks',
  'example',
  'examples',
  '.github',
]);
// Node refuses TypeScript inside node_modules, so that sources of it are read by nobody.
const FILES = /^(?!licen[cs]e|notice|copying).*(?:\.map|\.[cm]?ts|\.md|\.markdown|\.tsbuildinfo)$/i;

const read = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where `name` is found from `folder`, as Node looks for it; null where it is not installed. */
function find(root, folder, name) {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (at === root) return null;
  }
}

/** The folders of every package that the dependencies in `root` reach. */
export function reached(root) {
  const seen = new Set();
  const visit = (folder, names) => {
    for (const name of names) {
      const found = find(root, folder, name);
      if (found === null || seen.has(found)) continue;
      seen.add(found);
      const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = read(found);
      const peers = Object.keys(peerDependencies ?? {}).filter(
        (peer) => peerDependenciesMeta?.[peer]?.optional !== true,
      );
      visit(found, [
        ...Object.keys(dependencies ?? {}),
        ...Object.keys(optionalDependencies ?? {}),
        ...peers,
      ]);
    }
  };
  visit(root, Object.keys(read(root).dependencies));
  return seen;
}

/** The folders of the packages that lie in a node_modules folder, scoped ones too. */
function packagesIn(modules) {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((inner) => join(modules, name, inner))
      : name.startsWith('.')
        ? []
        : [join(modules, name)],
  );
}

function prune(modules, keep) {
  for (const folder of packagesIn(modules)) {
    if (keep.has(folder)) prune(join(folder, 'node_modules'), keep);
    else rmSync(folder, { recursive: true });
  }
}

/** Removes what only readers and tests of a package need. */
function strip(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (FOLDERS.has(entry.name) && !existsSync(join(path, 'package.json')))
        rmSync(path, { recursive: true });
      else strip(path);
    } else if (FILES.test(entry.name)) rmSync(path);
  }
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = process.cwd();
  const modules = join(root, 'node_modules');
  rmSync(join(modules, '.bin'), { recursive: true, force: true });
  rmSync(join(modules, '.package-lock.json'), { force: true });
  prune(modules, reached(root));
  strip(modules);
}
