// @module-tag browser
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Transformer } from '@napi-rs/image';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { View } from '../../src/insight/view.ts';
import { isView, type ViewId, views } from '../../src/insight/views/registry.ts';
import { catalogues } from '../../src/text/catalogue.ts';
import { timely } from '../support/thorough.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { patient, stage } from './support/training.ts';
import { build, root } from './support/window.ts';

let face: BrowserFace;
let page: Page;
let home: string;

const convas = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'build', 'convas.mjs'), ...args], {
    env: { ...process.env, CONVAS_HOME: home },
  });

beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-views-'));
  await convas('train', 'lenet-5', '--dataset', 'mnist-10k', '--epochs', '2', '--seed', '1');
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
  page = await face.open({ template: /Open LeNet-5/ });
  await stage(page, 'Runs');
  await page.getByRole('button', { name: 'Inspect the network' }).click();
  await page.getByRole('combobox', { name: 'View', exact: true }).waitFor(patient);
}, 300_000);
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const shown = (view: string) => page.locator(`[data-view="${view}"]`);

/** Until a view shows something. */
async function settled(view: string): Promise<void> {
  await page.waitForFunction(
    (id) => {
      const part = document.querySelector(`[data-view="${id}"]`);
      return part?.getAttribute('aria-busy') === 'false' && part.querySelector('figure, table, dl, svg, ul');
    },
    view,
    patient,
  );
}

/** The pixels of what a view shows, as far as the dock shows them. */
async function pixelsOf(view: string): Promise<Uint8Array> {
  await settled(view);
  return new Transformer(await shown(view).screenshot()).rawPixels();
}

/** What is drawn: the pixels of canvases, and the lines and words of everything else. */
async function drawn(view: string): Promise<string> {
  await settled(view);
  return shown(view).evaluate((part) =>
    [part.innerHTML, ...[...part.querySelectorAll('canvas')].map((each) => each.toDataURL())].join('\n'),
  );
}

const colorsIn = (pixels: Uint8Array): number => {
  const colors = new Set<number>();
  for (let at = 0; at + 2 < pixels.length; at += 3)
    colors.add((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!);
  return colors.size;
};

/** Options with which the views that take long take little. */
const quick: Readonly<Partial<Record<ViewId, Readonly<Record<string, string>>>>> = {
  pca: { Examples: '200' },
  tsne: { Examples: '200', Iterations: '250' },
  umap: { Examples: '200' },
  cka: { Examples: '32' },
  rise: { Masks: '100' },
  'loss-landscape': { Points: '5', Examples: '20' },
  'activation-maximization': { Steps: '16' },
  'top-patches': { Examples: '200' },
  surgery: { Examples: '100' },
  compression: { Examples: '50' },
  'compare-runs': { Examples: '50' },
  'matched-filters': { Examples: '20' },
  pulse: { Examples: '16' },
};

const titles = catalogues.en.views;

async function choose(id: ViewId): Promise<void> {
  const box = page.getByRole('combobox', { name: 'View', exact: true });
  await box.click();
  await box.fill(titles[id].title);
  await page.getByRole('option', { name: titles[id].title, exact: true }).click();
  for (const [name, value] of Object.entries(quick[id] ?? {})) {
    const field = shown(id).locator('..').getByRole('textbox', { name, exact: true });
    await field.fill(value);
    await field.blur();
  }
}

/** The image under `at` of those offered. */
const takeSample = (at: number): Promise<void> =>
  page.getByRole('group', { name: 'Choose an image' }).getByRole('button').nth(at).click();
/** A moment of training: 0 the first checkpoint. */
async function goTo(moment: 'first' | 'last'): Promise<void> {
  await page.getByRole('slider', { name: 'Moment of training' }).focus();
  await page.keyboard.press(moment === 'first' ? 'Home' : 'End');
}

/** LeNet-5 drops and normalizes nothing. */
const nothingToShow: readonly string[] = [
  ...['dropout', 'guided-backpropagation', 'batch-statistics'],
  // Of networks that answer with something other than a class.
  ...['regression', 'reconstructions', 'mask-errors', 'autoencoder-pca', 'autoencoder-lsa'],
];
/** The same at any moment: of all of them, or of what a person chose. */
const timeless: readonly string[] = [
  'pulse',
  'weight-history',
  'filter-history',
  'compression',
  'calibration',
];
const all = Object.entries<View>(views).flatMap(([id, view]) =>
  isView(id) && !['layer', 'prediction'].includes(view.group) ? [{ id, view }] : [],
);

/** Every third: what each paints is tested without a window, for all of them. */
const walked = timely(
  all.filter((_, at) => at % 3 === 0),
  all,
);

it('shows a view in the window, and another picture for another image or moment', async () => {
  for (const { id, view } of walked) {
    await choose(id);
    if (nothingToShow.includes(id)) {
      await shown(id).getByText('Nothing to show here').waitFor(patient);
      continue;
    }
    if (view.needs.includes('other')) {
      await shown(id).getByText('Choose a run to compare with.').waitFor(patient);
      continue;
    }
    expect(colorsIn(await pixelsOf(id)), id).toBeGreaterThan(5);
    const before = await drawn(id);
    if (timeless.includes(id)) continue;
    const byImage = view.needs.includes('image');
    await (byImage ? takeSample(2) : goTo('first'));
    await expect
      .poll(async () => (await drawn(id)) === before, { timeout: 60_000, interval: 100, message: id })
      .toBe(false);
    await (byImage ? takeSample(0) : goTo('last'));
  }
  expect(face.errors).toEqual([]);
}, 600_000);

it('explains the value that is clicked in a map, and exports what it shows', async () => {
  const box = page.getByRole('combobox', { name: 'View', exact: true });
  await box.click();
  await box.fill('Feature maps');
  await page.getByRole('option', { name: 'Feature maps and filters' }).click();
  await page.getByRole('button', { name: 'Map 2' }).first().click();
  const large = page.getByRole('dialog').locator('canvas').first();
  const { width, height } = (await large.boundingBox())!;
  await large.click({ position: { x: width / 2, y: height / 3 } });
  const unit = page.locator('[data-view="explain-unit"] figure');
  await unit.waitFor(patient);
  expect(Number(await unit.getAttribute('data-row'))).toBeGreaterThan(4);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: /SVG/ }).click();
    })(),
  ]);
  expect(download.suggestedFilename()).toMatch(/explain-unit\.svg$/);
}, 120_000);

it('keeps the network without a channel as a run, and compares the two', async () => {
  await choose('surgery');
  await pixelsOf('surgery');
  await page.getByRole('button', { name: 'Keep without these channels' }).click();
  await page.getByText(/^Kept as a new run/).waitFor(patient);
  await page.getByText('LeNet-5 (C1 5)').first().waitFor(patient);
  await choose('compare-runs');
  await page.getByRole('combobox', { name: 'Other run' }).click();
  await page.getByRole('option').first().click();
  expect(colorsIn(await pixelsOf('compare-runs'))).toBeGreaterThan(5);
  await shown('compare-runs').getByText('Both right').waitFor(patient);
}, 120_000);
