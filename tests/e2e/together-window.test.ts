// @module-tag electron
// @module-tag browser
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { engineButton } from './support/face.ts';
import { canvas, layer, layers } from './support/network.ts';
import { patient } from './support/training.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

let home: string;
let engine: ChildProcess;
let address = '';
let convas: ConvasWindow;
let face: BrowserFace;

beforeAll(async () => {
  await build('electron', 'renderer', 'cli');
  home = await mkdtemp(join(tmpdir(), 'convas-together-'));
  engine = spawn(process.execPath, ['build/convas.mjs', 'engine', '--listen', '127.0.0.1:0', '--json'], {
    env: { ...process.env, CONVAS_HOME: join(home, 'far') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(engine.stdout!, 'data')) as [Buffer];
  const detail: { addresses: { address: string }[] } = JSON.parse(line.toString());
  address = detail.addresses[0]!.address;
  convas = await openConvas({ env: { CONVAS_HOME: join(home, 'window') } });
  face = await startBrowserFace({ env: { CONVAS_ENGINE: address, CONVAS_HOME: join(home, 'page') } });
});
afterAll(async () => {
  await face?.close();
  await convas?.end();
  engine?.kill('SIGINT');
  await once(engine, 'close');
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

async function openDialog(page: Page) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Edit together');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Edit together' });
  await dialog.waitFor();
  return dialog;
}
const add = (page: Page, kind: string) =>
  page.getByRole('treeitem', { name: kind, exact: true }).first().dblclick();

it('is edited by the window and a page over an engine that both use', async () => {
  const { page: ana } = convas;
  await ana.setViewportSize({ width: 1440, height: 900 });
  await ana.getByRole('button', { name: /LeNet-5 on handwritten digits/ }).click();
  await layers(ana).first().waitFor();
  // With its own engine alone it says what is needed.
  await (await openDialog(ana)).getByText(/engine on another machine/).waitFor();
  await ana.keyboard.press('Escape');
  await ana.getByRole('button', { name: engineButton }).click();
  await ana.getByLabel('Address').fill(address);
  await ana.getByRole('button', { name: 'Connect', exact: true }).click();
  await ana.getByRole('button', { name: /on 127\.0\.0\.1/ }).waitFor({ timeout: patient.timeout });

  const dialog = await openDialog(ana);
  await dialog.getByLabel('Your name').fill('Ana');
  await dialog.getByRole('button', { name: 'Share this document' }).click();
  const code = await dialog.getByLabel('Code').inputValue();
  await ana.keyboard.press('Escape');
  const count = await layers(ana).count();

  const beto = await face.open();
  const joining = await openDialog(beto);
  await joining.getByLabel('Your name').fill('Beto');
  await joining.getByLabel(/link or code/i).fill(code);
  await joining.getByRole('button', { name: 'Join' }).click();
  await expect.poll(() => layers(beto).count(), patient).toBe(count);
  await canvas(beto).hover({ position: { x: 300, y: 200 } });
  await ana.locator('[data-person="Beto"]').waitFor({ state: 'attached', timeout: patient.timeout });

  await add(ana, 'Dense');
  await add(beto, 'Dropout');
  for (const page of [ana, beto]) await expect.poll(() => layers(page).count(), patient).toBe(count + 2);
  // Undo takes back one's own edit, not the other's later one.
  await canvas(ana).focus();
  await ana.keyboard.press('Control+z');
  for (const page of [ana, beto]) await expect.poll(() => layers(page).count(), patient).toBe(count + 1);
  expect(await layer(beto, 'dropout').count()).toBe(1);
  expect(face.errors).toEqual([]);
});
