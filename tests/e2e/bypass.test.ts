// @module-tag browser
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, makeBlock } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

async function expectLabel(card: Locator, pattern: RegExp): Promise<void> {
  await expect.poll(() => card.getAttribute('aria-label')).toMatch(pattern);
}

const open = (): Promise<Page> => face.open({ template: /LeNet-5/ });
const bypassSwitch = (page: Page) => page.getByRole('switch', { name: 'Bypassed' });

describe('bypassing a layer', () => {
  it('passes its input on by a key, and is undone and redone', async () => {
    const page = await open();
    await layer(page, 'S2').click();
    await page.keyboard.press('m');
    await expectLabel(
      layer(page, 'S2'),
      /^S2, AveragePooling2D, bypassed, output 28 × 28 × 6, no parameters/,
    );
    await expectLabel(layer(page, 'C3'), /output 24 × 24 × 16/);
    expect(await bypassSwitch(page).isChecked()).toBe(true);
    await page.keyboard.press('Control+z');
    await expectLabel(layer(page, 'S2'), /^S2, AveragePooling2D, output 14 × 14 × 6/);
    await expectLabel(layer(page, 'C3'), /output 10 × 10 × 16/);
    await page.keyboard.press('Control+Shift+z');
    await expectLabel(layer(page, 'C3'), /output 24 × 24 × 16/);
    await layer(page, 'S2').click();
    await page.keyboard.press('m');
    await expectLabel(layer(page, 'C3'), /output 10 × 10 × 16/);
  });

  it('is dimmed in the outline and the table, and switched in the inspector', async () => {
    const page = await open();
    await layer(page, 'S4').click();
    await bypassSwitch(page).click({ force: true });
    await expectLabel(layer(page, 'S4'), /bypassed/);
    await page.getByRole('tab', { name: 'Outline' }).click();
    await page.getByRole('treeitem', { name: /^S4, AveragePooling2D, bypassed/ }).waitFor();
    await page.getByRole('tab', { name: 'Table' }).click();
    const row = page.getByRole('row', { name: /AveragePooling2D, bypassed/ });
    expect(await row.count()).toBe(1);
    expect(await row.getAttribute('data-bypassed')).toBe('true');
    await bypassSwitch(page).click({ force: true });
    await expect.poll(() => row.count()).toBe(0);
  });

  it('names the layers that cannot be bypassed, with a way back', async () => {
    const page = await open();
    await layer(page, 'Input').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Bypass/ }).click();
    await page.getByText('"Input" is where data enters, so it cannot be bypassed').first().waitFor();
    await expectLabel(layer(page, 'Input'), /bypassed.*1 problem/);
    await page.getByRole('button', { name: 'Remove the bypass' }).first().click();
    await expectLabel(layer(page, 'Input'), /^Input, Input, output 32 × 32 × 1, no parameters, no problems/);
  });

  it('bypasses several layers at once, and a block as a whole', async () => {
    const page = await open();
    await makeBlock(page);
    await expectLabel(layer(page, 'C3'), /output 10 × 10 × 16/);
    await layer(page, 'Conv and pool').click();
    await page.keyboard.press('m');
    // 32 × 32 less the kernel of C3.
    await expectLabel(layer(page, 'C3'), /output 28 × 28 × 16/);
    await layer(page, 'S4').click({ modifiers: ['Shift'] });
    await canvas(page).focus();
    await page.keyboard.press('m');
    await expectLabel(layer(page, 'C5'), /output 24 × 24 × 120/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expectLabel(layer(page, 'C3'), /output 10 × 10 × 16/);
  });
});
