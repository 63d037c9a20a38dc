// Runs after `next build`: completes the standalone server, lists the inline scripts of every prerendered
// page, so that the Content-Security-Policy can name them one by one, and weighs the scripts of each page.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FIRST_PAGES, MOST_BYTES, firstLoadBytes } from './first-load.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const pagesFolder = join(web, '.next/server/app');
const standalone = join(web, '.next/standalone/web');

async function htmlFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((e) => e.isFile() && e.name.endsWith('.html')).map((e) => join(e.parentPath, e.name));
}

function inlineScripts(html) {
  const hashes = new Set();
  for (const match of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    const [, attributes, body] = match;
    if (/\ssrc\s*=/i.test(attributes) || body === '') continue;
    hashes.add(`'sha256-${createHash('sha256').update(body, 'utf8').digest('base64')}'`);
  }
  return [...hashes];
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const pages = {};
let notFound = [];
const withStyles = [];
const weights = new Map();
for (const file of await htmlFiles(pagesFolder)) {
  const html = await readFile(file, 'utf8');
  const name = relative(pagesFolder, file)
    .replace(/\.html$/, '')
    .replaceAll('\\', '/');
  const hashes = inlineScripts(html);
  // Next's own last page, for when the server itself breaks: plain text that needs neither.
  if (name === '_global-error') continue;
  const route = name === 'index' ? '/' : `/${name}`;
  if (name === '_not-found') notFound = hashes;
  else pages[route] = hashes;
  weights.set(route, await firstLoadBytes(html, join(web, '.next')));
  // A style in the page would be blocked by our own policy and show only in somebody's browser.
  const markup = html.replace(/<script\b[\s\S]*?<\/script>/gi, '');
  if (/\sstyle="/i.test(markup) || /<style\b/i.test(markup)) withStyles.push(name);
}
if (Object.keys(pages).length === 0) throw new Error('no prerendered page was found: nothing to hash');
if (withStyles.length > 0) {
  throw new Error(`inline styles, which the policy forbids, in: ${withStyles.join(', ')}`);
}
const tooHeavy = FIRST_PAGES.filter((page) => !((weights.get(page) ?? Infinity) <= MOST_BYTES));
console.log('scripts of the first load, gzipped:');
for (const [page, bytes] of weights) console.log(`${kB(bytes).padStart(9)}  ${page}`);
if (tooHeavy.length > 0) {
  throw new Error(`scripts of the first load beyond ${kB(MOST_BYTES)}: ${tooHeavy.join(', ')}`);
}

await mkdir(standalone, { recursive: true });
await writeFile(join(standalone, 'inline-hashes.json'), `${JSON.stringify({ pages, notFound }, null, 1)}\n`);
await cp(join(web, '.next/static'), join(standalone, '.next/static'), { recursive: true });
await cp(join(web, 'public'), join(standalone, 'public'), { recursive: true });
console.log(`inline scripts of ${Object.keys(pages).length} pages listed; standalone server is complete`);
