/** Where the answers of the API lie on the device (IndexedDB). */
export const STORED_UNDER = 'ikpa.queries';

/** For pages that know no query client: whoever used this device before, their figures must not open. */
export async function forgetStoredAnswers(): Promise<void> {
  const { del } = await import('idb-keyval');
  await del(STORED_UNDER);
}
