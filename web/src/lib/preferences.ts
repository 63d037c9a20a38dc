'use client';

import { useSyncExternalStore } from 'react';
import { PREFERENCES_KEY as KEY } from './theme-script.ts';

/** What one device remembers about how things look; it never leaves the device. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  hideAmounts: boolean;
}

const defaults: Preferences = { theme: 'system', hideAmounts: false };
const listeners = new Set<() => void>();
let current: Preferences | undefined;

function read(): Preferences {
  const stored = localStorage.getItem(KEY);
  if (stored === null) return defaults;
  try {
    const parsed = JSON.parse(stored) as Partial<Preferences>;
    return {
      theme: parsed.theme === 'light' || parsed.theme === 'dark' ? parsed.theme : 'system',
      hideAmounts: parsed.hideAmounts === true,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return defaults; // somebody else's text under our key
    throw error;
  }
}

function apply(preferences: Preferences): void {
  const root = document.documentElement;
  if (preferences.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = preferences.theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const onOtherTab = (event: StorageEvent): void => {
    if (event.key !== KEY) return;
    current = read();
    apply(current);
    listener();
  };
  window.addEventListener('storage', onOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onOtherTab);
  };
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...(current ?? read()), ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  apply(current);
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    subscribe,
    () => (current ??= read()),
    () => defaults,
  );
}
