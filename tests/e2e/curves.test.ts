// @module-tag browser
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';

const patient = { timeout: 90_000 };
/** Lower ones cannot be read. */
const leastHeight = 112;

let home: string;
let face: BrowserFace;
let page: Page;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-curves-'));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
  page = await face.open({ template: /Open LeNet-5/ });
});
afterAll(async () => {
  await face.close();
  await rm(home, { recursive: true, force: true });
});

const stage = (name: string) =>
  page
    .getByRole('radiogroup', { name: 'Stage' })
    .locator('label')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();

describe('curves', () => {
  it('are high enough to read at each size, with the legend beside them, in Build and in Train', async () => {
    await stage('Train');
    const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
    await epochs.fill('1');
    await epochs.blur();
    await page.getByRole('button', { name: 'Train', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Finished' }).waitFor(patient);
    const chart = page.getByRole('img', { name: 'Loss over training steps' });
    for (const name of ['Build', 'Train']) {
      await stage(name);
      await page.getByRole('tab', { name: 'Curves' }).click();
      for (const [width, height] of [
        [1440, 900],
        [1024, 700],
      ] as const) {
        await page.setViewportSize({ width, height });
        const where = `${name} at ${width} x ${height}`;
        await expect
          .poll(async () => (await chart.boundingBox())?.height ?? 0, { message: where })
          .toBeGreaterThanOrEqual(leastHeight);
        const box = (await chart.boundingBox())!;
        // In view, not merely somewhere in a dock that scrolls.
        expect(box.y + box.height, where).toBeLessThanOrEqual(height);
        const legend = (await chart.locator('xpath=following-sibling::ul').boundingBox())!;
        expect(legend.x, where).toBeGreaterThanOrEqual(box.x + box.width);
      }
    }
  });
});
