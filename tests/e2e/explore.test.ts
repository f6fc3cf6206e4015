// @module-tag browser
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../../src/datasets/registry.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { build } from './support/window.ts';

const patient = { timeout: 30_000 };
let face: BrowserFace;
let page: Page;
let home: string;
beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-explore-'));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
  page = await face.open({ template: /Open LeNet-5/ });
  await page
    .locator('label')
    .filter({ hasText: /^Data$/ })
    .click();
  await page.getByRole('tab', { name: 'Explore' }).click();
}, 150_000);
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const images = () => page.getByRole('region', { name: 'Images', exact: true });
const cells = () => images().locator('fieldset button');
const grays = (picture: Locator): Promise<number[]> =>
  picture.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, at) => data[at * 4]!);
  });

it('jumps to any image, of which the pixels are those of the data, and draws only what is in view', async () => {
  const { train } = await openDataset('mnist-10k');
  if (!('images' in train)) throw new Error('the digits are in memory');
  await cells().first().waitFor(patient);
  const goTo = page.getByRole('textbox', { name: 'Go to image' });
  await goTo.fill('7654');
  await goTo.press('Enter');
  const stored = [...train.images.subarray(7654 * 784, 7655 * 784)];
  const cell = images().getByRole('button', { name: new RegExp(`^${train.labels[7654]}, image 7,654$`) });
  await cell.waitFor(patient);
  await expect
    .poll(async () => (await grays(cell.locator('canvas'))).join() === stored.join(), patient)
    .toBe(true);
  const large = images().getByRole('img', { name: /image 7,654$/ });
  await expect.poll(async () => (await grays(large)).join() === stored.join(), patient).toBe(true);
  expect(await cells().count()).toBeLessThan(400);
  const box = (await large.boundingBox())!;
  await page.mouse.move(box.x + (box.width * 14.5) / 28, box.y + (box.height * 10.5) / 28);
  await images()
    .getByText(`row 10, column 14: ${stored[10 * 28 + 14]}`)
    .waitFor(patient);
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await images()
    .getByRole('img', { name: /image 7,655$/ })
    .waitFor(patient);
});

it('filters by class and split, counts the classes, and shows the mean image and a sample', async () => {
  await images().getByRole('combobox', { name: 'Class' }).click();
  await page.getByRole('option', { name: '7', exact: true }).click();
  await expect
    .poll(async () => new Set(await cells().locator('span:last-child').allTextContents()), patient)
    .toEqual(new Set(['7']));
  await images().getByText('Test', { exact: true }).click();
  await images()
    .getByRole('button', { name: /^7, image / })
    .first()
    .waitFor(patient);
  const classes = page.getByRole('region', { name: 'Classes' });
  expect(await classes.getByRole('row').count()).toBe(11);
  await page.getByRole('img', { name: 'Mean image' }).waitFor(patient);
  const sheet = page.getByRole('region', { name: 'Sample, 5 × 6' });
  await expect.poll(() => sheet.getByRole('listitem').count(), patient).toBe(30);
  expect(face.errors).toEqual([]);
});
