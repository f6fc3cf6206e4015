// @module-tag browser
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { button, patient, setEpochs, stage, state } from './support/training.ts';
import { build } from './support/window.ts';

/** Examples of each class. */
const each = 24;
let face: BrowserFace;
let page: Page;
let folder: string;

/** A bar whose row says the class, brighter with each example. */
const bar = (label: number, at: number): Uint8Array<ArrayBuffer> => {
  const data = new Uint8Array(28 * 28);
  data.fill(120 + 5 * at, (2 + 2 * label) * 28, (4 + 2 * label) * 28);
  return data;
};

beforeAll(async () => {
  await build('cli', 'renderer');
  folder = await mkdtemp(join(tmpdir(), 'convas-own-'));
  const rows: string[] = [];
  for (let label = 0; label < 10; label++) {
    const place = join(folder, 'bars', `row ${label}`);
    await mkdir(place, { recursive: true });
    for (let at = 0; at < each; at++) {
      const data = bar(label, at);
      await writeFile(join(place, `${at}.png`), encodePng({ height: 28, width: 28, channels: 1, data }));
      rows.push(`${label},${data.join()}`);
    }
  }
  await writeFile(join(folder, 'bars', 'notes.txt'), 'made by hand');
  await writeFile(join(folder, 'bars.csv'), `${rows.join('\n')}\n`);
  face = await startBrowserFace({ env: { CONVAS_HOME: join(folder, 'home') } });
  page = await face.open({ template: /Open LeNet-5/ });
}, 150_000);
afterAll(async () => {
  await face?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const report = () => page.getByRole('region', { name: 'Import report' });
const reads = (text: RegExp) => expect.poll(() => report().textContent(), patient).toMatch(text);

it('takes a folder that is chosen, reports it, and trains on it', async () => {
  await stage(page, 'Data');
  await page.locator('input[aria-label="Choose a folder"]').setInputFiles(join(folder, 'bars'));
  await reads(/Training examples200.*Test examples40 \(one in 5.*Classes10.*28 × 28 × 1/);
  await reads(/notes\.txt/);
  await setEpochs(page, 1);
  await button(page, 'Train').click();
  await expect.poll(() => state(page), patient).toBe('Finished');
});

it('takes a CSV file that is dropped on the page', async () => {
  await stage(page, 'Data');
  const lines = await page.evaluateHandle(() => new DataTransfer());
  const text = await readFile(join(folder, 'bars.csv'), 'utf8');
  await lines.evaluate((transfer, content) => {
    transfer.items.add(new File([content], 'bars.csv', { type: 'text/csv' }));
  }, text);
  await page.dispatchEvent('body', 'drop', { dataTransfer: lines });
  await reads(/Training examples200.*Classes10.*28 × 28 × 1/);
  await expect
    .poll(() => page.getByRole('list', { name: 'Used lately' }).textContent(), patient)
    .toMatch(/bars\.csv.*bars/s);
  expect(face.errors).toEqual([]);
});
