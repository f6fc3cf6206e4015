// @module-tag browser
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { button, patient, setEpochs, stage, state } from './support/training.ts';
import { build } from './support/window.ts';

let face: BrowserFace;
let page: Page;
let folder: string;

beforeAll(async () => {
  await build('cli', 'renderer');
  folder = await mkdtemp(join(tmpdir(), 'convas-collect-'));
  face = await startBrowserFace({
    env: { CONVAS_HOME: join(folder, 'home') },
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  page = await face.open({ template: /Open LeNet-5/ });
}, 150_000);
afterAll(async () => {
  await face?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const classOf = (name: string) => page.getByRole('region', { name: `Class ${name}`, exact: true });
const count = async (name: string): Promise<number> =>
  Number(/([\d,]+) image/.exec((await classOf(name).textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? 0);

/** Holds the button of a class until it has so many images. */
async function record(name: string, fewest: number): Promise<void> {
  const held = button(page, `Add to ${name}`);
  await expect.poll(() => held.isEnabled(), patient).toBe(true);
  await held.hover();
  await page.mouse.down();
  await expect.poll(() => count(name), patient).toBeGreaterThanOrEqual(fewest);
  await page.mouse.up();
  // The last of them are still on their way.
  let before = -1;
  await expect
    .poll(
      async () => {
        const now = await count(name);
        const isSteady = now === before;
        before = now;
        return isSteady;
      },
      { ...patient, interval: 1500 },
    )
    .toBe(true);
}

it('records many images of each class, which can be named, deleted and had back', async () => {
  await stage(page, 'Data');
  await button(page, 'Collect with camera or pen').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('gestures');
  await button(page, 'New collection').click();
  await button(page, 'Use the camera').click();
  await record('Class 1', 12);
  const name = page.getByRole('textbox', { name: 'Name of the class Class 2' });
  await name.fill('palm');
  await name.press('Enter');
  await record('palm', 12);
  const before = await count('palm');
  await classOf('palm').getByRole('button', { name: 'Image 1', exact: true }).click();
  await button(page, 'Delete 1').click();
  await expect.poll(() => count('palm'), patient).toBe(before - 1);
  // The first is the document's.
  await button(page, 'Undo').last().click();
  await expect.poll(() => count('palm'), patient).toBe(before);
  const kept = join(folder, 'home', 'collections', 'gestures');
  expect((await readdir(join(kept, 'palm'))).filter((file) => file.endsWith('.png'))).toHaveLength(before);
});

it('takes a drawing as an example, and what was collected trains', async () => {
  await page.locator('label').filter({ hasText: /^Pen$/ }).click();
  await page.getByRole('img', { name: 'Draw here' }).scrollIntoViewIfNeeded();
  const sheet = (await page.getByRole('img', { name: 'Draw here' }).boundingBox())!;
  const before = await count('palm');
  await page.mouse.move(sheet.x + 40, sheet.y + 40);
  await page.mouse.down();
  await page.mouse.move(sheet.x + 120, sheet.y + 160, { steps: 5 });
  await page.mouse.up();
  await button(page, 'Add to palm').click();
  await expect.poll(() => count('palm'), patient).toBe(before + 1);
  await button(page, 'Use for training').click();
  await button(page, 'Read again').waitFor(patient);
  // LeNet-5 distinguishes ten digits.
  await page
    .getByRole('region', { name: 'Use for training' })
    .getByRole('button', { name: 'Set units of "Output" to 2' })
    .click();
  await setEpochs(page, 1);
  const batch = page.getByRole('textbox', { name: 'Batch size' });
  await batch.fill('8');
  await batch.press('Enter');
  await button(page, 'Train').click();
  await expect.poll(() => state(page), patient).toBe('Finished');
  expect(face.errors).toEqual([]);
});
