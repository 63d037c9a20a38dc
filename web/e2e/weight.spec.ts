import type { Request } from '@playwright/test';
import { MOST_BYTES } from '../scripts/first-load.mjs';
import { expect, test } from './support/test.ts';

for (const path of ['/', '/sign-in']) {
  test(`${path} is alive with few scripts, and fetches no more while nobody touches it`, async ({ page }) => {
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: 'scripts', description: `${sizes.length} files, ${bytes} bytes` });
    // Less than a framework needs would mean that nothing was looked at.
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes, 'bytes of scripts over the wire').toBeLessThanOrEqual(MOST_BYTES);
  });
}
