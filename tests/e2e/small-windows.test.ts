// @module-tag browser
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { timely } from '../support/thorough.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layers } from './support/network.ts';
import { accented } from './support/training.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

/** A small laptop's window, and one of 1440 x 900 pixels zoomed to 200 %. */
const windows = [
  ['1024 x 700', { viewport: { width: 1024, height: 700 } }],
  ['200 % zoom', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
] as const;

/** Texts that are cut where nothing says the rest: neither an ellipsis with a title, nor a place to scroll. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '',
      );
      const style = getComputedStyle(element);
      if (!own || !element.checkVisibility() || element.clientWidth <= 1) continue;
      if (style.overflowX === 'visible' || style.overflowX === 'auto' || style.overflowX === 'scroll')
        continue;
      if (element.scrollWidth <= element.clientWidth + 1) continue;
      const detail = style.textOverflow === 'ellipsis' && element.closest('[title], [aria-label]') !== null;
      if (!detail) found.push(`${element.className}: ${element.textContent}`);
    }
    return found;
  });

/** Parts of the window that are cut below, where no wheel and no hand reaches the rest. */
const cutBlocks = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('section, section *')]
      .filter(
        (element) =>
          element.checkVisibility() &&
          element.clientHeight > 60 &&
          element.scrollHeight > element.clientHeight + 8 &&
          !element.closest('.react-flow') &&
          ['hidden', 'clip'].includes(getComputedStyle(element).overflowY),
      )
      .map((element) => `${element.getAttribute('aria-label') ?? element.className}`),
  );

/** Whether a press on the middle of a thing reaches it: it is in the window, and nothing lies over it. */
const reached = (thing: Locator): Promise<boolean> =>
  thing.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
  });

const boxOf = async (thing: Locator) => {
  const { x, y, width, height } = (await thing.boundingBox())!;
  return { left: x, top: y, right: x + width, bottom: y + height };
};

const stage = (page: Page, name: string): Locator =>
  page.locator('label').filter({ hasText: new RegExp(`^${name}$`) });

describe.each(windows)('in a window of %s', (_, options) => {
  it('every stage is reached, and no text is cut without a way to read it', async () => {
    const page = await face.open({ ...options, template: /LeNet-5/ });
    for (const name of ['Data', 'Train', 'Inspect', 'Runs', 'Build']) {
      expect(await reached(stage(page, name)), name).toBe(true);
      await stage(page, name).click();
      await page.waitForTimeout(200);
      expect(await cutTexts(page), name).toEqual([]);
      expect(await cutBlocks(page), name).toEqual([]);
      await expect.poll(() => accented(page), { message: name, timeout: 30_000 }).toEqual(['Train']);
    }
    for (const name of ['Train', 'Menu', 'Zoom in', 'Arrange automatically'].map(
      (each) => new RegExp(`^${each}`),
    ))
      expect(await reached(page.getByRole('button', { name }).first()), String(name)).toBe(true);
  });

  it('all of the network is seen, above the buttons and beside the docks', async () => {
    const page = await face.open({ ...options, template: /LeNet-5/ });
    await canvas(page).focus();
    await page.keyboard.press('Control+0');
    await page.waitForTimeout(300);
    const room = await boxOf(canvas(page));
    const bar = await boxOf(page.getByRole('button', { name: 'Zoom in' }));
    expect(await layers(page).count()).toBe(9);
    for (const card of await layers(page).all()) {
      const box = await boxOf(card);
      expect(box.left).toBeGreaterThanOrEqual(room.left);
      expect(box.right).toBeLessThanOrEqual(room.right);
      expect(box.top).toBeGreaterThanOrEqual(room.top);
      expect(box.bottom).toBeLessThanOrEqual(bar.top);
    }
    for (const label of ['Inspector', 'Panel']) {
      const dock = page.getByRole('region', { name: label });
      if ((await dock.count()) === 0) continue;
      const { left, top } = await boxOf(dock.first());
      expect(left >= room.right - 1 || top >= room.bottom - 1, label).toBe(true);
    }
  });
});

/** Titles and tabs whose text a box lies over. */
const titlesUnder = (page: Page, box: { x: number; y: number; width: number; height: number }) =>
  page.evaluate(({ x, y, width, height }) => {
    const titles = [...document.querySelectorAll('h2, h3, [role=tab]')].filter((title) =>
      title.checkVisibility(),
    );
    const text = document.createRange();
    return titles.flatMap((title) => {
      text.selectNodeContents(title);
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const apart = right <= x || left >= x + width || bottom <= y || top >= y + height;
      return apart ? [] : [title.textContent];
    });
  }, box);

const large = ['1440 x 900', { viewport: { width: 1440, height: 900 } }] as const;
const allWindows = timely<readonly (typeof large | (typeof windows)[number])[]>(windows, [large, ...windows]);
it.each(allWindows)(
  'in a window of %s the tooltips of the top bar leave the titles below free',
  async (_, options) => {
    const page = await face.open({ ...options, template: /LeNet-5/ });
    const buttons = page.getByRole('region', { name: 'Document and training' }).getByRole('button');
    const tooltip = page.getByRole('tooltip');
    let seen = 0;
    for (const name of ['Build', 'Train']) {
      await stage(page, name).click();
      for (const button of await buttons.all()) {
        if (await button.isDisabled()) continue;
        await button.hover();
        await page.waitForTimeout(600);
        if (!(await tooltip.isVisible())) continue;
        seen += 1;
        expect(await titlesUnder(page, (await tooltip.boundingBox())!)).toEqual([]);
        await page.mouse.move(300, 300);
        await tooltip.waitFor({ state: 'hidden' });
      }
    }
    expect(seen).toBeGreaterThan(4);
  },
);

it.each(allWindows)(
  'in a window of %s a dataset card has its shape and its size in one line each',
  async (_, options) => {
    const page = await face.open({ ...options, template: /LeNet-5/ });
    await stage(page, 'Data').click();
    const cards = page.getByRole('radio', { name: /\d+ classes, / });
    // The engine lists them, which a loaded machine is slow to start.
    await expect.poll(() => cards.count(), { timeout: 60_000 }).toBeGreaterThan(5);
    const wrapped = await cards.evaluateAll((all) =>
      all.flatMap((card) =>
        [...card.children]
          .slice(1)
          .filter(
            (line) =>
              line.getBoundingClientRect().height >
              1.5 * Number.parseFloat(getComputedStyle(line).lineHeight),
          )
          .map((line) => line.textContent),
      ),
    );
    expect(wrapped).toEqual([]);
  },
);

it('what a dock has no room for is reached with the wheel', async () => {
  const page = await face.open({ viewport: { width: 1024, height: 700 }, template: /LeNet-5/ });
  const dock = page.getByRole('region', { name: 'Side panel' });
  for (const name of ['Build', 'Data', 'Train']) {
    await stage(page, name).click();
    await expect.poll(() => dock.evaluate((element) => element.textContent!.length)).toBeGreaterThan(200);
    const { left, top } = await boxOf(dock);
    await page.mouse.move(left + 8, top + 200);
    const end = dock.locator(':scope > *').last();
    // What is still being loaded makes the panel longer after the first turn.
    const turned = async () => {
      await page.mouse.wheel(0, 5000);
      return (await boxOf(end)).bottom;
    };
    await expect.poll(turned, { message: name }).toBeLessThanOrEqual(701);
  }
});

it('a window too narrow for two docks shows one at a time', async () => {
  const page = await face.open({ viewport: { width: 720, height: 450 }, template: /LeNet-5/ });
  const palette = page.getByRole('treeitem', { name: 'Conv2D', exact: true }).first();
  await expect.poll(() => palette.isVisible()).toBe(false);
  await page.keyboard.press('Control+b');
  await palette.waitFor();
  expect((await boxOf(canvas(page))).right).toBe(720);
  await page.keyboard.press('Control+Alt+b');
  await expect.poll(() => palette.isVisible()).toBe(false);
  await page.keyboard.press('Control+Alt+b');
  await expect.poll(async () => (await boxOf(canvas(page))).right).toBe(720);
  expect(await palette.isVisible()).toBe(false);
});
