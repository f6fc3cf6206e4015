// @module-tag browser
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../src/remote/address.ts';
import { type BadNetwork, badNetwork } from '../support/bad-network.ts';
import { timely } from '../support/thorough.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { layer } from './support/network.ts';
import { button, draw, patient, setEpochs, seven, stage, state, step } from './support/training.ts';
import { build } from './support/window.ts';

/** Seconds that the network is cut in the middle: longer than the silence after which a connection counts as lost. */
const cut = timely(13, 30);

let home: string;
let engine: ChildProcess;
let network: BadNetwork;
let face: BrowserFace;
let page: Page;

beforeAll(async () => {
  await build('renderer', 'cli');
  home = await mkdtemp(join(tmpdir(), 'convas-far-'));
  engine = spawn(process.execPath, ['build/convas.mjs', 'engine', '--listen', '127.0.0.1:0', '--json'], {
    env: { ...process.env, CONVAS_HOME: join(home, 'far') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(engine.stdout!, 'data')) as [Buffer];
  const { addresses }: { addresses: { address: string }[] } = JSON.parse(line.toString());
  const there = readAddress(addresses[0]!.address);
  // 20 ms there and back, and 1 % lost.
  network = await badNetwork(there, { delay: 10, loss: 0.01 });
  const address = writeAddress({ ...there, port: network.port });
  face = await startBrowserFace({ env: { CONVAS_ENGINE: address, CONVAS_HOME: join(home, 'near') } });
  page = await face.open({ template: /Tiny CNN/ });
});

afterAll(async () => {
  expect(face?.errors).toEqual([]);
  await face?.close();
  network?.close();
  engine?.kill('SIGINT');
  await once(engine, 'close');
  await rm(home, { recursive: true, force: true });
});

it('trains on an engine far away, and goes on through a cut of the network', async () => {
  await page.getByRole('button', { name: /on 127\.0\.0\.1/ }).waitFor({ timeout: patient.timeout });
  await setEpochs(page, timely(30, 60));
  await button(page, 'Train').click();
  await expect.poll(() => step(page), patient).toBeGreaterThan(20);
  const before = await step(page);
  network.cut();
  await page.waitForTimeout(cut * 1000);
  network.mend();
  // What was trained meanwhile is shown.
  await expect.poll(() => step(page), patient).toBeGreaterThan(before + 20);
  await expect.poll(() => state(page), patient).toBe('Finished');
});

it('shows what is inside, answers for a drawn digit, and exports', async () => {
  await layer(page, 'Conv1').click();
  await stage(page, 'Inspect');
  await page.getByText('Draw', { exact: true }).click();
  await draw(page, seven);
  await expect.poll(() => page.getByTestId('prediction').textContent(), patient).toMatch(/^\d$/);
  await stage(page, 'Runs');
  await button(page, 'Export the model').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  expect(Object.keys(files)).toContain('model.json');
  await expect.poll(() => page.getByTestId('verified').textContent(), patient).toMatch(/^Verified/);
});
