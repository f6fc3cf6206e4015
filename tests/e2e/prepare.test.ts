// @module-tag browser
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { build } from './support/window.ts';

const patient = { timeout: 30_000 };
let face: BrowserFace;
let page: Page;
let home: string;
beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-prepare-'));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
  page = await face.open({ template: /Open LeNet-5/ });
  await page
    .locator('label')
    .filter({ hasText: /^Data$/ })
    .click();
  await page.getByRole('tab', { name: 'Prepare' }).click();
}, 150_000);
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** The gray of each pixel of a picture as it is drawn. */
const grays = (picture: Locator): Promise<number[]> =>
  picture.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, at) => data[at * 4]!);
  });
const stored = () => page.getByRole('img', { name: 'As stored' });
const prepared = () => page.getByRole('img', { name: 'As the network sees it' });
const steps = () => page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
const add = async (name: RegExp) => {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('menuitem', { name }).click();
};

it('shows real examples before and after the steps, pixel by pixel', async () => {
  await prepared().waitFor(patient);
  const before = await grays(stored());
  const after = await grays(prepared());
  expect([before.length, after.length]).toEqual([28 * 28, 32 * 32]);
  // Padded by two on each side.
  const inside = after.filter((_, at) => at % 32 >= 2 && at % 32 < 30 && at >= 64 && at < 30 * 32);
  expect(inside).toEqual(before);
  await add(/^Invert/);
  await expect.poll(async () => (await grays(prepared()))[0], patient).toBe(255);
  expect(
    (await grays(prepared())).filter((_, at) => at % 32 >= 2 && at % 32 < 30 && at >= 64 && at < 960),
  ).toEqual(before.map((gray) => 255 - gray));
});

it('draws random steps anew in each epoch, and the same again in the first', async () => {
  const plain = await grays(prepared());
  await add(/^Rotate/);
  const drawn = page.getByRole('img', { name: 'In training' });
  await drawn.waitFor(patient);
  // The picture from before the step stays until the next one is there.
  await expect.poll(async () => (await grays(drawn)).join() === plain.join(), patient).toBe(false);
  const first = await grays(drawn);
  await page.getByRole('button', { name: 'Next epoch' }).click();
  await expect.poll(async () => (await grays(drawn)).join() === first.join(), patient).toBe(false);
  await page.getByRole('button', { name: 'Back to epoch 1' }).click();
  await expect.poll(async () => (await grays(drawn)).join() === first.join(), patient).toBe(true);
});

it('moves a step by dragging it, and takes that back', async () => {
  const names = async () =>
    (await steps().allTextContents()).map((text) => text.replace(/\d.*|training.*/, ''));
  const before = await names();
  expect(before).toEqual(['Pad or crop to the input', 'Rescale', 'Invert', 'Rotate']);
  await page
    .getByRole('button', { name: 'Move Rotate', exact: true })
    .dragTo(steps().first(), { targetPosition: { x: 60, y: 4 } });
  await expect.poll(names, patient).toEqual(['Rotate', 'Pad or crop to the input', 'Rescale', 'Invert']);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(names, patient).toEqual(before);
  expect(face.errors).toEqual([]);
});
