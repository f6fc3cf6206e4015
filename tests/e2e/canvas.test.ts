// @module-tag browser
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, dragBetween, dragIn, layer, layers, port, wires } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

async function expectLabel(card: Locator, pattern: RegExp): Promise<void> {
  await expect.poll(() => card.getAttribute('aria-label')).toMatch(pattern);
}

describe('the canvas with the mouse', () => {
  it('takes layers from the palette, connects them, and shows shapes and counts', async () => {
    const page = await face.open();
    await dragIn(page, 'Input', 160, 120);
    await dragIn(page, 'Conv2D', 480, 120);
    await expect.poll(() => layers(page).count()).toBe(2);
    await dragBetween(page, port(layer(page, 'input'), 'source'), port(layer(page, 'conv2d'), 'target'));
    await expect.poll(() => wires(page).count()).toBe(1);
    await expectLabel(layer(page, 'input'), /output 28 × 28 × 1, no parameters/);
    await expectLabel(layer(page, 'conv2d'), /Conv2D, output 26 × 26 × 32, 320 parameters/);
  });

  it('has cards of one height, with a unit beside each count, and no watermark', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    const heights = await layers(page).evaluateAll((all) =>
      all.map((card) => Math.round(card.getBoundingClientRect().height)),
    );
    expect(heights.length).toBe(9);
    expect(new Set(heights).size).toBe(1);
    for (const count of ['156 params', '2,416 params', '48,120 params', '10,164 params', '850 params'])
      expect(await page.getByText(count, { exact: true }).isVisible(), count).toBe(true);
    expect(await page.locator('.react-flow__attribution').count()).toBe(0);
  });

  it('frames the selection by a key', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    const room = (await canvas(page).boundingBox())!;
    for (const [first, ...others] of [['C3'], ['C1', 'S4']] as const) {
      await page.keyboard.press('Control+0');
      await layer(page, first).click();
      for (const other of others) await layer(page, other).click({ modifiers: ['Shift'] });
      const before = (await layer(page, first).boundingBox())!;
      await page.keyboard.press('f');
      await expect
        .poll(async () => (await layer(page, first).boundingBox())!.width)
        .toBeGreaterThan(before.width);
      const boxes = await Promise.all(
        [first, ...others].map(async (name) => (await layer(page, name).boundingBox())!),
      );
      const left = Math.min(...boxes.map(({ x }) => x));
      const right = Math.max(...boxes.map(({ x, width }) => x + width));
      expect((left + right) / 2).toBeCloseTo(room.x + room.width / 2, -1);
      for (const { y, height } of boxes) {
        expect(y).toBeGreaterThanOrEqual(room.y);
        expect(y + height).toBeLessThanOrEqual(room.y + room.height);
      }
    }
  });

  it('puts a layer into the wire it is dropped on, and takes it out again', async () => {
    const page = await face.open();
    await dragIn(page, 'Input', 100, 160);
    await dragIn(page, 'Flatten', 620, 160);
    await dragBetween(page, port(layer(page, 'input'), 'source'), port(layer(page, 'flatten'), 'target'));
    await expectLabel(layer(page, 'flatten'), /output 784/);
    const wire = (await wires(page).first().boundingBox())!;
    const room = (await canvas(page).boundingBox())!;
    await dragIn(page, 'MaxPooling2D', wire.x + wire.width / 2 - room.x, wire.y + wire.height / 2 - room.y);
    await expect.poll(() => wires(page).count()).toBe(2);
    await expectLabel(layer(page, 'flatten'), /output 196/);
    await layer(page, 'max_pooling2d').click();
    await page.keyboard.press('Delete');
    await expect.poll(() => wires(page).count()).toBe(1);
    await expectLabel(layer(page, 'flatten'), /output 784/);
  });

  it('offers what fits where a wire is let go, and refuses a circle in words', async () => {
    const page = await face.open();
    await dragIn(page, 'Input', 160, 160);
    const input = (await layer(page, 'input').boundingBox())!;
    await dragBetween(page, port(layer(page, 'input'), 'source'), { x: input.x + 420, y: input.y + 80 });
    const box = page.getByRole('dialog', { name: 'Add a layer' });
    await box.getByRole('combobox').fill('conv');
    await page.keyboard.press('Enter');
    await expectLabel(layer(page, 'conv2d'), /output 26 × 26 × 32/);
    await page.keyboard.press('Escape');
    await dragIn(page, 'Activation', 300, 420);
    await dragIn(page, 'Activation', 620, 420);
    await dragBetween(
      page,
      port(layer(page, 'activation'), 'source'),
      port(layer(page, 'activation_1'), 'target'),
    );
    await dragBetween(
      page,
      port(layer(page, 'activation_1'), 'source'),
      port(layer(page, 'activation'), 'target'),
    );
    await page.getByRole('alert').getByText('That would close a cycle').waitFor();
    expect(await wires(page).count()).toBe(2);
  });

  it('repairs a shape problem by its button', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await layer(page, 'C1').click();
    const kernel = page.getByRole('textbox', { name: 'Kernel size' });
    await kernel.fill('40');
    await kernel.press('Enter');
    await expectLabel(layer(page, 'C1'), /output unknown, .*1 problem/);
    await page.getByRole('button', { name: 'Use a 32x32 kernel' }).first().click();
    await expectLabel(layer(page, 'C1'), /output 1 × 1 × 6/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expectLabel(layer(page, 'C1'), /output 28 × 28 × 6, 156 parameters, no problems/);
  });

  it('keeps what cannot be read, says why, and changes nothing', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await layer(page, 'C1').click();
    const filters = page.getByRole('textbox', { name: 'Filters' });
    await filters.fill('six');
    await filters.press('Enter');
    await page.getByText(/^"six" is not a number/).waitFor();
    await filters.fill('1,234');
    await page.getByText('"1,234" can mean 1234 or 1.234. Type 1234, without a separator.').waitFor();
    await filters.fill('0');
    await page.getByText('0 is too small. Type a number from 1 to 65,536. The value stays 6.').waitFor();
    expect(await filters.inputValue()).toBe('0');
    await expectLabel(layer(page, 'C1'), /output 28 × 28 × 6/);
    await filters.fill('8');
    await filters.press('Enter');
    await expectLabel(layer(page, 'C1'), /output 28 × 28 × 8, 208 parameters/);
    await page.getByText('28 × 28 × 6', { exact: true }).first().waitFor();
  });

  it('takes what is typed when another card is pressed, and selects that card', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await layer(page, 'C1').click();
    await page.getByRole('textbox', { name: 'Filters' }).fill('8');
    await layer(page, 'C3').click();
    await expectLabel(layer(page, 'C1'), /output 28 × 28 × 8, 208 parameters/);
    await page.getByRole('textbox', { name: 'Kernel size' }).fill('40');
    // The drawing that is pressed goes, for the shape is unknown from there on.
    await layer(page, 'F6').click();
    await expectLabel(layer(page, 'F6'), /output unknown/);
    await page.getByRole('textbox', { name: 'Units' }).waitFor();
  });

  it('moves with the mouse as one step of undo, on the grid', async () => {
    const page = await face.open();
    await dragIn(page, 'Input', 200, 160);
    const before = (await layer(page, 'input').boundingBox())!;
    await dragBetween(page, layer(page, 'input'), { x: before.x + 250, y: before.y + 180 });
    const after = (await layer(page, 'input').boundingBox())!;
    expect(after.x - before.x).toBeGreaterThan(100);
    expect((after.x - before.x) % 8).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await layer(page, 'input').boundingBox())!.x).toBe(before.x);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await layer(page, 'input').boundingBox())!.x).toBe(after.x);
  });

  it('copies, pastes, duplicates, selects all and lays out', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await canvas(page).focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('heading', { name: /9 layers|items/ }).waitFor();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expectLabel(layer(page, 'C1_1'), /output 28 × 28 × 6, 156 parameters/);
    await page.keyboard.press('Escape');
    await page.getByText('123,412').waitFor();
    await page.keyboard.press('Control+z');
    await layer(page, 'S2').click();
    await page.keyboard.press('Control+d');
    await expectLabel(layer(page, 'S2_1'), /AveragePooling2D/);
    await page.keyboard.press('Delete');
    await dragBetween(page, layer(page, 'S4'), { x: 700, y: 500 });
    await page.keyboard.press('Control+Shift+l');
    const y = async (name: string) => Math.round((await layer(page, name).boundingBox())!.y);
    await expect.poll(async () => (await y('S4')) - (await y('C3')), { timeout: 30_000 }).toBe(0);
  });
});

describe('the canvas with the keyboard alone', () => {
  it('builds, walks, edits, nudges and deletes', async () => {
    const page = await face.open();
    const search = page.getByRole('textbox', { name: 'Search layers' });
    await search.focus();
    for (const name of ['input', 'conv2d', 'flatten', 'dense']) {
      await search.fill(name);
      await page.keyboard.press('Enter');
    }
    await layer(page, 'dense').waitFor();
    await page.keyboard.press('Control+0');
    await expect.poll(() => layers(page).count()).toBe(4);
    await expect.poll(() => wires(page).count()).toBe(3);
    await expectLabel(layer(page, 'flatten'), /output 21,632/);

    await canvas(page).focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toMatch(/^conv2d, /);
    await page.keyboard.press('Tab');
    await expect.poll(focused).toMatch(/^flatten, /);
    await page.keyboard.press('Shift+Tab');
    await expect.poll(focused).toMatch(/^conv2d, /);

    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe(null);
    await page.keyboard.type('16');
    await page.keyboard.press('Enter');
    await expectLabel(layer(page, 'conv2d'), /output 26 × 26 × 16/);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toMatch(/^conv2d, /);

    const before = (await layer(page, 'conv2d').boundingBox())!;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => (await layer(page, 'conv2d').boundingBox())!.y).toBeGreaterThan(before.y);
    await page.keyboard.press('Delete');
    await expect.poll(() => layers(page).count()).toBe(3);
    await expectLabel(layer(page, 'flatten'), /output 784/);
  });
});
