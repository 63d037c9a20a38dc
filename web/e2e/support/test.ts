import { test as base, expect } from '@playwright/test';

declare global {
  interface Window {
    violations?: string[];
  }
}

/**
 * Playwright's test, which also fails when a page broke its own Content-Security-Policy or threw an error that
 * nobody caught, whatever else the test looked at.
 */
export const test = base.extend<{ sound: void }>({
  sound: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) faults.push(message.text());
      });
      await use();
      expect(faults, 'faults of the pages themselves').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
