// node build/bench-web.mjs [--epochs N]: the static page in Chromium without a graphics card: LeNet-5 on mnist-10k, trained
// as its template has it for so many epochs (6), twice with the same seed; keeps docs/web.json.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { chromium } from 'playwright-core';
import { ensureBuilt } from './build.mjs';
import { dist, inRoot } from './lib/root.mjs';
import { chromium as chromiumPath } from './lib/system.mjs';

const { values: given } = parseArgs({ options: { epochs: { type: 'string', default: '6' } } });
const epochs = Number(given.epochs);
const patience = { timeout: 600_000 };

await ensureBuilt(['renderer', 'web']);

/** Trains the template. @returns seconds, test accuracy and a digest of the weights */
async function train(page) {
  const stage = (name) =>
    page.getByRole('navigation', { name: 'Stage' }).getByText(name, { exact: true }).click();
  await stage('Train');
  const field = page.getByRole('textbox', { name: 'Epochs' });
  await field.fill(String(epochs));
  await field.blur();
  const panel = page.getByRole('region', { name: 'Train', exact: true });
  const start = Date.now();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const isOver = async () => /^Finished.*Test accuracy/.test(await panel.textContent());
  // A run before this one has left its figures there.
  while (await isOver()) await page.waitForTimeout(100);
  while (!(await isOver())) await page.waitForTimeout(100);
  const seconds = (Date.now() - start) / 1000;
  const [, percent] = /Test accuracy\s*([\d.]+)%/.exec(await panel.textContent());
  await stage('Runs');
  await page.getByRole('button', { name: 'Export the model', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const [download] = await Promise.all([
    page.waitForEvent('download', patience),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  const weights = Object.keys(files)
    .filter((name) => name.endsWith('.bin'))
    .sort();
  if (weights.length === 0) throw new Error(`no weights among ${Object.keys(files)}`);
  const digest = createHash('sha256');
  for (const name of weights) digest.update(files[name]);
  await page.getByTestId('verified').waitFor(patience);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return {
    seconds: Math.round(seconds * 10) / 10,
    testAccuracy: Number(percent) / 100,
    weights: digest.digest('hex'),
  };
}

const server = spawn('python3', ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '0'], {
  cwd: join(dist, 'web'),
  stdio: ['ignore', 'pipe', 'ignore'],
});
const line = await new Promise((resolve, reject) => {
  createInterface({ input: server.stdout }).once('line', resolve);
  server.once('error', reject);
});
const [, port] = /port (\d+)/.exec(line);
const switches = ['--no-sandbox', '--disable-gpu', '--disable-webgl', '--disable-3d-apis'];
const browser = await chromium.launch({ executablePath: chromiumPath(), args: switches });
let result;
try {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole('button', { name: /LeNet-5 on handwritten digits/ }).click();
  const engine = page.getByRole('button', { name: /WebAssembly|WebGL|WebGPU/ });
  await engine.waitFor(patience);
  const runs = [await train(page), await train(page)];
  result = {
    engine: await engine.textContent(),
    epochs,
    runs,
    sameWeights: runs[0].weights === runs[1].weights,
    load: Math.round(loadavg()[0] * 10) / 10,
  };
} finally {
  await browser.close();
  server.kill();
}
console.log(JSON.stringify(result));
const machine = { processor: cpus()[0].model, cores: cpus().length };
const detail = { at: new Date().toISOString(), machine, network: 'lenet-5', dataset: 'mnist-10k' };
await writeFile(inRoot('docs', 'web.json'), `${JSON.stringify({ ...detail, ...result }, null, 2)}\n`);
