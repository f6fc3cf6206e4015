// `node build/screenshots.mjs [NAME...]`: takes the README's pictures of the browser face at work, into docs/.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as browserType } from 'playwright-core';
import { ensureBuilt, printBuilt } from './build.mjs';
import { ensureNative } from './lib/provision.mjs';
import { inRoot } from './lib/root.mjs';
import { chromium } from './lib/system.mjs';

/** Starts `convas serve` with runs of its own; resolves with its address. */
function serve(home) {
  const server = spawn(process.execPath, [inRoot('build', 'convas.mjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CONVAS_HOME: home },
  });
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`convas serve ended with ${code}`)));
    server.stdout.once('data', (chunk) => resolve({ server, address: String(chunk).match(/http\S+/)[0] }));
  });
}

async function openPage(browser, address, { colorScheme = 'light', locale = 'en-US' } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    colorScheme,
    locale,
  });
  const page = await context.newPage();
  await page.goto(address);
  await page
    .getByRole('button', { name: /LeNet-5/ })
    .first()
    .waitFor();
  await page.getByText(/^nativ[eo]/).waitFor({ timeout: 60_000 });
  return page;
}

/** LeNet-5 while it is drawn, with one layer chosen. */
async function drawing(page, name) {
  await page.getByRole('button', { name: /(Open|Abrir a) LeNet-5/ }).click();
  await page.getByText('C3', { exact: true }).first().click();
  await page.screenshot({ path: inRoot('docs', `${name}.png`) });
}

const stage = (page, name) =>
  page
    .locator('label')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();

async function tour(page) {
  const shoot = (name) => page.screenshot({ path: inRoot('docs', `${name}.png`) });
  await shoot('gallery');
  await page.getByRole('button', { name: /Open LeNet-5/ }).click();
  await page.getByText('C3', { exact: true }).first().click();
  await shoot('build');
  await stage(page, 'Train');
  // Many epochs, so that it still trains when it is looked at, however fast the machine.
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('100');
  await epochs.blur();
  await page.getByRole('button', { name: 'Train', exact: true }).last().click();
  await page.getByText(/^Epoch ([3-9]|\d\d) of/).waitFor({ timeout: 300_000 });
  await page.mouse.move(0, 0);
  await page.getByRole('tooltip').waitFor({ state: 'hidden' });
  await shoot('train');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('heading', { name: 'Stopped' }).waitFor({ timeout: 60_000 });
  await page.getByText('C1', { exact: true }).first().click();
  await stage(page, 'Inspect');
  await page.getByText(/6 maps of/).waitFor({ timeout: 60_000 });
  await shoot('inspect');
}

await ensureNative();
await ensureBuilt(['cli', 'renderer'], printBuilt);
await mkdir(inRoot('docs'), { recursive: true });
const home = await mkdtemp(join(tmpdir(), 'convas-screenshots-'));
const { server, address } = await serve(home);
const browser = await browserType.launch({ executablePath: chromium(), args: ['--no-sandbox'] });
try {
  const names = process.argv.slice(2);
  const wanted = (name) => names.length === 0 || names.includes(name);
  if (['gallery', 'build', 'train', 'inspect'].some(wanted)) await tour(await openPage(browser, address));
  if (wanted('dark')) await drawing(await openPage(browser, address, { colorScheme: 'dark' }), 'dark');
  if (wanted('portuguese'))
    await drawing(await openPage(browser, address, { locale: 'pt-BR' }), 'portuguese');
} finally {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}
