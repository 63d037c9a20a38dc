import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** The link to a page that stands in a mail to an address, once it has come. */
export async function mailedLink(to: string, page: 'verify' | 'reset' | 'join'): Promise<string> {
  const folder = process.env.MAIL_FOLDER ?? '';
  let link = '';
  await expect(() => {
    for (const name of readdirSync(folder).filter((file) => file.startsWith(`${to.toLowerCase()}.`))) {
      const text = readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '');
      link = new RegExp(`/${page}#[\\w.-]{20,}`).exec(text)?.[0] ?? link;
    }
    expect(link).not.toBe('');
  }).toPass({ timeout: 20_000 });
  return link;
}
