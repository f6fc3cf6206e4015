import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { patient } from './support/training.ts';

/**
 * Where a Chromium may be; the tests name what they lack instead of fetching it. The shell, which has no windows, opens a
 * page in two thirds of the time.
 */
const places = [
  process.env['CONVAS_CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export function chromiumPath(): string {
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) {
    throw new Error('No Chromium. Run: apt-get install -y chromium (or name one in CONVAS_CHROMIUM)');
  }
  return found;
}

/** The address that `convas serve` prints on its first line. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = '';
    server.stderr!.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    createInterface({ input: server.stdout! }).once('line', resolve);
    server.once('exit', (code) => reject(new Error(`convas serve ended with ${code}: ${errors}`)));
  });
}

export interface BrowserFace {
  /** The page's address, with the token. */
  readonly address: string;
  /** A page of its own storage, at the gallery; `prepare` runs before the page is loaded. */
  visit(options?: BrowserContextOptions, prepare?: (page: Page) => Promise<void>): Promise<Page>;
  /** A page of its own storage, past the gallery, with an empty network; fails the test on an uncaught error. */
  open(options?: BrowserContextOptions & { template?: RegExp }): Promise<Page>;
  /** Uncaught errors of all pages so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface BrowserFaceOptions {
  /** Set for the server, and with that for the engine. */
  readonly env?: Readonly<Record<string, string>>;
  /** Switches of Chromium. */
  readonly args?: readonly string[];
}

/** The browser face as a person has it: `convas serve`, and Chromium. */
export async function startBrowserFace({
  env = {},
  args = [],
}: BrowserFaceOptions = {}): Promise<BrowserFace> {
  const server = spawn(process.execPath, ['build/convas.mjs', 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const errors: string[] = [];
  let browser: Browser | undefined;
  try {
    const address = await addressOf(server);
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', ...args] });
    const running = browser;
    const visit: BrowserFace['visit'] = async (options, prepare) => {
      const context = await running.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(patient.timeout);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      await prepare?.(page);
      await page.goto(address);
      return page;
    };
    return {
      address,
      errors,
      visit,
      async open({ template, ...options } = {}) {
        const page = await visit(options);
        const card = page.getByRole('button', { name: template ?? /empty canvas/i }).first();
        await card.click();
        await page.getByRole('application', { name: 'Network' }).waitFor();
        return page;
      },
      async close() {
        await running.close();
        server.kill('SIGTERM');
      },
    };
  } catch (error) {
    await browser?.close();
    server.kill('SIGTERM');
    throw error;
  }
}
