import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from './root.mjs';
import { chromium as chromiumPath } from './system.mjs';

const megabytes = (bytes) => Math.round(bytes / 1e5) / 10;

/** The page of `convas serve` in Chromium, with what tells its memory. */
async function openPage(home) {
  const server = spawn(process.execPath, [inRoot('build', 'convas.mjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CONVAS_HOME: home },
  });
  const address = await new Promise((resolve) =>
    createInterface({ input: server.stdout }).once('line', resolve),
  );
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(address);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const close = async () => {
    await browser.close();
    server.kill();
  };
  return { server, page, session, close };
}

/**
 * Opens a template and closes its tab, again and again.
 * @param {number} count
 * @returns {Promise<{count: number, samples: object[]}>} what the page and the server hold on the way
 */
export async function openDocuments(count) {
  const home = await mkdtemp(join(tmpdir(), 'convas-documents-'));
  const { server, page, session, close } = await openPage(home);
  const sample = async (opened) => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const handles = (await readdir(`/proc/${server.pid}/fd`).catch(() => [])).length;
    return {
      opened,
      heap: megabytes(of('JSHeapUsedSize')),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      handles,
    };
  };
  try {
    const samples = [];
    const card = page.getByRole('button', { name: /Open LeNet-5/ }).first();
    for (let opened = 1; opened <= count; opened++) {
      await card.click();
      await page.getByRole('group', { name: /^C1, / }).waitFor();
      await page.keyboard.press('Control+Alt+w');
      await page.getByRole('button', { name: 'Templates and files' }).waitFor();
      if (!(await card.isVisible())) await page.getByRole('button', { name: 'Templates and files' }).click();
      if (opened % Math.ceil(count / 10) === 0) samples.push(await sample(opened));
    }
    return { count, samples };
  } finally {
    await close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
