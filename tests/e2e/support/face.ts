import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { startBrowserFace } from '../browser-face.ts';
import { build, openConvas } from './window.ts';

/** A face of the app, at its gallery, with a home of its own; what only its system can do is answered here. */
export interface Face {
  readonly page: Page;
  /** Uncaught errors of the page so far. */
  readonly errors: readonly string[];
  /** Answers the next dialogs that ask where to save. */
  willSaveAs(name: string): Promise<void>;
  /** Answers the next dialogs that ask what to open. */
  willOpen(name: string): Promise<void>;
  /** What a saved document holds. */
  saved(name: string): Promise<string>;
  /** The files that pressing writes, by name. */
  exported(name: string, press: () => Promise<void>): Promise<ReadonlyMap<string, Uint8Array>>;
  end(): Promise<void>;
}

async function electronWindow(env: Readonly<Record<string, string>> = {}): Promise<Face> {
  await build('electron', 'renderer');
  const folder = await mkdtemp(join(tmpdir(), 'convas-face-'));
  const convas = await openConvas({ env: { ...env, CONVAS_HOME: join(folder, 'home') } });
  const { app, page } = convas;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const willSaveAs = (name: string) =>
    app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      },
      join(folder, name),
    );
  return {
    page,
    errors,
    willSaveAs,
    willOpen: (name) =>
      app.evaluate(
        ({ dialog }, path) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
        },
        join(folder, name),
      ),
    saved: (name) => readFile(join(folder, name), 'utf8'),
    async exported(name, press) {
      await willSaveAs(name);
      await press();
      await page.getByText(/^Saved to /).waitFor();
      const names = await readdir(join(folder, name));
      return new Map(
        await Promise.all(
          names.map(async (file) => [file, await readFile(join(folder, name, file))] as const),
        ),
      );
    },
    async end() {
      await convas.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The files of the page's own origin stand in for the computer's: their handles are of the same interface. */
export const originFiles = `{
  const file = async () =>
    (await navigator.storage.getDirectory()).getFileHandle(globalThis.chosenFile, { create: true });
  globalThis.showSaveFilePicker = file;
  globalThis.showOpenFilePicker = async () => [await file()];
}`;

async function browserPage(env: Readonly<Record<string, string>> = {}): Promise<Face> {
  await build('cli', 'renderer');
  const home = await mkdtemp(join(tmpdir(), 'convas-face-'));
  const browser = await startBrowserFace({ env: { ...env, CONVAS_HOME: home } });
  const page = await browser.visit({}, async (own) => {
    await own.addInitScript(originFiles);
  });
  const choose = (name: string) =>
    page.evaluate((chosen) => {
      (globalThis as { chosenFile?: string }).chosenFile = chosen;
    }, name);
  return {
    page,
    errors: browser.errors,
    willSaveAs: choose,
    willOpen: choose,
    saved: (name) =>
      page.evaluate(async (chosen) => {
        const folder = await navigator.storage.getDirectory();
        return (await (await folder.getFileHandle(chosen)).getFile()).text();
      }, name),
    async exported(_name, press) {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      return new Map(Object.entries(unzipSync(await readFile(await download.path()))));
    },
    async end() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Names the button that shows the state of the engine: by its backend. */
export const engineButton = /^(native|WebAssembly|plain JavaScript)/;

/** A suite on both faces; `start` opens one. */
export function describeFaces(
  title: string,
  suite: (start: (env?: Readonly<Record<string, string>>) => Promise<Face>) => void,
): void {
  const options = { timeout: 300_000 };
  describe(`${title} in the Electron window`, { ...options, tags: ['electron'] }, () =>
    suite(electronWindow),
  );
  describe(`${title} in the browser page`, { ...options, tags: ['browser'] }, () => suite(browserPage));
}
