import { ARCHIVES } from './archives.ts';
import type { HostileFile } from './hostile-file.ts';
import { MARKUP } from './markup.ts';
import { PDFS } from './pdfs.ts';
import { TEXTS } from './texts.ts';
import { WORKBOOKS } from './workbooks.ts';

/** Every hostile file, generated where it is needed: what each is, and how it has to end. */
export const HOSTILE_FILES: HostileFile[] = [...TEXTS, ...MARKUP, ...ARCHIVES, ...WORKBOOKS, ...PDFS];
