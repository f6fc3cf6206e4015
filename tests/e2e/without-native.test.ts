import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeFaces, engineButton, type Face } from './support/face.ts';
import { layer } from './support/network.ts';
import { button, draw, patient, setEpochs, seven, stage, state } from './support/training.ts';

describeFaces('LeNet-5 without native TensorFlow,', (start) => {
  let face: Face;
  let page: Page;
  beforeAll(async () => {
    face = await start({ CONVAS_BACKEND: 'wasm' });
    page = face.page;
  });
  afterAll(async () => {
    await face?.end();
    expect(face?.errors).toEqual([]);
  });

  it('is opened, and the page says that WebAssembly trains it', async () => {
    await page.getByRole('button', { name: /Open LeNet-5/ }).click();
    await layer(page, 'C1').waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: engineButton }).textContent(), patient)
      .toMatch(/WebAssembly/);
  });

  it('trains one epoch of mnist-10k, and reaches what LeNet-5 reaches', async () => {
    await setEpochs(page, 1);
    await page.keyboard.press('Tab');
    await button(page, 'Train').click();
    await expect.poll(() => state(page), patient).toBe('Finished');
    const panel = page.getByRole('region', { name: 'Train', exact: true });
    await expect.poll(() => panel.textContent(), patient).toMatch(/Test accuracy[89]\d\.\d\d%/);
  });

  it('recognizes a digit that is drawn', async () => {
    await stage(page, 'Inspect');
    await page.getByText('Draw', { exact: true }).click();
    await draw(page, seven);
    await expect.poll(() => page.getByTestId('prediction').textContent(), patient).toBe('7');
  });

  it('exports a model, verified', async () => {
    await stage(page, 'Runs');
    await button(page, 'Export the model').click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const files = await face.exported('without-native', () =>
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    );
    await expect.poll(() => page.getByTestId('verified').textContent(), patient).toMatch(/^Verified/);
    expect([...files.keys()].map((name) => name.split('/').at(-1)).sort()).toEqual([
      'README.md',
      'model.json',
      'network.convas',
      'weights.bin',
    ]);
  });
});
