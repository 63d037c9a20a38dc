/** Where the answers of the API lie on the device (IndexedDB). */
export const STORED_UNDER = 'ikpa.queries';

/** For pages that know no query client: whoever used this device before, their figures must not open. */
export async function forgetStoredAnswers(): Promise<void> {
  const [{ del }, { forgetChosenPurse }] = await Promise.all([
    import('idb-keyval'),
    import('@/lib/chosen-purse.ts'),
  ]);
  forgetChosenPurse();
  await del(STORED_UNDER);
}
