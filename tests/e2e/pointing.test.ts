// @module-tag browser
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, middleOf } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

const open = (): Promise<Page> => face.open({ template: /LeNet-5/ });

/** What the canvas shows: how far it is moved, and its zoom. */
const view = (page: Page) =>
  page.locator('.react-flow__viewport').evaluate((element) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { x: Math.round(e), y: Math.round(f), zoom: Math.round(a * 1000) / 1000 };
  });

async function overCanvas(page: Page): Promise<void> {
  const box = (await canvas(page).boundingBox())!;
  await page.mouse.move(box.x + box.width - 50, box.y + box.height / 2);
}

const wheelZooms = async (page: Page) => {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'View' }).click();
  const item = page.getByRole('menuitem', { name: 'Mouse wheel zooms' });
  const checked = await item.getAttribute('aria-checked');
  await item.click();
  return checked;
};

describe('the wheel', () => {
  it('scrolls the canvas as two fingers do, and zooms as a pinch does with Ctrl', async () => {
    const page = await open();
    await overCanvas(page);
    const before = await view(page);
    await page.mouse.wheel(30, 50);
    await expect.poll(() => view(page)).toEqual({ x: before.x - 30, y: before.y - 50, zoom: before.zoom });
    // A trackpad's pinch arrives as the wheel with Ctrl.
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(before.zoom);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, 100);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await view(page)).zoom).toBeCloseTo(before.zoom, 2);
  });

  it('scrolls over a card, too', async () => {
    const page = await open();
    const { x, y } = await middleOf(layer(page, 'S4'));
    await page.mouse.move(x, y);
    const before = await view(page);
    await page.mouse.wheel(0, -80);
    await expect.poll(() => view(page)).toEqual({ ...before, y: before.y + 80 });
  });

  it('zooms where that is chosen, which is kept', async () => {
    const page = await open();
    expect(await wheelZooms(page)).toBe('false');
    await overCanvas(page);
    const before = await view(page);
    await page.mouse.wheel(0, -100);
    await expect.poll(async () => (await view(page)).zoom).toBeGreaterThan(before.zoom);
    const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('convas.workspace')!).state.wheel);
    expect(await kept()).toBe('zoom');
    expect(await wheelZooms(page)).toBe('true');
    await overCanvas(page);
    const zoomed = await view(page);
    await page.mouse.wheel(0, 40);
    await expect.poll(() => view(page)).toEqual({ ...zoomed, y: zoomed.y - 40 });
    expect(await kept()).toBe('pan');
  });
});

describe('moving the canvas', () => {
  const drag = async (page: Page, button: 'left' | 'middle') => {
    const { x, y } = await middleOf(layer(page, 'S4'));
    await page.mouse.move(x, y);
    await page.mouse.down({ button });
    await page.mouse.move(x - 20, y - 10, { steps: 4 });
    await page.mouse.move(x - 70, y - 40, { steps: 4 });
    await page.mouse.up({ button });
  };
  const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });

  it('is done with Space held, on a card too, which stays where it is', async () => {
    const page = await open();
    const before = await view(page);
    await canvas(page).focus();
    await page.keyboard.down('Space');
    await drag(page, 'left');
    await page.keyboard.up('Space');
    const after = await view(page);
    expect(Math.abs(after.x - before.x + 70)).toBeLessThan(6);
    expect(Math.abs(after.y - before.y + 40)).toBeLessThan(6);
    expect(await undo(page).isDisabled()).toBe(true);
    // Released, a card is dragged as ever.
    await drag(page, 'left');
    await page.getByRole('button', { name: 'Undo Move' }).waitFor();
    expect(await view(page)).toEqual(after);
  });

  it('is done with the middle button, on a card too', async () => {
    const page = await open();
    const before = await view(page);
    await drag(page, 'middle');
    const after = await view(page);
    expect(Math.abs(after.x - before.x + 70)).toBeLessThan(6);
    expect(Math.abs(after.y - before.y + 40)).toBeLessThan(6);
    expect(await undo(page).isDisabled()).toBe(true);
  });
});

describe('framing', () => {
  it('shows the selection by F, and everything by Shift and 1', async () => {
    const page = await open();
    const before = await view(page);
    await layer(page, 'F6').click();
    await page.keyboard.press('f');
    await expect.poll(async () => (await view(page)).zoom).toBeCloseTo(1.15, 2);
    const room = (await canvas(page).boundingBox())!;
    const f6 = (await layer(page, 'F6').boundingBox())!;
    expect(Math.abs(f6.x + f6.width / 2 - room.x - room.width / 2)).toBeLessThan(30);
    await page.keyboard.press('Shift+1');
    await expect.poll(() => view(page)).toEqual(before);
  });
});
