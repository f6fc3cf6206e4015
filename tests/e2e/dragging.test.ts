// @module-tag browser
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, layers, middleOf, wire, wires } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

/** Pixels of the screen are then those of the canvas. */
async function zoomTo100(page: Page): Promise<void> {
  await canvas(page).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zoom to 100');
  await page.keyboard.press('Enter');
  await page.getByText('100%').waitFor();
}

async function open(): Promise<Page> {
  const page = await face.open({ template: /LeNet-5/ });
  await zoomTo100(page);
  return page;
}

const guides = (page: Page) => page.locator('[data-guides]');
const placeOf = async (page: Page, name: string) => {
  const { x, y } = (await layer(page, name).boundingBox())!;
  return { x: Math.round(x), y: Math.round(y) };
};

/** Presses a card and moves it by so much, with the button still down. */
async function hold(page: Page, name: string, by: { x: number; y: number }, keys: readonly string[] = []) {
  const middle = await middleOf(layer(page, name));
  const start = { x: middle.x, y: middle.y - 40 };
  await page.mouse.move(start.x - 2, start.y);
  await page.mouse.down();
  // The first two pixels only distinguish a drag from a click.
  await page.mouse.move(start.x, start.y);
  await page.mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 4 });
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(start.x + by.x, start.y + by.y, { steps: 4 });
}

describe('dragging with Alt', () => {
  it('leaves the layer and puts a copy down, as one step of undo', async () => {
    const page = await open();
    const before = await placeOf(page, 'S4');
    const count = await layers(page).count();
    const wireCount = await wires(page).count();
    await hold(page, 'S4', { x: 40, y: 104 }, ['Alt']);
    expect(await placeOf(page, 'S4').catch(() => null)).toBeNull(); // two of the name: the copy hangs on the pointer
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await layer(page, 'S4_1').waitFor();
    expect(await placeOf(page, 'S4')).toEqual(before);
    const copy = await placeOf(page, 'S4_1');
    expect({ x: copy.x - before.x, y: copy.y - before.y }).toEqual({ x: 40, y: 104 });
    expect(await layers(page).count()).toBe(count + 1);
    expect(await wires(page).count()).toBe(wireCount);
    await page.getByRole('button', { name: 'Undo Duplicate' }).click();
    await expect.poll(() => layer(page, 'S4_1').count()).toBe(0);
    await page.getByRole('button', { name: 'Redo Duplicate' }).click();
    await layer(page, 'S4_1').waitFor();
  });

  it('copies several with the wires between them', async () => {
    const page = await open();
    await layer(page, 'C3').click();
    await layer(page, 'S4').click({ modifiers: ['Shift'] });
    await hold(page, 'S4', { x: 0, y: 104 }, ['Alt']);
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await wire(page, 'C3_1', 'S4_1').waitFor({ state: 'attached' });
    expect(await wire(page, 'S2', 'C3_1').count()).toBe(0);
  });

  it('puts the copy into the wire it is dropped on', async () => {
    const page = await open();
    const start = await middleOf(layer(page, 'S4'));
    const end = await middleOf(wire(page, 'S4', 'C5'));
    await hold(page, 'S4', { x: end.x - start.x, y: end.y - start.y + 40 }, ['Alt']);
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await wire(page, 'S4', 'S4_1').waitFor({ state: 'attached' });
    await wire(page, 'S4_1', 'C5').waitFor({ state: 'attached' });
  });
});

describe('alignment guides', () => {
  it('draw a layer to the lines of its neighbors, and show them', async () => {
    const page = await open();
    const before = await placeOf(page, 'S4');
    // Up a little and right: 4 pixels off the row it stood in.
    await hold(page, 'S4', { x: 30, y: 4 });
    await guides(page).waitFor({ state: 'attached' });
    expect((await placeOf(page, 'S4')).y).toBe(before.y);
    await page.mouse.up();
    await guides(page).waitFor({ state: 'detached' });
    const after = await placeOf(page, 'S4');
    expect({ x: after.x - before.x, y: after.y - before.y }).toEqual({ x: 32, y: 0 });
    await page.getByRole('button', { name: 'Undo Move' }).click();
    await expect.poll(() => placeOf(page, 'S4')).toEqual(before);
    await page.getByRole('button', { name: 'Redo Move' }).click();
    await expect.poll(() => placeOf(page, 'S4')).toEqual(after);
  });

  it('align the middle of a note with that of a layer, off the grid', async () => {
    const page = await open();
    const note = page.locator('.react-flow__node-note');
    const s4 = await middleOf(layer(page, 'S4'));
    const middle = await middleOf(note);
    const by = { x: Math.round(s4.x - middle.x) + 5, y: -40 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + by.x / 2, middle.y + by.y / 2, { steps: 4 });
    await page.mouse.move(middle.x + by.x, middle.y + by.y, { steps: 4 });
    await guides(page).waitFor({ state: 'attached' });
    await page.mouse.up();
    expect((await middleOf(note)).x).toBeCloseTo(s4.x, 0);
  });

  it('are not there while Ctrl is held', async () => {
    const page = await open();
    const before = await placeOf(page, 'S4');
    await hold(page, 'S4', { x: 30, y: 4.5 }, ['Control']);
    await guides(page).waitFor({ state: 'detached' });
    await page.mouse.up();
    await page.keyboard.up('Control');
    const after = await placeOf(page, 'S4');
    expect({ x: after.x - before.x, y: after.y - before.y }).toEqual({ x: 32, y: 8 });
  });
});

describe('resizing a note', () => {
  it('is one step of undo', async () => {
    const page = await open();
    const note = page.locator('.react-flow__node-note');
    await note.click();
    await page.keyboard.press('f');
    await zoomTo100(page);
    const size = async () => {
      const { width, height } = (await note.boundingBox())!;
      return { width: Math.round(width), height: Math.round(height) };
    };
    const before = await size();
    const corner = await middleOf(page.locator('.react-flow__resize-control.handle.bottom.right'));
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.down();
    await page.mouse.move(corner.x - 60, corner.y + 21, { steps: 4 });
    await page.mouse.up();
    const after = { width: before.width - 56, height: before.height + 24 };
    await expect.poll(size).toEqual(after);
    await page.getByRole('button', { name: 'Undo Resize note' }).click();
    await expect.poll(size).toEqual(before);
    await page.getByRole('button', { name: 'Redo Resize note' }).click();
    await expect.poll(size).toEqual(after);
  });
});
