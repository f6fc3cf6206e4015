// @module-tag browser
import type { Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { timely } from '../support/thorough.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layer, layers } from './support/network.ts';
import { patient } from './support/training.ts';
import { build } from './support/window.ts';

/** Seconds that the two are apart, with edits on both sides. */
const apart = timely(4, 30);
/** Of the messages between page and server. */
const loss = 0.2;

/** A line between a page and its room that loses messages, and can be cut. */
async function badLine(page: Page) {
  const open = new Set<WebSocketRoute>();
  let whole = true;
  let lost = 0;
  const passes = (): boolean => {
    const passed = whole && Math.random() >= loss;
    if (!passed) lost += 1;
    return passed;
  };
  await page.routeWebSocket(/\/room\?/, (page_) => {
    if (!whole) return void page_.close();
    open.add(page_);
    const server = page_.connectToServer();
    page_.onMessage((data) => passes() && server.send(data));
    server.onMessage((data) => passes() && page_.send(data));
    page_.onClose(() => {
      open.delete(page_);
      server.close();
    });
  });
  return {
    lost: () => lost,
    async cut() {
      whole = false;
      for (const route of [...open]) await route.close();
      open.clear();
    },
    mend() {
      whole = true;
    },
  };
}

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the network' });
const names = (page: Page) => layers(page).evaluateAll((cards) => cards.map((card) => card.textContent));
const add = (page: Page, kind: string) =>
  page.getByRole('treeitem', { name: kind, exact: true }).first().dblclick();

async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Edit together');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Edit together' }).waitFor();
}

let face: BrowserFace;
beforeAll(async () => {
  await build('renderer', 'cli');
  face = await startBrowserFace();
});
afterAll(() => face?.close());

it('is edited by two browsers at a time, with a fifth of the messages lost and a line that breaks', async () => {
  let first!: Awaited<ReturnType<typeof badLine>>;
  const ana = await face.visit({}, async (page) => {
    page.setDefaultTimeout(patient.timeout);
    first = await badLine(page);
  });
  await ana.getByRole('button', { name: /LeNet-5 on handwritten digits/ }).click();
  await layers(ana).first().waitFor();
  const count = await layers(ana).count();
  await openDialog(ana);
  await ana.getByLabel('Your name').fill('Ana');
  await ana.getByRole('button', { name: 'Share this document' }).click();
  const link = await ana.getByLabel('Link', { exact: true }).inputValue();
  await ana.keyboard.press('Escape');

  let second!: Awaited<ReturnType<typeof badLine>>;
  const beto = await face.visit({}, async (page) => {
    page.setDefaultTimeout(patient.timeout);
    second = await badLine(page);
    await page.addInitScript(() => localStorage.setItem('convas.person', 'Beto'));
  });
  await beto.goto(link);
  await expect.poll(() => layers(beto).count(), patient).toBe(count);

  // A pointer, with its person's name.
  await canvas(beto).hover({ position: { x: 300, y: 200 } });
  await ana.locator('[data-person="Beto"]').waitFor({ state: 'attached', timeout: 60_000 });

  // Apart: both add a layer, under what is the same id for both, and one renames.
  await second.cut();
  await add(ana, 'Dense');
  await add(beto, 'Dropout');
  await nameField(beto).fill('By both');
  await nameField(beto).blur();
  await ana.waitForTimeout(apart * 1000);
  expect(await layers(ana).count()).toBe(count + 1);
  expect(await nameField(ana).inputValue()).not.toBe('By both');
  second.mend();
  for (const page of [ana, beto]) await expect.poll(() => layers(page).count(), patient).toBe(count + 2);
  await expect.poll(() => nameField(ana).inputValue(), patient).toBe('By both');
  await expect.poll(async () => (await names(ana)).sort(), patient).toEqual((await names(beto)).sort());

  // Undo takes back one's own edit, not the other's later one.
  await canvas(ana).focus();
  await ana.keyboard.press('Control+z');
  for (const page of [ana, beto]) await expect.poll(() => layers(page).count(), patient).toBe(count + 1);
  expect(await layer(beto, 'dropout').count()).toBe(1);
  expect(first.lost() + second.lost()).toBeGreaterThan(0);
  expect(face.errors).toEqual([]);
});
