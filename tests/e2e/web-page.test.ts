// @module-tag browser
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mediaType } from '../../src/protocol/page.ts';
import { chromiumPath } from './browser-face.ts';
import { engineButton } from './support/face.ts';
import { switchLanguage, walkLessons } from './support/lessons.ts';
import { layers } from './support/network.ts';
import { button, draw, patient, setEpochs, seven, stage, state } from './support/training.ts';
import { build } from './support/window.ts';

/** Any web server: it knows nothing of Convas, and sends no headers but the type. */
async function serveFolder(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here');
    const path = pathname === '/' ? '/index.html' : pathname;
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes) response.writeHead(200, { 'Content-Type': mediaType(path) }).end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

let server: Server;
let other: Server;
let browser: Browser;
let page: Page;
const errors: string[] = [];
const addresses = new Set<string>();
let askedOther = 0;

const engine = (): Promise<string | null> => page.getByRole('button', { name: engineButton }).textContent();

async function open(): Promise<Page> {
  const opened = await browser.contexts()[0]!.newPage();
  opened.on('pageerror', (error) => errors.push(error.message));
  await opened.goto(`http://127.0.0.1:${portOf(server)}/`);
  return opened;
}

beforeAll(async () => {
  await build('renderer', 'web');
  server = await serveFolder('dist/web');
  other = createServer((_request, response) => {
    askedOther++;
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(patient.timeout);
  // Of the page and of its workers.
  context.on('request', (request) => addresses.add(new URL(request.url()).origin));
  page = await open();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  other?.close();
});

it('opens without an engine of its own process, and says what computes and what it cannot do', async () => {
  await expect.poll(engine, patient).toMatch(/WebAssembly|WebGL|WebGPU/);
  await page.getByRole('button', { name: engineButton }).click();
  await page.getByText(/Measured in this browser.*WebAssembly [\d,]+ images per second/).waitFor();
  await page.getByText(/nothing leaves it\. It cannot/).waitFor();
  await page.keyboard.press('Escape');
});

it('trains a network on the digits that it ships', async () => {
  await page.getByRole('button', { name: /Multilayer perceptron/ }).click();
  await expect.poll(() => layers(page).count()).toBe(5);
  await setEpochs(page, 1);
  await button(page, 'Train').click();
  // An epoch, beside what the page measures of the machine meanwhile.
  await expect.poll(() => state(page), { ...patient, timeout: 150_000 }).toBe('Finished');
  const panel = page.getByRole('region', { name: 'Train', exact: true });
  await expect.poll(() => panel.textContent(), patient).toMatch(/Test accuracy[5-9]\d\.\d\d%/);
});

it('answers for a digit that is drawn', async () => {
  await stage(page, 'Inspect');
  await page.getByText('Draw', { exact: true }).click();
  await draw(page, seven);
  await expect.poll(() => page.getByTestId('prediction').textContent(), patient).toMatch(/^\d$/);
});

it('hands over an export, checked in a thread of the page', async () => {
  await stage(page, 'Runs');
  await button(page, 'Export the model').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  try {
    const [download] = await Promise.all([
      page.waitForEvent('download', patient),
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    const files = unzipSync(new Uint8Array(await readFile(await download.path())));
    expect(Object.keys(files)).toContain('model.json');
    await expect.poll(() => page.getByTestId('verified').textContent(), patient).toMatch(/^Verified/);
  } finally {
    // Whatever failed, the tests after this one have the page.
    await page.keyboard.press('Escape');
  }
});

it('has its runs after it was closed', async () => {
  await page.close();
  page = await open();
  await expect.poll(engine, patient).toMatch(/WebAssembly|WebGL|WebGPU/);
  const runs = page.getByRole('navigation', { name: 'Stage' });
  if (!(await runs.isVisible())) await page.getByRole('button', { name: /empty canvas/i }).click();
  await stage(page, 'Runs');
  await page.getByText('Multilayer perceptron').first().waitFor(patient);
});

it('tells a second tab why it cannot compute there, and shows every lesson in both languages', async () => {
  const second = await open();
  try {
    await second
      .getByText(/Convas computes in another tab/)
      .first()
      .waitFor(patient);
    await button(second, /empty canvas/i).click();
    await walkLessons(second, 'en');
    await switchLanguage(second, 'Português');
    await walkLessons(second, 'pt-BR');
  } finally {
    await second.close();
  }
});

it('asks nobody but its own server, and is not allowed to', async () => {
  const address = `http://127.0.0.1:${portOf(other)}/`;
  const ask = (url: string): Promise<string> =>
    fetch(url, { mode: 'no-cors' }).then(
      () => 'answered',
      () => 'refused',
    );
  expect(await page.evaluate(ask, address)).toBe('refused');
  expect(page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) expect(await worker.evaluate(ask, address)).toBe('refused');
  expect(askedOther).toBe(0);
  addresses.delete(new URL(address).origin);
  // Blobs are the page's own.
  const asked = [...addresses].filter((origin) => origin !== 'null');
  expect(asked).toEqual([`http://127.0.0.1:${portOf(server)}`]);
  expect(errors).toEqual([]);
});
