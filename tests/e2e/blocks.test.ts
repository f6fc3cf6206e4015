// @module-tag browser
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, layers, makeBlock } from './support/network.ts';

let face: BrowserFace;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-blocks-'));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
});
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});
afterEach(() => expect(face.errors).toEqual([]));

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const label = (page: Page, name: string) => layer(page, name).getAttribute('aria-label');

describe('a block', () => {
  it('is made, opened, given a parameter, and left, and undone from anywhere', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await makeBlock(page);
    expect(await label(page, 'Conv and pool')).toMatch(/output 14 × 14 × 6, 156 parameters/);
    await page.keyboard.press('Escape');
    await page.getByText('61,706').first().waitFor();

    await layer(page, 'Conv and pool').dblclick();
    await expect.poll(() => layers(page).count()).toBe(4);
    // What is inside is seen from where the block stands.
    expect(await label(page, 'in')).toMatch(/Input of the block, output 32 × 32 × 1/);
    expect(await label(page, 'C1')).toMatch(/output 28 × 28 × 6, 156 parameters/);
    await layer(page, 'C1').click();
    await button(page, 'Make filters a parameter of the block').click();
    await page.getByRole('textbox', { name: 'Name of the parameter' }).fill('maps');
    await page.keyboard.press('Enter');
    await page.getByText('is 6 here').waitFor();

    await canvas(page).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => layers(page).count()).toBe(8);
    await page.getByRole('textbox', { name: 'maps' }).fill('8');
    await page.keyboard.press('Enter');
    await expect.poll(() => label(page, 'Conv and pool')).toMatch(/output 14 × 14 × 8, 208 parameters/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => label(page, 'Conv and pool')).toMatch(/14 × 14 × 6/);
    // Taking back what was done inside shows it where it is.
    await page.keyboard.press('Control+z');
    await expect.poll(() => label(page, 'C1')).toMatch(/output 28 × 28 × 6/);
    await button(page, 'Network').click();
    await button(page, 'Unpack the block').click();
    await expect.poll(() => label(page, 'S2')).toMatch(/output 14 × 14 × 6/);
  });

  it('is repaired where it is wrong, from the layer that stands for it', async () => {
    const page = await face.open({ template: /ResNet-18/ });
    await page.keyboard.press('Control+0');
    await layer(page, 'layer1').dblclick();
    await layer(page, 'conv2').click();
    await button(page, 'Give Filters its own value').click();
    await page.getByRole('textbox', { name: 'Filters' }).fill('32');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Show layer1 #1 \/ add/ }).click();
    expect(await label(page, 'add')).toMatch(/problem/);
    await button(page, 'Network').click();
    expect(await label(page, 'layer4')).toMatch(/output unknown, .*problem/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => label(page, 'conv2')).toMatch(/no problems/);
  });

  it('is kept for other documents', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await makeBlock(page);
    await button(page, 'Keep in My blocks').click();
    const kept = page.getByRole('region', { name: 'My blocks' });
    await kept.getByRole('button', { name: 'Conv and pool', exact: true }).waitFor();
    await expect
      .poll(() => readFile(join(home, 'blocks.json'), 'utf8').catch(() => ''), { timeout: 30_000 })
      .toContain('Conv and pool');

    const other = await face.open();
    const mine = other.getByRole('region', { name: 'My blocks' });
    await mine
      .getByRole('button', { name: 'Conv and pool', exact: true })
      .dragTo(canvas(other), { targetPosition: { x: 400, y: 200 } });
    await layer(other, 'Conv and pool').dblclick();
    await expect.poll(() => layers(other).count()).toBe(4);
    await mine.getByRole('button', { name: 'Actions for Conv and pool' }).click();
    await other.getByRole('menuitem', { name: 'Remove' }).click();
    await button(other, 'Bring it back').waitFor();
    await expect
      .poll(() => readFile(join(home, 'blocks.json'), 'utf8'), { timeout: 30_000 })
      .not.toContain('Conv and pool');
  });
});
