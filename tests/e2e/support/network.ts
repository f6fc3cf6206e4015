import type { Locator, Page } from 'playwright-core';

/** A layer's card by its name: its label is "C1, Conv2D, output 28 x 28 x 6, 156 parameters, no problems". */
export const layer = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: new RegExp(`^${name}, `) });
export const layers = (page: Page): Locator => page.locator('.react-flow__node-layer');
export const wires = (page: Page): Locator => page.locator('.react-flow__edge');
export const port = (card: Locator, side: 'source' | 'target'): Locator =>
  card.locator(`.react-flow__handle.${side}`);
export const canvas = (page: Page): Locator => page.getByRole('application', { name: 'Network' });

/** Drags a kind out of the palette to a place on the canvas, in its pixels. */
export async function dragIn(page: Page, kind: string, x: number, y: number): Promise<void> {
  await page
    .getByRole('treeitem', { name: kind, exact: true })
    .first()
    .dragTo(canvas(page), { targetPosition: { x, y } });
}

/** A wire by the names of the layers that it joins. */
export const wire = (page: Page, source: string, target: string): Locator =>
  page.locator(`.react-flow__edge[aria-label^="Wire from ${source} to ${target},"]`);

/** The middle of a thing on the page. */
export async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = (await locator.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse from the middle of one thing to the middle of another, or to a point of the page. */
export async function dragBetween(
  page: Page,
  from: Locator,
  to: Locator | { x: number; y: number },
): Promise<void> {
  const start = await middleOf(from);
  const end = 'x' in to ? to : await middleOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** LeNet-5's first convolution and pooling made a block, by the keyboard. */
export async function makeBlock(page: Page): Promise<void> {
  await layer(page, 'C1').click();
  await layer(page, 'S2').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Conv and pool');
  await page.keyboard.press('Enter');
  await layer(page, 'Conv and pool').waitFor();
}
