import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { inRoot } from './root.mjs';
import { chromium as chromiumPath } from './system.mjs';

/** @param {number} bytes */
export const megabytes = (bytes) => Math.round(bytes / 1e5) / 10;

/** The page's file dialogs work on a file of its own origin. */
const originFiles = `globalThis.showOpenFilePicker = async () =>
  [await (await navigator.storage.getDirectory()).getFileHandle('network.convas', { create: true })]`;

/** Opens a document's text in the page, as the person would by Ctrl+O. */
export async function openText(page, text) {
  await page.evaluate(async (content) => {
    const folder = await navigator.storage.getDirectory();
    const writing = await (await folder.getFileHandle('network.convas', { create: true })).createWritable();
    await writing.write(content);
    await writing.close();
  }, text);
  await page.keyboard.press('Control+o');
}

/** Open files, sockets and pipes of a process (Linux). */
export const handlesOf = async (pid) => (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;

/** Resident memory of a process in megabytes (Linux). */
export async function residentOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return megabytes(1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
}

/** The process of the engine among those that a process has started (Linux). */
export async function engineOf(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  for (const child of children.trim().split(' ').filter(Boolean).map(Number)) {
    const command = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('engine-process')) return child;
    const found = await engineOf(child);
    if (found) return found;
  }
  return null;
}

/**
 * The page of `convas serve` in Chromium, at the gallery.
 * @param {string} home the home folder of Convas
 * @param {Record<string, string>} env beside this process's environment
 * @returns the server's process, the page, `measure`, which tells what the page holds after a collection, and `close`
 */
export async function openServedPage(home, env = {}) {
  const server = spawn(process.execPath, [inRoot('build', 'convas.mjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CONVAS_HOME: home, ...env },
  });
  let errors = '';
  server.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-10_000);
  });
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve);
    server.once('exit', (code) => reject(new Error(`convas serve ended with ${code}: ${errors}`)));
  });
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(originFiles);
  await page.goto(address);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  return {
    server,
    page,
    async measure() {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { heap: megabytes(of('JSHeapUsedSize')), nodes: of('Nodes'), listeners: of('JSEventListeners') };
    },
    /** Waits for the engine, which a busy machine starts slowly. */
    engineReady: () =>
      page
        .getByText(/^native|WebAssembly/)
        .first()
        .waitFor({ timeout: 180_000 }),
    async close() {
      await browser.close();
      server.kill();
    },
  };
}
