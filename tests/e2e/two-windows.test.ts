// @module-tag electron
import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newDocument } from '../../src/document/create.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

/** What a loaded machine may take for anything that is waited for. */
const patience = { timeout: 60_000, interval: 100 };

let folder: string;
let open: ConvasWindow[];
beforeAll(() => build('electron', 'renderer'));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-two-'));
  open = [];
  await writeFile(file(), serializeDocument(newDocument('Net')));
});
afterEach(async () => {
  for (const instance of open) await instance.end();
  await rm(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'net.convas');
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the network' });
const nameOf = (page: Page) => nameField(page).inputValue();
const rename = (page: Page, name: string) => nameField(page).fill(name);
const nameInFile = async () => JSON.parse(await readFile(file(), 'utf8')).name;
const message = (page: Page, text: string | RegExp) =>
  page.locator('[role=alert], [role=status]').filter({ hasText: text });
const isState = (page: Page, state: 'Saved' | 'Edited') =>
  page.getByRole('button', { name: state, exact: true }).waitFor(patience);
const save = (page: Page) => page.keyboard.press('Control+s');

/** An instance of the app with a state of its own, as another version of it has; of the same person. */
async function openInstance(): Promise<Page> {
  const instance = await openConvas({ args: [file()], env: { CONVAS_HOME: join(folder, 'home') } });
  open.push(instance);
  await expect.poll(() => nameOf(instance.page), patience).toBe('Net');
  return instance.page;
}

describe('two instances of the app on one file', () => {
  it('see each other, and neither overwrites what the other saved', async () => {
    const first = await openInstance();
    const second = await openInstance();
    for (const page of [first, second]) {
      await message(page, 'net.convas is also open elsewhere. Another window has it open.').waitFor(patience);
    }
    await rename(second, 'By the second');
    await save(second);
    await isState(second, 'Saved');
    await expect.poll(() => nameOf(first), patience).toBe('By the second');
    await message(first, 'net.convas was changed on disk by another program').waitFor(patience);

    await rename(first, 'By the first');
    await rename(second, 'By the second again');
    await save(second);
    await message(first, 'net.convas has changed on disk.').waitFor(patience);
    await save(first);
    const dialog = first.getByRole('dialog', { name: /has changed on disk/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click(patience);
    expect(await nameInFile()).toBe('By the second again');
    await save(first);
    await dialog.getByRole('button', { name: 'Overwrite' }).click(patience);
    await isState(first, 'Saved');
    expect(await nameInFile()).toBe('By the first');

    await open.pop()!.end();
    await message(first, 'is also open elsewhere.').waitFor({ state: 'detached', ...patience });
  });
});

describe('a file that another program writes to', () => {
  it('is loaded again where nothing is lost, asked about where something would be', async () => {
    const page = await openInstance();
    await writeFile(file(), serializeDocument(newDocument('Edited outside')));
    await expect.poll(() => nameOf(page), patience).toBe('Edited outside');
    await isState(page, 'Saved');

    await rename(page, 'Edited here');
    await writeFile(file(), serializeDocument(newDocument('Outside again')));
    const detail = message(page, 'net.convas has changed on disk.');
    await detail.waitFor(patience);
    expect(await nameOf(page)).toBe('Edited here');
    await detail.getByRole('button', { name: 'Reload from disk' }).click();
    await expect.poll(() => nameOf(page), patience).toBe('Outside again');
    await page.keyboard.press('Control+z');
    await expect.poll(() => nameOf(page), patience).toBe('Edited here');
  });

  it('is noticed to be gone, or no document any more', async () => {
    const page = await openInstance();
    await unlink(file());
    await message(page, 'net.convas is no longer there.').waitFor(patience);
    await isState(page, 'Edited');
    await save(page);
    const dialog = page.getByRole('dialog', { name: /is no longer there/ });
    await dialog.getByRole('button', { name: 'Save it there again' }).click(patience);
    await isState(page, 'Saved');
    expect(await nameInFile()).toBe('Net');
    await writeFile(file(), '{"format": "con');
    await message(page, 'net.convas has changed on disk and cannot be read now.').waitFor(patience);
    expect(await nameOf(page)).toBe('Net');
    await isState(page, 'Edited');
  });
});
