// @module-tag electron
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { canvas, layer, layers, makeBlock } from './support/network.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

/** What a loaded machine may take. */
const patience = { timeout: 30_000, interval: 200 };

let home: string;
const windows: ConvasWindow[] = [];

beforeAll(async () => {
  await build('electron', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-library-'));
  return () => rm(home, { recursive: true, force: true, maxRetries: 5 });
});
afterEach(async () => {
  for (const window of windows.splice(0)) await window.end();
});

/** The app, started again with the same home; a state of its own, so that nothing else is carried over. */
async function start(): Promise<ConvasWindow> {
  const window = await openConvas({ env: { CONVAS_HOME: home } });
  windows.push(window);
  return window;
}

const kept = () => readFile(join(home, 'blocks.json'), 'utf8').catch(() => '');
const mine = (page: Page) => page.getByRole('region', { name: 'My blocks' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const emptyCanvas = (page: Page) => page.getByRole('button', { name: /^Empty canvas/ }).click();

async function openWithBlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: /LeNet-5 on handwritten/ }).click();
  await makeBlock(page);
}

it('a block that was kept is there after a restart, in another document, and travels as a file', async () => {
  const first = await start();
  await openWithBlock(first.page);
  await button(first.page, 'Keep in My blocks').click();
  await expect.poll(kept, patience).toContain('Conv and pool');
  await first.end();

  const { app, page } = await start();
  await emptyCanvas(page);
  await button(page, 'Conv and pool').focus();
  await page.keyboard.press('Enter');
  await layer(page, 'Conv and pool').dblclick();
  await expect.poll(() => layers(page).count(), patience).toBe(4);
  await canvas(page).focus();
  await page.keyboard.press('Escape');

  const file = join(home, 'Conv and pool.convas');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  const more = () => mine(page).getByRole('button', { name: 'Actions for Conv and pool' }).click();
  await more();
  await page.getByRole('menuitem', { name: 'Export as a file…' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => ''), patience).toContain('"blocks"');
  await more();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect.poll(kept, patience).not.toContain('Conv and pool');
  await mine(page).getByRole('button', { name: 'Import a block from a file' }).click();
  await expect.poll(kept, patience).toContain('Conv and pool');
});

it('a damaged library is told in one sentence, and set aside before it is written over', async () => {
  await writeFile(join(home, 'blocks.json'), '{"version":1,"blocks":[{"id":"1"');
  const { page } = await start();
  await emptyCanvas(page);
  const detail = page.getByText('My blocks could not be read.');
  await detail.waitFor();
  await page
    .getByText(/^Their file, blocks\.json in the folder of Convas, is damaged: repair it, or keep/)
    .waitFor();
  expect(await page.getByText(/SyntaxError|JSON/).count()).toBe(0);

  await page.getByRole('button', { name: 'Templates and files' }).click();
  await openWithBlock(page);
  await button(page, 'Keep in My blocks').click();
  await expect.poll(kept, patience).toContain('Conv and pool');
  expect(await readFile(join(home, 'blocks.damaged.json'), 'utf8')).toContain('{"id":"1"');
});
