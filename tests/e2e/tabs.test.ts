// @module-tag browser
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { originFiles } from './support/face.ts';
import { build } from './support/window.ts';

/** What a loaded machine may take for anything that is waited for. */
const patience = { timeout: 60_000, interval: 100 };

let home: string;
let browser: BrowserFace;
let context: BrowserContext;
beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-tabs-'));
  browser = await startBrowserFace({ env: { CONVAS_HOME: home } });
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
  expect(browser?.errors).toEqual([]);
});

/** One browser for each test; its tabs share their files and what the page keeps. */
beforeEach(async () => {
  const first = await browser.visit();
  context = first.context();
  await first.close();
  await context.addInitScript(originFiles);
});
afterEach(() => context.close());

async function openTab(): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(error.message));
  await page.goto(browser.address);
  await page.getByRole('button', { name: /^Empty canvas/ }).waitFor(patience);
  return page;
}

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the network' });
const nameOf = (page: Page) => nameField(page).inputValue();
const rename = (page: Page, name: string) => nameField(page).fill(name);
const message = (page: Page, text: string | RegExp) =>
  page.locator('[role=alert], [role=status]').filter({ hasText: text });
const isState = (page: Page, state: 'Saved' | 'Edited') =>
  page.getByRole('button', { name: state, exact: true }).waitFor(patience);

async function draw(name: string): Promise<Page> {
  const page = await openTab();
  await page.getByRole('button', { name: /^Empty canvas/ }).click();
  await rename(page, name);
  return page;
}

/** The names of all drafts that this browser keeps. */
const drafts = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open('convas', 1);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result
            .transaction('kept')
            .objectStore('kept')
            .getAll(IDBKeyRange.bound('draft ', 'draft \uffff'));
          all.onsuccess = () => {
            request.result.close();
            resolve((all.result as { name: string }[]).map(({ name }) => name).sort());
          };
        };
      }),
  );

describe('drafts of tabs', () => {
  it('are kept apart, offered when their tab is gone, and to one tab only', async () => {
    const first = await draw('First');
    const second = await draw('Second');
    await expect.poll(() => drafts(first), patience).toEqual(['First', 'Second']);
    // Both live: nothing of theirs is offered.
    const third = await openTab();
    await third.getByRole('button', { name: /^Empty canvas/ }).click();
    await third.waitForTimeout(500);
    expect(await message(third, 'Unsaved work').count()).toBe(0);
    await first.close();
    await second.close();

    const fourth = await openTab();
    await message(fourth, 'Unsaved work on “Second” was found.').waitFor(patience);
    await message(fourth, 'One more after this.').waitFor();
    // Another tab that asks at the same time is offered the same, and comes too late.
    const fifth = await openTab();
    await message(fifth, '“Second”').waitFor(patience);
    await message(fourth, '“Second”').getByRole('button', { name: 'Recover' }).click();
    await expect.poll(() => nameOf(fourth), patience).toBe('Second');
    await isState(fourth, 'Edited');
    await message(fifth, '“Second”').getByRole('button', { name: 'Recover' }).click();
    await message(fifth, 'Another tab has recovered or discarded it.').waitFor(patience);

    await message(fourth, '“First”').getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => drafts(fourth), patience).toEqual(['Second']);
    await message(fourth, 'was discarded').getByRole('button', { name: 'Bring it back' }).click();
    await message(fourth, 'Unsaved work on “First” was found.').waitFor(patience);
    expect(await nameOf(fourth)).toBe('Second');
  });

  it('come back by themselves where their tab is loaded again or crashes', async () => {
    const first = await draw('First');
    const second = await draw('Second');
    await expect.poll(() => drafts(first), patience).toEqual(['First', 'Second']);
    for (const [page, name] of [
      [first, 'First'],
      [second, 'Second'],
    ] as const) {
      page.once('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await expect.poll(() => nameOf(page), patience).toBe(name);
      expect(await message(page, 'Unsaved work').count()).toBe(0);
    }
    const crashed = new Promise((resolve) => second.once('crash', resolve));
    void second.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const third = await openTab();
    await message(third, 'Unsaved work on “Second” was found.').waitFor(patience);
    await expect.poll(() => drafts(first), patience).toEqual(['First', 'Second']);
  });

  it('are not shared with a tab that was duplicated', async () => {
    const first = await draw('Original');
    await expect.poll(() => drafts(first), patience).toEqual(['Original']);
    // As the browser's own "Duplicate": a tab with a copy of the storage of this one.
    const [copy] = await Promise.all([
      context.waitForEvent('page'),
      first.evaluate(() => void window.open(location.href)),
    ]);
    await copy.getByRole('button', { name: /^Empty canvas/ }).click(patience);
    await rename(copy, 'Copy');
    await expect.poll(() => drafts(first), patience).toEqual(['Copy', 'Original']);
    await rename(first, 'Original still');
    await expect.poll(() => drafts(first), patience).toEqual(['Copy', 'Original still']);
  });
});

describe('a file in two tabs', () => {
  const choose = (page: Page, name: string) =>
    page.evaluate((chosen) => {
      (globalThis as { chosenFile?: string }).chosenFile = chosen;
    }, name);
  const content = (page: Page, name: string) =>
    page.evaluate(async (chosen) => {
      const folder = await navigator.storage.getDirectory();
      return (await (await folder.getFileHandle(chosen)).getFile()).text();
    }, name);
  const nameIn = async (page: Page, file: string): Promise<unknown> =>
    JSON.parse(await content(page, file)).name;
  const save = (page: Page) => page.keyboard.press('Control+s');
  const conflict = (page: Page) => page.getByRole('dialog', { name: /has changed on disk/ });

  async function openBoth(): Promise<[Page, Page]> {
    const first = await draw('Net');
    await choose(first, 'net.convas');
    await save(first);
    await isState(first, 'Saved');
    const second = await openTab();
    await choose(second, 'net.convas');
    await second.keyboard.press('Control+o');
    await expect.poll(() => nameOf(second), patience).toBe('Net');
    return [first, second];
  }

  it('is known to both, and what one saves the other loads where nothing is lost', async () => {
    const [first, second] = await openBoth();
    for (const page of [first, second]) {
      await message(page, 'net.convas is also open elsewhere. Another tab has it open.').waitFor(patience);
    }
    await rename(second, 'Net, by the second');
    await save(second);
    await expect.poll(() => nameOf(first), patience).toBe('Net, by the second');
    await isState(first, 'Saved');
    await message(first, 'net.convas was changed on disk by another program').waitFor(patience);
    await second.close();
    await message(first, 'is also open elsewhere.').waitFor({ state: 'detached', ...patience });
  });

  it('is overwritten by neither without a question', async () => {
    const [first, second] = await openBoth();
    await rename(first, 'By the first');
    await rename(second, 'By the second');
    await save(second);
    await isState(second, 'Saved');
    await message(first, 'net.convas has changed on disk.').waitFor(patience);
    expect(await nameOf(first)).toBe('By the first');

    await first.bringToFront();
    await save(first);
    await conflict(first).getByRole('button', { name: 'Cancel' }).click(patience);
    expect(await nameIn(first, 'net.convas')).toBe('By the second');
    await isState(first, 'Edited');

    await save(first);
    await choose(first, 'other.convas');
    await conflict(first).getByRole('button', { name: 'Save as…' }).click(patience);
    await isState(first, 'Saved');
    expect(await nameIn(first, 'net.convas')).toBe('By the second');
    expect(await nameIn(first, 'other.convas')).toBe('By the first');
    await message(first, 'has changed on disk').waitFor({ state: 'detached', ...patience });
  });

  it('is overwritten, or loaded again, where that is chosen', async () => {
    const [first, second] = await openBoth();
    await rename(first, 'By the first');
    await rename(second, 'By the second');
    await save(second);
    await isState(second, 'Saved');
    await first.bringToFront();
    await save(first);
    await conflict(first).getByRole('button', { name: 'Overwrite' }).click(patience);
    await isState(first, 'Saved');
    expect(await nameIn(first, 'net.convas')).toBe('By the first');
    // The second has no changes of its own by now.
    await expect.poll(() => nameOf(second), patience).toBe('By the first');

    await rename(second, 'Second again');
    await rename(first, 'First again');
    await save(first);
    await isState(first, 'Saved');
    await second.bringToFront();
    await message(second, 'has changed on disk')
      .getByRole('button', { name: 'Reload from disk' })
      .click(patience);
    await expect.poll(() => nameOf(second), patience).toBe('First again');
    await second.keyboard.press('Control+z');
    await expect.poll(() => nameOf(second), patience).toBe('Second again');
  });

  it('that another program writes to is noticed when the person comes back', async () => {
    const [first, second] = await openBoth();
    await second.close();
    await first.evaluate(
      async (from) => {
        const folder = await navigator.storage.getDirectory();
        const stream = await (await folder.getFileHandle('net.convas')).createWritable();
        await stream.write(from.replace('"Net"', '"Edited outside"'));
        await stream.close();
        window.dispatchEvent(new Event('focus'));
      },
      await content(first, 'net.convas'),
    );
    await expect.poll(() => nameOf(first), patience).toBe('Edited outside');

    await first.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('net.convas'));
    await message(first, 'net.convas is no longer there.').waitFor(patience);
    await isState(first, 'Edited');
    await save(first);
    const dialog = first.getByRole('dialog', { name: /is no longer there/ });
    await dialog.getByRole('button', { name: 'Save it there again' }).click(patience);
    await isState(first, 'Saved');
  });
});

describe('a file in two tabs of a browser that hands out no files', () => {
  const download = async (page: Page): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    return file.suggestedFilename();
  };

  it('is saved as a download, and its copy here is overwritten by neither without a question', async () => {
    await context.addInitScript(`delete globalThis.showSaveFilePicker; delete globalThis.showOpenFilePicker;
      Object.defineProperty(Window.prototype, 'showOpenFilePicker', { value: undefined });`);
    const first = await draw('Net');
    expect(await download(first)).toBe('Net.convas');
    await isState(first, 'Saved');
    const second = await openTab();
    await second.getByRole('button', { name: /^Net\.convas/ }).click(patience);
    await expect.poll(() => nameOf(second), patience).toBe('Net');
    await message(first, 'Net.convas is also open elsewhere.').waitFor(patience);
    await rename(first, 'By the first');
    await rename(second, 'By the second');
    await download(second);
    await first.bringToFront();
    await first.keyboard.press('Control+s');
    await first.getByRole('dialog', { name: /has changed on disk/ }).waitFor(patience);
  });
});
