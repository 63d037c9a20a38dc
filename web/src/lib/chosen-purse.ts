/** Which purse this device opened last. Only the id lies here; what may be seen of it the API decides. */
const KEY = 'ikpa.purse';
const listeners = new Set<() => void>();

export function chosenPurse(): string | null {
  return localStorage.getItem(KEY);
}

export function choosePurse(purseId: string): void {
  localStorage.setItem(KEY, purseId);
  for (const listener of listeners) listener();
}

/** The next person on this device starts with a purse of their own. */
export function forgetChosenPurse(): void {
  localStorage.removeItem(KEY);
}

/** For useSyncExternalStore. Other tabs keep the purse they show: two purses side by side are a good use of tabs. */
export function onPurseChosen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
