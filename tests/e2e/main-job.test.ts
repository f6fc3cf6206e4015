import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeFaces, engineButton, type Face } from './support/face.ts';
import { dragBetween, dragIn, layer, layers, port, wires } from './support/network.ts';

/** What a loaded machine may take for anything that is waited for. */
const patience = { timeout: 90_000, interval: 100 };

const stage = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Stage' }).getByText(name, { exact: true }).click();

const label = (card: Locator): Promise<string | null> => card.getAttribute('aria-label');

/** The pixels of a canvas element, as a picture's address. */
const pixels = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());

async function labels(page: Page): Promise<(string | null)[]> {
  const all = await layers(page).all();
  return (await Promise.all(all.map(label))).sort();
}

/** Presses, moves through the points, lets go; points in shares of the pad. */
async function drawStroke(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = (await page.getByRole('img', { name: /^Drawing pad/ }).boundingBox())!;
  const [first, ...rest] = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point);
  await page.mouse.up();
}

const zero = Array.from({ length: 13 }, (_, at) => {
  const angle = (2 * Math.PI * at) / 12;
  return [0.5 - 0.2 * Math.sin(angle), 0.5 - 0.3 * Math.cos(angle)] as const;
});

/** The engine's process, as the person sees it. */
async function enginePid(page: Page): Promise<number> {
  const state = page.getByRole('button', { name: engineButton });
  await state.click();
  const words = await page.getByText(/Process \d+/).textContent();
  await page.keyboard.press('Escape');
  return Number(/Process (\d+)/.exec(words ?? '')?.[1]);
}

const stepShown = async (page: Page): Promise<number> => {
  const written = await page
    .getByRole('listitem')
    .filter({ hasText: 'Step' })
    .locator('output')
    .textContent();
  return Number(written?.replaceAll(/\D/g, '')) || 0;
};

describeFaces('a person', (start) => {
  let face: Face;
  let page: Page;
  beforeAll(async () => {
    face = await start();
    page = face.page;
  });
  let broken = false;
  // One job in steps: after a step that failed the others would only wait for what cannot come.
  beforeEach(() => {
    if (broken) throw new Error('An earlier step of this job failed.');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || broken) return;
    broken = true;
    const picture = join(tmpdir(), `convas-e2e-${task.id}.png`);
    await page.screenshot({ path: picture });
    console.error(`The window as it was: ${picture}`);
  });
  afterAll(async () => {
    await face?.end();
    expect(face?.errors).toEqual([]);
  });

  it('drags a network together from nothing', async () => {
    await page.getByRole('button', { name: /^Empty canvas/ }).click();
    await dragIn(page, 'Input', 120, 120);
    await dragIn(page, 'Conv2D', 380, 120);
    await dragIn(page, 'MaxPooling2D', 640, 120);
    await dragIn(page, 'Flatten', 260, 380);
    await dragIn(page, 'Dense', 540, 380);
    await expect.poll(() => layers(page).count(), patience).toBe(5);
    const names = ['input', 'conv2d', 'max_pooling2d', 'flatten', 'dense'];
    for (const [at, name] of names.slice(1).entries()) {
      await dragBetween(page, port(layer(page, names[at]!), 'source'), port(layer(page, name), 'target'));
      await expect.poll(() => wires(page).count(), patience).toBe(at + 1);
    }
    await expect.poll(() => label(layer(page, 'dense')), patience).toMatch(/output 64/);
  });

  it('chooses the digits, and repairs by their buttons what does not fit them', async () => {
    await stage(page, 'Data');
    await page.getByRole('radio', { name: /MNIST, 10,000 digits/ }).click();
    await expect.poll(() => label(layer(page, 'dense')), patience).toMatch(/output 64, .* 1 problem/);
    await page.getByText('The network outputs 64 values, but the data has 10 classes').first().waitFor();
    const problems = page.getByRole('list', { name: 'Problems' });
    await problems.getByRole('button', { name: 'Repair: Set units of "dense" to 10' }).click();
    await problems.getByRole('button', { name: /^Repair: .*softmax/ }).click();
    await expect.poll(() => label(layer(page, 'dense')), patience).toMatch(/output 10, .* no problems/);
  });

  it('trains: the curve and the thumbnails move', async () => {
    await stage(page, 'Train');
    await page.getByRole('textbox', { name: 'Epochs' }).fill('100');
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const chart = page.getByRole('img', { name: 'Loss over training steps' }).locator('canvas');
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(5);
    const thumbnail = layer(page, 'conv2d').locator('canvas');
    await thumbnail.waitFor(patience);
    const before = { step: await stepShown(page), chart: await pixels(chart), maps: await pixels(thumbnail) };
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(before.step + 5);
    await expect.poll(() => pixels(chart), patience).not.toBe(before.chart);
    await expect.poll(() => pixels(thumbnail), patience).not.toBe(before.maps);
  });

  it('draws a digit that is recognized while the network still learns', async () => {
    await stage(page, 'Inspect');
    await layer(page, 'conv2d').click();
    await page.getByText('Draw', { exact: true }).click();
    await drawStroke(page, zero);
    await expect
      .poll(
        () => page.getByRole('list', { name: 'Probability of each class' }).getByRole('listitem').count(),
        patience,
      )
      .toBe(10);
    await expect.poll(() => page.getByTestId('prediction').textContent(), patience).toBe('0');
  });

  it('stops, saves, and finds the same document again', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor(patience);
    await page.getByRole('textbox', { name: 'Name of the network' }).fill('Drawn by hand');
    await face.willSaveAs('drawn.convas');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Saved', exact: true }).waitFor(patience);
    const text = await face.saved('drawn.convas');
    expect(JSON.parse(text)).toMatchObject({ format: 'convas', name: 'Drawn by hand' });
    const drawn = await labels(page);
    await stage(page, 'Build');
    await page.keyboard.press('Control+Alt+n');
    await expect.poll(() => layers(page).count(), patience).toBe(0);
    await face.willOpen('drawn.convas');
    await page.keyboard.press('Control+o');
    await expect.poll(() => labels(page), patience).toEqual(drawn);
    expect(await wires(page).count()).toBe(4);
    await face.willSaveAs('again.convas');
    await page.keyboard.press('Control+Shift+s');
    await expect.poll(() => face.saved('again.convas').catch(() => ''), patience).toBe(text);
  });

  it('exports a model that runs elsewhere', async () => {
    await stage(page, 'Runs');
    await page.getByRole('button', { name: 'Export the model' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const files = await face.exported('drawn-model', () =>
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    );
    await dialog.getByText('Verified', { exact: true }).waitFor(patience);
    await dialog.getByRole('button', { name: 'Done' }).click();
    const model = await tf.loadLayersModel(asSaved(files));
    const blank = tf.zeros([1, 28, 28, 1]);
    const probabilities = [...(model.predict(blank) as tf.Tensor).dataSync()];
    expect(probabilities).toHaveLength(10);
    expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  });

  it('loses the run, and nothing else, when the engine is killed', async () => {
    const first = await enginePid(page);
    const drawn = await labels(page);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await stage(page, 'Train');
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(5);
    process.kill(first, 'SIGKILL');
    await page.getByText('The run was interrupted.').waitFor(patience);
    await page.getByText('Your document is untouched.').first().waitFor(patience);
    await page.getByRole('button', { name: engineButton }).waitFor(patience);
    expect(await enginePid(page)).not.toBe(first);
    expect(await labels(page)).toEqual(drawn);
    await page.getByRole('button', { name: 'Resume run', exact: true }).click();
    await expect.poll(() => stepShown(page), patience).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor(patience);
  });
});

/** The files of a TensorFlow.js model, for the loader of TensorFlow.js. */
function asSaved(files: ReadonlyMap<string, Uint8Array>): tf.io.IOHandler {
  const json = JSON.parse(Buffer.from(files.get('model.json')!).toString()) as tf.io.ModelJSON;
  const bytes = json.weightsManifest.flatMap(({ paths }) => paths.map((path) => files.get(path)!));
  return {
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: new Uint8Array(Buffer.concat(bytes)).buffer,
    }),
  };
}
