// What a browser fetches of scripts before a page is alive, as it comes over the wire.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of gzipped scripts that a page may ask for: on 400 kbit/s the whole of it is there in four seconds. */
export const MOST_BYTES = 185_000;

/** Where somebody arrives who has never been here: nothing of these lies on the device yet. */
export const FIRST_PAGES = ['/', '/forgot', '/help', '/join', '/reset', '/sign-in', '/sign-up', '/verify'];

/**
 * The gzipped bytes of the scripts that a prerendered page names, each once. Scripts for browsers without modules are
 * left out: those that know modules never fetch them.
 *
 * @param {string} html
 * @param {string} next the folder that answers as `/_next`
 */
export async function firstLoadBytes(html, next) {
  const files = new Set();
  for (const [, attributes] of html.matchAll(/<script\b([^>]*)>/gi)) {
    const source = /\ssrc="\/_next\/([^"?]+)/.exec(attributes)?.[1];
    if (source !== undefined && !/\snomodule\b/i.test(attributes)) files.add(source);
  }
  const sizes = [...files].map(async (file) => gzipSync(await readFile(join(next, file))).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
