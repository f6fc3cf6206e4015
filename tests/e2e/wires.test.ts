// @module-tag browser
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, dragBetween, dragIn, layer, middleOf, port, wire, wires } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

const open = (): Promise<Page> => face.open({ template: /LeNet-5/ });
const input = (page: Page, name: string): Locator => port(layer(page, name), 'target');
const output = (page: Page, name: string): Locator => port(layer(page, name), 'source');

/** Every wire as "from > to", in the alphabet's order. */
async function drawn(page: Page): Promise<readonly string[]> {
  const labels = await wires(page).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')!));
  return labels.map((label) => /^Wire from (.+) to (.+), /.exec(label)!.slice(1).join(' > ')).sort();
}
const lenet = [
  'C1 > S2',
  'C3 > S4',
  'C5 > Flatten',
  'F6 > Output',
  'Flatten > F6',
  'Input > C1',
  'S2 > C3',
  'S4 > C5',
].sort();

/** The wires with some of them in the place of others. */
const instead = (gone: readonly string[], come: readonly string[]): readonly string[] =>
  [...lenet.filter((each) => !gone.includes(each)), ...come].sort();

/** That undoing leads back to LeNet-5 in one step, and redoing to what there was. */
async function expectOneStep(page: Page, label: string): Promise<void> {
  const now = await drawn(page);
  await page.getByRole('button', { name: `Undo ${label}` }).click();
  await expect.poll(() => drawn(page)).toEqual(lenet);
  await page.getByRole('button', { name: `Redo ${label}` }).click();
  await expect.poll(() => drawn(page)).toEqual(now);
}

/** Empty canvas, right of all cards. */
async function emptyPlace(page: Page): Promise<{ x: number; y: number }> {
  const box = (await canvas(page).boundingBox())!;
  return { x: box.x + box.width - 60, y: box.y + box.height / 2 };
}

describe('a wire dropped on an occupied input', () => {
  it('replaces the wire there', async () => {
    const page = await open();
    await dragBetween(page, output(page, 'Input'), input(page, 'C3'));
    await expect.poll(() => drawn(page)).toEqual(instead(['S2 > C3'], ['Input > C3']));
    await expectOneStep(page, 'Replace wire');
  });

  it('replaces it on the card, too, but is refused where it would close a circle', async () => {
    const page = await open();
    await dragBetween(page, output(page, 'C1'), layer(page, 'S4'));
    await expect.poll(() => drawn(page)).toEqual(instead(['C3 > S4'], ['C1 > S4']));
    await expectOneStep(page, 'Replace wire');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await dragBetween(page, output(page, 'C5'), input(page, 'C3'));
    await page.getByRole('alert').getByText('That would close a cycle').waitFor();
    expect(await drawn(page)).toEqual(lenet);
  });

  it('is added where a layer takes several', async () => {
    const page = await open();
    await page.keyboard.press('Escape');
    await layer(page, 'S2').click();
    await page.keyboard.press('Shift+A');
    await page.getByRole('dialog', { name: 'Add a layer' }).getByRole('combobox').fill('concatenate');
    await page.keyboard.press('Enter');
    await expect.poll(() => drawn(page)).toContain('S2 > concatenate');
    await page.keyboard.press('Control+0');
    await dragBetween(page, output(page, 'C1'), input(page, 'concatenate'));
    await expect
      .poll(() => drawn(page))
      .toEqual(instead(['S2 > C3'], ['S2 > concatenate', 'concatenate > C3', 'C1 > concatenate']));
  });
});

describe('a wire pulled off its input', () => {
  it('is removed over empty canvas', async () => {
    const page = await open();
    await dragBetween(page, input(page, 'C3'), await emptyPlace(page));
    await expect.poll(() => drawn(page)).toEqual(instead(['S2 > C3'], []));
    expect(await page.getByRole('dialog', { name: 'Add a layer' }).count()).toBe(0);
    await expectOneStep(page, 'Remove wire');
  });

  it('is led into another layer, and replaces the wire there', async () => {
    const page = await open();
    await dragBetween(page, input(page, 'C3'), input(page, 'S4'));
    await expect.poll(() => drawn(page)).toEqual(instead(['S2 > C3', 'C3 > S4'], ['S2 > S4']));
    await expectOneStep(page, 'Reconnect wire');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => drawn(page)).toEqual(lenet);
    await dragBetween(page, input(page, 'C3'), layer(page, 'C5'));
    await expect.poll(() => drawn(page)).toEqual(instead(['S2 > C3', 'S4 > C5'], ['S2 > C5']));
  });

  it('stays where it was when it is put back, let go over a dock, or given up with Escape', async () => {
    const page = await open();
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    // At the edge the view moves along, so that the port is looked for each time.
    const grab = async () => {
      const { x, y } = await middleOf(input(page, 'C3'));
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 40, y + 160, { steps: 5 });
      await page.locator('[data-detached]').waitFor({ state: 'attached' });
      return { x, y };
    };
    const start = await grab();
    await page.mouse.move(start.x, start.y, { steps: 5 });
    await page.mouse.up();
    await grab();
    await page.mouse.move(20, 700, { steps: 5 });
    await page.mouse.up();
    await grab();
    await page.keyboard.press('Escape');
    await page.locator('[data-detached]').waitFor({ state: 'detached' });
    await page.mouse.up();
    expect(await drawn(page)).toEqual(lenet);
    expect(await undo.isDisabled()).toBe(true);
  });

  it('is the chosen one of several', async () => {
    const page = await open();
    await layer(page, 'S2').click();
    await page.keyboard.press('Shift+A');
    await page.getByRole('dialog', { name: 'Add a layer' }).getByRole('combobox').fill('concatenate');
    await page.keyboard.press('Enter');
    await expect.poll(() => drawn(page)).toContain('S2 > concatenate');
    await page.keyboard.press('Control+0');
    await dragBetween(page, output(page, 'C1'), input(page, 'concatenate'));
    await expect.poll(() => drawn(page)).toContain('C1 > concatenate');
    // Where it leaves S2: further on both wires run along each other.
    const start = await middleOf(output(page, 'S2'));
    await page.mouse.click(start.x + 12, start.y);
    await page.locator('.react-flow__edge.selected[aria-label^="Wire from S2 to concatenate,"]').waitFor();
    await dragBetween(page, input(page, 'concatenate'), await emptyPlace(page));
    await expect
      .poll(() => drawn(page))
      .toEqual(instead(['S2 > C3'], ['C1 > concatenate', 'concatenate > C3']));
  });
});

describe('a layer dropped on a wire', () => {
  it('leaves its place, whose neighbors are joined, and stands in the wire', async () => {
    const page = await open();
    await dragBetween(page, layer(page, 'S4'), await middleOf(wire(page, 'Input', 'C1')));
    await expect
      .poll(() => drawn(page))
      .toEqual(instead(['Input > C1', 'C3 > S4', 'S4 > C5'], ['Input > S4', 'S4 > C1', 'C3 > C5']));
    await expectOneStep(page, 'Insert AveragePooling2D');
  });

  it('may be held by its name, and lies over the cards that it is moved across', async () => {
    const page = await open();
    const start = await middleOf(layer(page, 'S4').getByText('S4', { exact: true }));
    const card = await middleOf(layer(page, 'S4'));
    const end = await middleOf(wire(page, 'Input', 'C1'));
    const to = { x: end.x + start.x - card.x, y: end.y + start.y - card.y };
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    // A drag begins where the pointer first moves to.
    await page.mouse.move(start.x + 1, start.y + 1);
    await page.mouse.move(to.x, to.y, { steps: 8 });
    const output = await middleOf(layer(page, 'C1'));
    const above = await layer(page, 'S4').evaluate(
      (element, { x, y }) => element.contains(document.elementFromPoint(x, y)),
      { x: output.x - 60, y: output.y },
    );
    expect(above).toBe(true);
    await page.mouse.up();
    await expect
      .poll(() => drawn(page))
      .toEqual(instead(['Input > C1', 'C3 > S4', 'S4 > C5'], ['Input > S4', 'S4 > C1', 'C3 > C5']));
    await expectOneStep(page, 'Insert AveragePooling2D');
  });

  it('stays in its own wires, and moves only while Ctrl is held', async () => {
    const page = await open();
    const start = await middleOf(layer(page, 'S4'));
    const end = await middleOf(wire(page, 'Input', 'C1'));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 5, start.y + 5, { steps: 2 });
    await page.keyboard.down('Control');
    await page.mouse.move(end.x, end.y, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.up('Control');
    await page.getByRole('button', { name: 'Undo Move' }).waitFor();
    expect(await drawn(page)).toEqual(lenet);
    await page.getByRole('button', { name: 'Undo Move' }).click();
    await dragBetween(page, layer(page, 'S4'), await middleOf(wire(page, 'S4', 'C5')));
    await page.getByRole('button', { name: 'Undo Move' }).waitFor();
    expect(await drawn(page)).toEqual(lenet);
  });

  it('comes from the palette, too', async () => {
    const page = await open();
    const room = (await canvas(page).boundingBox())!;
    const at = await middleOf(wire(page, 'S4', 'C5'));
    await dragIn(page, 'MaxPooling2D', at.x - room.x, at.y - room.y);
    await expect
      .poll(() => drawn(page))
      .toEqual(instead(['S4 > C5'], ['S4 > max_pooling2d', 'max_pooling2d > C5']));
    await expectOneStep(page, 'Insert MaxPooling2D');
  });
});
