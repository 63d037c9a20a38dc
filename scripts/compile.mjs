// Makes dist/ of src/ by swc, which also the tests and `npm run dev` run through: what was tested is what ships. Types
// are looked at by `npm run typecheck`. Called by itself it makes all of it anew.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether dist/ is made of this file. */
export const isCompiled = (file) => /\.(ts|json)$/.test(file) && !file.endsWith('.spec.ts');

/** One file, named from src/ on: compiled, copied, or gone from dist/ when it is gone from src/. */
export async function compile(root, file) {
  const source = join(root, 'src', file);
  const target = join(root, 'dist', file.replace(/\.ts$/, '.js'));
  if (!existsSync(source)) return rmSync(target, { force: true });
  mkdirSync(dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return copyFileSync(source, target);
  const { transformFile } = await import('@swc/core');
  const { code, map } = await transformFile(source, {
    root,
    configFile: join(root, '.swcrc'),
    sourceMaps: true,
    inlineSourcesContent: false,
    sourceFileName: relative(dirname(target), source),
    jsc: { rewriteRelativeImportExtensions: true },
  });
  writeFileSync(`${target}.map`, map);
  writeFileSync(target, `${code}//# sourceMappingURL=${target.slice(dirname(target).length + 1)}.map\n`);
}

/** Everything, from nothing: a module that was removed (a migration above all) must not live on in dist/. */
export async function compileAll(root) {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  // The folder itself stays: in the development image it alone belongs to who runs this.
  for (const name of readdirSync(dist)) rmSync(join(dist, name), { recursive: true });
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter(isCompiled);
  await Promise.all(files.map((file) => compile(root, file)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await compileAll(fileURLToPath(new URL('..', import.meta.url)));
}
