// What every script of the set-up does first: packages as the lockfile says, then on under the product's own Node.
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { step } from './console.mjs';
import { checkNpm, install, linkDatabaseLibraries, matchesLockfile } from './install.mjs';
import { checkStartingNode, continueUnder, productNode } from './node-version.mjs';

/**
 * Installs when needed. Answers the Node to go on with and when the start began, or the exit code when the script
 * already ran under that Node.
 *
 * @param {{ root: string, script: string, before?: (token: string) => Promise<void> }} given `before` runs ahead of
 *   any change, with a token that the same script sees again under the other Node
 */
export async function prepare({ root, script, before }) {
  checkStartingNode();
  const token = process.env.IKPA_START_TOKEN ?? `${Date.now()}/${randomUUID()}`;
  delete process.env.IKPA_START_TOKEN;
  await before?.(token);
  if (!matchesLockfile(root)) {
    const npm = checkNpm();
    await step(`Install the packages of the lockfile (npm ${npm})`, () => install(root));
  }
  linkDatabaseLibraries(root);
  const node = productNode(root);
  if (realpathSync(node) === realpathSync(process.execPath))
    return { node, exitCode: null, began: Number(token.split('/')[0]) };
  const env = { IKPA_START_TOKEN: token };
  return { node, exitCode: await continueUnder({ node, script, args: process.argv.slice(2), env }) };
}
