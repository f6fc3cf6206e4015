import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { accented, button, draw, patient, setEpochs, seven, stage, state, step } from './support/training.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-home-'));
  process.env['CONVAS_HOME'] = home;
});
afterAll(async () => {
  delete process.env['CONVAS_HOME'];
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** The step at rest: the legend is drawn with the curve, a frame or more after the state is reported. */
async function restingStep(page: Page): Promise<number> {
  let [before, now] = [-1, await step(page)];
  while (now !== before) {
    await page.waitForTimeout(1000);
    [before, now] = [now, await step(page)];
  }
  return now;
}

/** A canvas's pixels, as an address that changes with them. */
const pixels = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());

describe('the browser face', { tags: ['browser'] }, () => {
  let face: BrowserFace;
  let page: Page;
  beforeAll(async () => {
    await build('cli', 'renderer');
    face = await startBrowserFace();
    page = await face.open({ template: /Open LeNet-5/ });
  });
  afterAll(async () => {
    await face?.close();
    expect(face?.errors).toEqual([]);
  });

  it('shows the data, and how an image becomes the input', async () => {
    await stage(page, 'Data');
    const images = page.getByRole('region', { name: 'Images' });
    await expect.poll(() => images.getByRole('listitem').count(), patient).toBe(24);
    const splits = page.getByRole('region', { name: 'Splits' });
    await expect.poll(() => splits.textContent(), patient).toContain('Now: 8,000 training, 2,000 test');
    await page.getByRole('tab', { name: 'Prepare' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect.poll(() => preview.textContent(), patient).toContain('As the network sees it 32 × 32 × 1');
  });

  it('finishes, with an epoch in the table and the test accuracy', async () => {
    await setEpochs(page, 1);
    await button(page, 'Train').click();
    await expect.poll(() => state(page), patient).toBe('Finished');
    const panel = page.getByRole('region', { name: 'Train', exact: true });
    await expect.poll(() => panel.textContent(), patient).toMatch(/Test accuracy[89]\d\.\d\d%/);
    await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Epochs').click();
    const rows = page.getByRole('table', { name: 'Epochs' }).getByRole('row');
    await expect.poll(() => rows.count(), patient).toBe(2);
  });

  it('recognizes a drawn digit, and shows what a layer makes of it', async () => {
    await stage(page, 'Inspect');
    await page.getByText('Draw', { exact: true }).click();
    await draw(page, seven);
    await expect.poll(() => page.getByTestId('prediction').textContent(), patient).toBe('7');
    const bars = page.getByRole('list', { name: 'Probability of each class' }).getByRole('listitem');
    expect(await bars.count()).toBe(10);
    await page.getByRole('combobox', { name: 'Layer' }).click();
    await page.getByRole('option', { name: 'S2', exact: true }).click();
    const maps = page.getByRole('region', { name: 'Feature maps' });
    await expect.poll(() => maps.textContent(), patient).toContain('6 maps of 14 × 14');
    await maps.getByRole('button', { name: 'Map 1', exact: true }).click();
    const large = page.getByRole('dialog').getByRole('img', { name: 'Map 1' });
    await large.hover();
    await expect.poll(() => page.getByRole('dialog').textContent(), patient).toMatch(/row 7, column 7: −?\d/);
    await page.keyboard.press('Escape');
    await button(page, 'Clear').click();
    await expect.poll(() => page.getByTestId('prediction').count(), patient).toBe(0);
  });

  it('evaluates the run, and exports a model that gives the same outputs', async () => {
    await stage(page, 'Runs');
    expect(await accented(page)).toEqual(['Train']);
    await button(page, 'Evaluate on the test set').click();
    const matrix = page.getByRole('table', { name: 'Confusion matrix' });
    await expect.poll(() => matrix.getByRole('row').count(), patient).toBe(11);
    const counts = await matrix.locator('tbody td').allTextContents();
    expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(2000);
    const ones = matrix.locator('[data-cell="1 1"]');
    const inCell = Number(await ones.textContent());
    await ones.press('Enter');
    const examples = page.getByRole('region', { name: 'Images of the cell' });
    await expect.poll(() => examples.textContent(), patient).toContain(`${inCell} images of 1 predicted`);
    await expect.poll(() => examples.getByRole('listitem').count(), patient).toBe(Math.min(48, inCell));
    await expect
      .poll(async () => (await examples.getByRole('listitem').first().boundingBox())!.y, patient)
      .toBeLessThan(400);
    await expect(examples.getByRole('listitem').first().textContent()).resolves.toMatch(/^\d+\.\d%#\d/);
    await button(page, 'Confusion matrix').click();
    await matrix.waitFor();
    await button(page, 'Export the model').click();
    const download = page.waitForEvent('download', { timeout: 100_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
    const path = await (await download).path();
    const files = unzipSync(new Uint8Array(await readFile(path)));
    const model = Object.entries(files).find(([name]) => name.endsWith('model.json'));
    const { modelTopology } = JSON.parse(new TextDecoder().decode(model![1]));
    expect(JSON.stringify(modelTopology)).toContain('Conv2D');
    await expect
      .poll(() => page.getByTestId('verified').textContent(), patient)
      .toMatch(/^Verified.*\d+ images/);
    await button(page, 'Done').click();
  });

  it('deletes a run only when told twice', async () => {
    await button(page, 'Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByText('1 run', { exact: true }).count()).toBe(1);
    await button(page, 'Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.getByText('No runs yet').count(), patient).toBe(1);
  });

  it('trains: the curve moves, the pictures on the canvas change', async () => {
    // Long enough that it still trains when the pictures are compared, however fast the machine.
    await setEpochs(page, 500);
    await button(page, 'Train').click();
    await expect.poll(() => state(page), patient).toBe('Training');
    await expect.poll(() => step(page), patient).toBeGreaterThan(1);
    const chart = page.getByRole('img', { name: /over training steps/ }).locator('canvas');
    const [curve, at] = [await pixels(chart), await step(page)];
    await stage(page, 'Inspect');
    // Showing a layer brings its card near enough to wear its maps.
    await page.getByRole('combobox', { name: 'Layer' }).click();
    await page.getByRole('option', { name: 'S2', exact: true }).click();
    const strip = page.getByRole('group', { name: /^S2, / }).locator('canvas').first();
    await strip.waitFor({ timeout: 60_000 });
    const maps = await pixels(strip);
    await expect.poll(() => step(page), patient).toBeGreaterThan(at);
    await expect.poll(() => pixels(chart), patient).not.toBe(curve);
    await expect.poll(() => pixels(strip), patient).not.toBe(maps);
    await button(page, 'Stop').click();
    await stage(page, 'Train');
    await expect.poll(() => state(page), patient).toBe('Stopped');
  });
});

describe('the window', { tags: ['electron'] }, () => {
  let convas: ConvasWindow;
  let page: Page;
  beforeAll(async () => {
    await build('electron', 'renderer');
    convas = await openConvas({ env: { CONVAS_HOME: home } });
    ({ page } = convas);
    await page.getByRole('button', { name: /Open LeNet-5/ }).click();
  });
  afterAll(() => convas?.end());

  it('trains, pauses, goes on one batch at a time, and stops', async () => {
    await setEpochs(page, 200);
    await button(page, 'Train').click();
    await expect.poll(() => state(page), patient).toBe('Training');
    await expect.poll(() => step(page), patient).toBeGreaterThan(20);
    await button(page, 'Pause').click();
    await expect.poll(() => state(page), patient).toBe('Paused');
    const paused = await restingStep(page);
    await button(page, /one batch/i).click();
    await expect.poll(() => step(page), patient).toBe(paused + 1);
    await button(page, 'Stop').click();
    await expect.poll(() => state(page), patient).toBe('Stopped');
  });

  it('recognizes a drawn digit with the weights so far', async () => {
    await stage(page, 'Inspect');
    await page.getByText('Draw', { exact: true }).click();
    await draw(page, seven);
    await expect.poll(() => page.getByTestId('prediction').count(), patient).toBe(1);
    const bars = page.getByRole('list', { name: 'Probability of each class' }).getByRole('listitem');
    const shares = (await bars.locator('.numbers').allTextContents()).map(Number.parseFloat);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  });

  it('exports into a folder', async () => {
    const folder = join(convas.state, 'exported');
    await convas.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, folder);
    await stage(page, 'Runs');
    await button(page, 'Export the model').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => page.getByTestId('verified').count(), patient).toBe(1);
    expect(await page.getByTestId('verified').textContent()).toMatch(/^Verified/);
    expect((await readdir(folder)).sort()).toEqual([
      'README.md',
      'model.json',
      'network.convas',
      'weights.bin',
    ]);
  });
});
