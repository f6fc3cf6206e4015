// @module-tag electron
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { build, openConvas } from './support/window.ts';

let files: string;

beforeAll(async () => {
  await build('electron', 'renderer');
  files = await mkdtemp(join(tmpdir(), 'convas-large-files-'));
}, 120_000);
afterAll(() => rm(files, { recursive: true, force: true }));

/** Written by copying one: adding layer by layer copies all before it each time. */
function convolutions(count: number): string {
  const short = chain(`Chain of ${count}`, [
    ['input', { shape: [32, 32, 3] }],
    ['conv2d', { filters: 8, padding: 'same' }],
  ]);
  const [input, convolution] = short.layers;
  const id = (at: number): string => `layer-${at + 1}`;
  const layers = Array.from({ length: count }, (_, index) => ({
    ...convolution!,
    id: id(index + 1),
    name: `conv_${index}`,
    position: { x: (index + 1) * 264, y: 0 },
  }));
  const edges = layers.map((layer, index) => ({
    id: `edge-${index + 1}`,
    source: id(index),
    target: layer.id,
  }));
  return serializeDocument({ ...short, layers: [{ ...input!, id: id(0) }, ...layers], edges });
}

/** Opens a file in a window of its own and looks at the page; hung, it would not answer. */
async function opened(name: string, text: string, look: (page: Page) => Promise<void>): Promise<void> {
  const path = join(files, name);
  await writeFile(path, text);
  const convas = await openConvas({ args: [path] });
  const errors: string[] = [];
  convas.page.on('pageerror', (error) => errors.push(error.message));
  try {
    await look(convas.page);
    // A frame is drawn and a command is found: the window continues.
    await convas.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    await convas.page.keyboard.press('Control+k');
    await convas.page.getByRole('dialog').first().waitFor();
    expect(errors).toEqual([]);
  } finally {
    await convas.end();
  }
}

type Page = Awaited<ReturnType<typeof openConvas>>['page'];

describe('a file larger than anybody draws', () => {
  it.each([5000, 10_000])('with %d layers is opened, all of it, in few elements', async (count) => {
    await opened(`chain-${count}.convas`, convolutions(count), async (page) => {
      await page.getByText('Saved', { exact: true }).waitFor({ timeout: 60_000 });
      await page.locator('.react-flow__node-layer, [data-painted]').first().waitFor({ timeout: 60_000 });
      await page
        .getByText(`${(count + 1).toLocaleString('en')}`, { exact: true })
        .first()
        .waitFor();
      expect(await page.locator('.react-flow__node').count()).toBeLessThan(200);
    });
  });

  it.each([
    ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('nested 100,000 deep, as %s, is refused in words', async (name, text) => {
    await opened(`deep-${name}.convas`, text, async (page) => {
      await page
        .getByRole('alert')
        .getByText(`deep-${name}.convas could not be read. The file is nested deeper than`)
        .waitFor({ timeout: 60_000 });
    });
  });
});
