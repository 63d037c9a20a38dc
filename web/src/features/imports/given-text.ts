let last = { importId: '', text: '' };

/** Keeps the text that was pasted last, in memory alone: should its messages name no day, it is read again with one. */
export function rememberText(importId: string, text: string): void {
  last = { importId, text };
}

/** The text that an import was read from; null where this page does not have it any more. */
export function textOf(importId: string): string | null {
  return last.importId === importId ? last.text : null;
}
