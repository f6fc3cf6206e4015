import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronStatus } from '../../../src/provision/index.ts';
import { patient } from './training.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface ConvasWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The folder of this window's own state, apart from the person's. */
  readonly state: string;
  /** Ends the app without asking about unsaved work, and removes its state. */
  readonly end: () => Promise<void>;
}

export interface WindowOptions {
  /** Files and options for the app. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A packaged app instead of the built one. */
  readonly executable?: string;
}

/** As root Chromium runs without the sandbox of the operating system, or not at all. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Builds what is stale, as `npm start` does. */
export async function build(...targets: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'build', 'build.mjs'), ...targets]);
}

/** Opens the window of the built app, or of a packaged one, with a state of its own. */
export async function openConvas(options: WindowOptions = {}): Promise<ConvasWindow> {
  const { args = [], env = {}, executable } = options;
  const state = await mkdtemp(join(tmpdir(), 'convas-e2e-'));
  const electron = executable ?? (await electronStatus())?.executable;
  if (!electron) throw new Error('Electron has not been obtained: npm start, or npm test, does that.');
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new Error(
      'No display for the window. Run: apt-get install -y xvfb, then the tests with xvfb-run -a',
    );
  }
  const app = await _electron.launch({
    executablePath: electron,
    args: [...(executable ? [] : [root]), ...sandbox, `--user-data-dir=${state}`, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    timeout: patient.timeout,
  });
  app.context().setDefaultTimeout(patient.timeout);
  const page = await app.firstWindow({ timeout: patient.timeout });
  await page.waitForLoadState();
  const end = async () => {
    // An app that has ended already is no failure.
    await app
      .evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.destroy();
      })
      .catch(() => {});
    await app.close().catch(() => {});
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, page, state, end };
}
