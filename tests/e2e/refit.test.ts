// @module-tag browser
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, layers } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

/** Cards that are not whole on the canvas. */
async function outside(page: Page): Promise<string[]> {
  const room = (await canvas(page).boundingBox())!;
  const cards = await layers(page).evaluateAll((all) =>
    all.map((card) => ({
      name: card.getAttribute('aria-label')!,
      box: card.getBoundingClientRect().toJSON(),
    })),
  );
  return cards
    .filter(
      ({ box }) =>
        box.left < room.x ||
        box.top < room.y ||
        box.right > room.x + room.width ||
        box.bottom > room.y + room.height,
    )
    .map(({ name }) => name);
}

describe('the view', () => {
  it('shows all of a network whose block was unpacked, laid out anew', async () => {
    const page = await face.open({ template: /ResNet-18/ });
    await page.keyboard.press('Control+0');
    await layer(page, 'layer1').click();
    const before = await layers(page).count();
    await page.getByRole('button', { name: 'Unpack the block' }).click();
    await expect.poll(() => layers(page).count()).toBeGreaterThan(before + 5);
    await expect.poll(() => outside(page)).toEqual([]);
    const boxes = await layers(page).evaluateAll((all) =>
      all.map((card) => card.getBoundingClientRect().toJSON() as DOMRect),
    );
    const overlaps = boxes.filter((a, at) =>
      boxes.some(
        (b, other) =>
          other > at && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
      ),
    );
    expect(overlaps).toEqual([]);
  });

  it('keeps the whole network when docks change', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await page.keyboard.press('Control+0');
    for (const shortcut of ['Control+b', 'Control+Alt+b', 'Control+b', 'Control+Alt+b']) {
      await page.keyboard.press(shortcut);
      await expect.poll(() => outside(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1024, height: 700 });
    await expect.poll(() => outside(page)).toEqual([]);
  });

  it('shows what was just added', async () => {
    const page = await face.open({ template: /LeNet-5/ });
    await layer(page, 'Output').click();
    for (const kind of ['Dropout', 'Activation']) {
      await page.getByRole('textbox', { name: 'Search layers' }).fill(kind);
      await page.keyboard.press('Enter');
      const added = layer(page, kind.toLowerCase());
      await added.waitFor();
      await expect
        .poll(async () => (await outside(page)).filter((name) => name.startsWith(kind.toLowerCase())))
        .toEqual([]);
    }
  });
});

describe('an automatic layout that takes long', () => {
  it('says so, and can be canceled', async () => {
    const page = await face.visit({}, async (own) => {
      // The worker hears nothing until it is let.
      await own.addInitScript(() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
          if ((globalThis as { slow?: boolean }).slow) return;
          (post as (...all: unknown[]) => void).apply(this, args);
        } as typeof post;
      });
    });
    await page
      .getByRole('button', { name: /LeNet-5/ })
      .first()
      .click();
    await canvas(page).waitFor();
    await page.evaluate(() => {
      (globalThis as { slow?: boolean }).slow = true;
    });
    const where = () => layer(page, 'C3').boundingBox();
    const before = await where();
    await page.getByRole('button', { name: 'Arrange automatically' }).click();
    await page.getByRole('status').getByText('Arranging 9 layers…').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Arranging 9 layers…').waitFor({ state: 'detached' });
    expect(await where()).toEqual(before);
    await page.evaluate(() => {
      (globalThis as { slow?: boolean }).slow = false;
    });
    await page.getByRole('button', { name: 'Arrange automatically' }).click();
    await expect.poll(() => outside(page)).toEqual([]);
  });
});
