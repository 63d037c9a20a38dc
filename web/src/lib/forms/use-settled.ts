'use client';

import { useEffect, useState } from 'react';

const PAUSE_MS = 350;

/** What a person typed once they pause: not every letter is worth a question. The value is plain data. */
export function useSettled<T>(value: T): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as T;
}
