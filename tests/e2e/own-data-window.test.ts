// @module-tag electron
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { button, patient, setEpochs, stage, state } from './support/training.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

let convas: ConvasWindow;
let folder: string;

beforeAll(async () => {
  await build('electron', 'renderer');
  folder = await mkdtemp(join(tmpdir(), 'convas-own-window-'));
  for (let label = 0; label < 10; label++) {
    const place = join(folder, 'ações e emoções 📷', `row ${label}`);
    await mkdir(place, { recursive: true });
    for (let at = 0; at < 24; at++) {
      const data = new Uint8Array(28 * 28);
      data.fill(120 + 5 * at, (2 + 2 * label) * 28, (4 + 2 * label) * 28);
      await writeFile(join(place, `${at}.png`), encodePng({ height: 28, width: 28, channels: 1, data }));
    }
  }
  convas = await openConvas({ env: { CONVAS_HOME: join(folder, 'home') } });
  await convas.page.getByRole('button', { name: /Open LeNet-5/ }).click();
}, 150_000);
afterAll(async () => {
  await convas?.end();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('reads a folder that is chosen where it is, and trains on it', async () => {
  const { page } = convas;
  await stage(page, 'Data');
  const path = join(folder, 'ações e emoções 📷');
  await page.locator('input[aria-label="Choose a folder"]').setInputFiles(path);
  const report = page.getByRole('region', { name: 'Import report' });
  await expect
    .poll(() => report.textContent(), patient)
    .toMatch(/Training examples200.*Test examples40.*Classes10/);
  const used = page.getByRole('list', { name: 'Used lately' });
  await expect.poll(() => used.textContent(), patient).toMatch(/ações e emoções 📷.*your files/);
  // Nothing was copied.
  expect(await readdir(join(folder, 'home'))).not.toContain('data');
  await setEpochs(page, 1);
  await button(page, 'Train').click();
  await expect.poll(() => state(page), patient).toBe('Finished');
});
