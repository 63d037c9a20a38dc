'use client';
export function HomeScreen() {
  return null;
}
