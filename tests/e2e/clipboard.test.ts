import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { layer, layers } from './support/network.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

/** The page may neither read the clipboard nor ask for it. */
async function denyClipboard(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  for (const name of ['clipboard-read', 'clipboard-write']) {
    await session.send('Browser.setPermission', {
      permission: { name },
      setting: 'denied',
      ...(browserContextId !== undefined && { browserContextId }),
    });
  }
  const state = () =>
    page.evaluate(async () => (await navigator.permissions.query({ name: 'clipboard-read' as never })).state);
  expect(await state()).toBe('denied');
}

const choose = async (page: Page, command: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill(command);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${command}`) })
    .first()
    .click();
};

describe('the clipboard of two tabs that may not read it', { tags: ['browser'] }, () => {
  let face: BrowserFace;
  let first: Page;
  let second: Page;
  beforeAll(async () => {
    await build('cli', 'renderer');
    face = await startBrowserFace();
    first = await face.open({ template: /LeNet-5/ });
    second = await first.context().newPage();
    await second.goto(first.url());
    await second
      .getByRole('button', { name: /empty canvas/i })
      .first()
      .click();
    await second.getByRole('application', { name: 'Network' }).waitFor();
    await denyClipboard(first);
    await denyClipboard(second);
  });
  afterAll(() => face?.close());

  it('copies and cuts in one and pastes in the other, by key', async () => {
    await first.bringToFront();
    await layer(first, 'C1').click();
    await layer(first, 'S2').click({ modifiers: ['Shift'] });
    await first.keyboard.press('Control+c');
    await second.bringToFront();
    await second.getByRole('application', { name: 'Network' }).focus();
    await second.keyboard.press('Control+v');
    await expect.poll(() => layers(second).count()).toBe(2);
    await first.bringToFront();
    await layer(first, 'Output').click();
    await first.keyboard.press('Control+x');
    await expect.poll(() => layers(first).count()).toBe(8);
    await second.bringToFront();
    await second.keyboard.press('Control+v');
    await expect.poll(() => layers(second).count()).toBe(3);
    expect(face.errors).toEqual([]);
  });

  it('pastes from a menu what was copied in the other tab', async () => {
    await first.bringToFront();
    await layer(first, 'F6').click();
    await choose(first, 'Copy');
    await second.bringToFront();
    await second.getByRole('application', { name: 'Network' }).focus();
    await choose(second, 'Paste');
    await expect.poll(() => layers(second).count()).toBe(4);
    // A menu's copy is on the clipboard of the system, too.
    await second.keyboard.press('Control+v');
    await expect.poll(() => layers(second).count()).toBe(5);
  });

  it('leaves the text of fields alone, and refuses in words what are no layers', async () => {
    await second.bringToFront();
    await layer(second, 'C1').first().click();
    const filters = second.getByRole('textbox', { name: 'Filters' });
    await filters.fill('12');
    await filters.selectText();
    await second.keyboard.press('Control+c');
    await filters.fill('');
    await second.keyboard.press('Control+v');
    expect(await filters.inputValue()).toBe('12');
    await second.keyboard.press('Escape');
    await second.getByRole('application', { name: 'Network' }).focus();
    await second.keyboard.press('Control+v');
    await second.getByText(/The clipboard holds no layers/).waitFor();
    expect(await layers(second).count()).toBe(5);
  });
});

describe('the clipboard of the Electron window', { tags: ['electron'] }, () => {
  let convas: ConvasWindow;
  beforeAll(async () => {
    await build('electron', 'renderer');
    convas = await openConvas();
    await convas.page.getByRole('button', { name: /Open LeNet-5/ }).click();
    await layer(convas.page, 'C1').waitFor();
  });
  afterAll(() => convas?.end());

  it('gives layers to other programs and takes theirs, by key and by menu', async () => {
    const { app, page } = convas;
    const read = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await layer(page, 'C1').click();
    await page.keyboard.press('Control+c');
    await expect.poll(async () => JSON.parse((await read()) || '{}').layers?.length).toBe(1);
    // As another program would put it there, and Convas has not seen it.
    await app.evaluate(
      ({ clipboard }, text) => clipboard.writeText(text),
      (await read()).replace('"C1"', '"FromElsewhere"'),
    );
    await page.keyboard.press('Control+v');
    await layer(page, 'FromElsewhere').waitFor();
    await choose(page, 'Paste');
    await layer(page, 'FromElsewhere_1').waitFor();
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      const edit = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Edit');
      const paste = edit?.submenu?.items.find(({ role }) => role === ('paste' as never));
      paste?.click({}, window, window?.webContents);
    });
    await expect.poll(() => layers(page).count()).toBe(12);
  });
});
