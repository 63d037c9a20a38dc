// One Ikpa per data folder. The file says who runs and which processes are its own, so that a later start can tell
// a running Ikpa from the remains of a killed one.
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './console.mjs';
import { end, identityOf, isStill } from './processes.mjs';
import { writeWhole } from './secrets.mjs';

const fileOf = (dataDir) => join(dataDir, 'running.json');

function read(dataDir) {
  const path = fileOf(dataDir);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // Cut in the middle by a crash of the machine: it names nobody.
    if (!(error instanceof SyntaxError)) throw error;
    return { pid: 0, identity: null, children: [] };
  }
}

const isAlive = (state) => state !== null && isStill(state);

function refuse(state) {
  throw new Refusal(
    state.url === undefined
      ? `Ikpa is already being started with this data folder (process ${state.pid}).`
      : `Ikpa is already running with this data folder: ${state.url} (process ${state.pid}).`,
  );
}

/**
 * The running Ikpa of this data folder, or null.
 *
 * @param {string} dataDir
 */
export function runningIkpa(dataDir) {
  const state = read(dataDir);
  return isAlive(state) ? state : null;
}

/**
 * Takes the data folder for this process, or refuses with the address of the one that has it. The children of a
 * killed starter are ended first. The token lets the same start go on under another Node.
 *
 * @param {string} dataDir
 * @param {string} token
 */
export async function takeLock(dataDir, token) {
  const path = fileOf(dataDir);
  const mine = { pid: process.pid, identity: identityOf(process.pid), token, children: [] };
  const draft = `${path}.${process.pid}.new`;
  for (;;) {
    const held = read(dataDir);
    if (held !== null && held.token === token) {
      writeWhole(path, JSON.stringify(mine));
      return;
    }
    if (isAlive(held)) refuse(held);
    if (held !== null) {
      await endOrphans(held);
      // Whoever manages to move the old file away was alone with it.
      const old = `${path}.${process.pid}.old`;
      try {
        renameSync(path, old);
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
      rmSync(old, { force: true });
    }
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    try {
      linkSync(draft, path);
      return;
    } catch (error) {
      // Another start was quicker: look again at who it is.
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

/** The web, then the API; the database is ended by its own start, which knows it by its folder. */
async function endOrphans(state) {
  for (const name of ['web', 'api']) {
    for (const child of (state.children ?? []).filter((each) => each.name === name)) {
      await end(child, { signal: 'SIGTERM', patience: 25_000, group: true });
    }
  }
}

/** Adds to what the file says of this process. */
export function updateLock(dataDir, change) {
  writeWhole(fileOf(dataDir), JSON.stringify({ ...read(dataDir), ...change }));
}

/** Gives the data folder back, if it is still this process's. */
export function releaseLock(dataDir) {
  if (read(dataDir)?.pid === process.pid) rmSync(fileOf(dataDir), { force: true });
}
