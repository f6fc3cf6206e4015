// @module-tag browser
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { canvas, layers } from './support/network.ts';

let face: BrowserFace;

beforeAll(async () => {
  face = await startBrowserFace();
});
afterAll(() => face?.close());
afterEach(() => expect(face.errors).toEqual([]));

/** What stands in empty fields and is cut there. */
const cutPlaceholders = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    return [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')]
      .filter((input) => input.checkVisibility() && input.value === '' && input.placeholder !== '')
      .filter((input) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input);
        context.font = font;
        const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
        return context.measureText(input.placeholder).width > room;
      })
      .map(({ placeholder }) => placeholder);
  });

it.each([
  ['en', /LeNet-5/, 'mixed'],
  ['pt-BR', /LeNet-5/, 'vários'],
] as const)('in %s a field says in full that several layers differ', async (locale, template, word) => {
  const page = await face.visit({ locale });
  await page.getByRole('button', { name: template }).first().click();
  const card = (name: string) => layers(page).filter({ hasText: name });
  await card('C1').click();
  await card('C3').click({ modifiers: ['Shift'] });
  await card('S2').click({ modifiers: ['Shift'] });
  await page.getByPlaceholder(word, { exact: true }).first().waitFor();
  expect(await cutPlaceholders(page)).toEqual([]);
});

it('the box that adds a layer keeps its field off its edges', async () => {
  const page = await face.open();
  const room = (await canvas(page).boundingBox())!;
  await page.mouse.dblclick(room.x + room.width / 2, room.y + 80);
  const box = page.getByRole('dialog', { name: 'Add a layer' });
  const outer = (await box.boundingBox())!;
  const inner = (await box.getByRole('combobox').boundingBox())!;
  expect(inner.y - outer.y).toBeGreaterThanOrEqual(4);
  expect(inner.x - outer.x).toBeGreaterThanOrEqual(4);
  expect(outer.x + outer.width - inner.x - inner.width).toBeGreaterThanOrEqual(4);
});

it('the log names the engine in the language of the window', async () => {
  const page = await face.visit({ locale: 'pt-BR' });
  await page
    .getByRole('button', { name: /Área em branco/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Registro' }).click();
  const line = page.getByText(/^Motor pronto: /);
  await line.waitFor();
  expect(await line.textContent()).not.toMatch(/native,/);
});
