// @module-tag browser
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const row = (page: Page, command: string) => dialog(page).locator(`[data-command="${command}"]`);

async function openTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: /Keyboard shortcuts/ }).click();
  await dialog(page).waitFor();
}

async function record(page: Page, button: string, keys: string): Promise<void> {
  await dialog(page).getByRole('button', { name: button, exact: true }).click();
  await dialog(page).getByText('Press keys, or Esc to cancel').waitFor();
  await page.keyboard.press(keys);
}

const open = (): Promise<Page> => face.open({ template: /LeNet-5/ });

describe('the table of shortcuts', () => {
  it('gives a command other keys, which work, are shown, and are kept', async () => {
    const page = await open();
    await openTable(page);
    await dialog(page).getByRole('textbox').fill('dupl');
    await record(page, 'Change Ctrl+D for Duplicate', 'Alt+q');
    await dialog(page).getByRole('button', { name: 'Change Alt+Q for Duplicate' }).waitFor();
    await dialog(page).getByText('1 command changed').waitFor();
    await page.keyboard.press('Escape');
    await layer(page, 'S2').click();
    await page.keyboard.press('Control+d');
    await page.keyboard.press('Alt+q');
    await layer(page, 'S2_1').waitFor();
    expect(await layer(page, 'S2_2').count()).toBe(0);
    await layer(page, 'S2_1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Duplicate.*Alt.*Q/ }).waitFor();
    await page.keyboard.press('Escape');
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('convas.keys')!).state.changed);
    expect(kept).toEqual({ 'edit.duplicate': ['alt+Q'] });

    await openTable(page);
    await dialog(page).getByRole('button', { name: 'Reset Duplicate to its default keys' }).click();
    await dialog(page).getByRole('button', { name: 'Change Ctrl+D for Duplicate' }).waitFor();
  });

  it('shows both commands that share keys, and asks before it shares them', async () => {
    const page = await open();
    await openTable(page);
    await record(page, 'Change M for Bypass', 'f');
    await dialog(page).getByText('F already runs Show the selection.').waitFor();
    await dialog(page).getByRole('button', { name: 'Keep both' }).click();
    await row(page, 'network.bypass').getByText('Also runs Show the selection').waitFor();
    await row(page, 'view.fit-selection').getByText('Also runs Bypass').waitFor();
    await record(page, 'Change F for Bypass', 'Control+z');
    await dialog(page).getByText('Ctrl+Z already runs Undo.').waitFor();
    await dialog(page).getByRole('button', { name: 'Use it here only' }).click();
    expect(
      await row(page, 'edit.undo')
        .getByRole('button', { name: /^Change/ })
        .count(),
    ).toBe(0);
    await row(page, 'network.bypass')
      .getByRole('button', { name: /^Change Ctrl\+Z/ })
      .waitFor();
    expect(
      await dialog(page)
        .getByText(/^Also runs/)
        .count(),
    ).toBe(0);

    await dialog(page).getByRole('button', { name: 'Reset all' }).click();
    await row(page, 'edit.undo')
      .getByRole('button', { name: /^Change Ctrl\+Z/ })
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Undo reset' }).click();
    await row(page, 'network.bypass')
      .getByRole('button', { name: /^Change Ctrl\+Z/ })
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Reset all' }).click();
    await row(page, 'network.bypass')
      .getByRole('button', { name: /^Change M/ })
      .waitFor();
  });

  it('refuses keys that it would never hear, with the reason, and finds commands by keys', async () => {
    const page = await open();
    await openTable(page);
    await record(page, 'Add keys for Save', 'Tab');
    await dialog(page).getByText('Tab cannot be used: on the canvas it goes from layer to layer.').waitFor();
    await page.keyboard.press('Alt+F4');
    await dialog(page).getByText('the operating system reserves it').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor();
    expect(
      await row(page, 'file.save')
        .getByRole('button', { name: /^Change/ })
        .count(),
    ).toBe(1);
    await dialog(page).getByRole('textbox').fill('ctrl+shift+l');
    await expect.poll(() => dialog(page).locator('[data-command]').count()).toBe(1);
    await row(page, 'network.lay-out').waitFor();
    await row(page, 'network.lay-out')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await dialog(page).getByRole('textbox').fill('arrange automatically');
    expect(
      await row(page, 'network.lay-out')
        .getByRole('button', { name: /^Change/ })
        .count(),
    ).toBe(0);
  });

  it('leaves single letters to what is typed', async () => {
    const page = await open();
    await layer(page, 'S2').click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('');
    await page.keyboard.type('mmf');
    await page.keyboard.press('Enter');
    await layer(page, 'mmf').waitFor();
    expect(await layer(page, 'mmf').getAttribute('aria-label')).not.toContain('bypassed');
    await canvas(page).focus();
    await page.keyboard.press('m');
    await expect.poll(() => layer(page, 'mmf').getAttribute('aria-label')).toContain('bypassed');
  });
});
