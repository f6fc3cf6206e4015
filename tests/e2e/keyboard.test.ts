// @module-tag browser
import { AxeBuilder } from '@axe-core/playwright';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { build } from './support/window.ts';

let face: BrowserFace;
beforeAll(async () => {
  await build('cli', 'renderer');
  face = await startBrowserFace();
});
afterAll(() => face?.close());

/** What has the keyboard: its name as far as the page tells it, and the part of the window that it is in. */
const focused = (page: Page): Promise<{ readonly name: string; readonly region: string }> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
    const name = element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
    return { name: name.trim(), region: element?.closest('[data-region]')?.getAttribute('aria-label') ?? '' };
  });

/** Presses Tab until something of that name has the keyboard. */
async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab');
    if (name.test((await focused(page)).name)) return;
  }
  throw new Error(
    `${most} presses of Tab did not lead to ${name}; the last was ${(await focused(page)).name}`,
  );
}

it('opens, changes, trains and looks inside a network without a pointer', { timeout: 240_000 }, async () => {
  const page = await face.visit();
  await page
    .getByRole('button', { name: /LeNet-5/ })
    .first()
    .waitFor();
  await tabTo(page, /LeNet-5/);
  await page.keyboard.press('Enter');
  await page.getByRole('application', { name: 'Network' }).waitFor();

  // F6 goes around the parts of the window, and back.
  const around: string[] = [];
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press('F6');
    around.push((await focused(page)).region);
  }
  expect(new Set(around).size).toBe(4);
  expect(around).not.toContain('');
  await page.keyboard.press('Shift+F6');
  expect((await focused(page)).region).toBe(around[2]);

  // The guide is part of the page, and the licenses lie beside it.
  await page.keyboard.press('F1');
  const guide = page.getByRole('region', { name: 'User guide' });
  await guide.getByRole('heading', { name: 'The first ten minutes' }).waitFor();
  await page.keyboard.press('Escape');
  await guide.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command or a layer').waitFor();
  await page.keyboard.type('About Convas');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'All licenses' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Eclipse Public License').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  // A layer more by the palette of commands, and away again.
  const layers = page.locator('.react-flow__node');
  const before = await layers.count();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command or a layer').waitFor();
  await page.keyboard.type('Dropout');
  await page.getByText('Dropout').first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => layers.count()).toBe(before + 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => layers.count()).toBe(before);

  await page.keyboard.press('Control+3');
  await page.getByRole('textbox', { name: 'Epochs' }).waitFor();
  await tabTo(page, /^Epochs/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Finished' }).waitFor({ timeout: 150_000 });

  await page.keyboard.press('Control+4');
  await page.getByTestId('prediction').waitFor();
  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Export the model' }).waitFor();
  await tabTo(page, /^Export the model/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(face.errors).toEqual([]);
  await page.context().close();
});

it('shows what is selected where the system gives the colors, and has no serious barrier there', async () => {
  const page = await face.open({ template: /LeNet-5/, forcedColors: 'active' });
  await page.locator('.react-flow__node').first().focus();
  await page.keyboard.press('Space');
  const outlined = await page.evaluate(() => {
    const element = document.activeElement!;
    return {
      style: getComputedStyle(element).outlineStyle,
      forced: matchMedia('(forced-colors: active)').matches,
    };
  });
  expect(outlined).toEqual({ style: 'solid', forced: true });
  const { violations } = await new AxeBuilder({ page, axeSource: axe.source })
    .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
    .disableRules(['color-contrast'])
    .analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.context().close();
});

it('moves nothing where a person wants no motion', async () => {
  const page = await face.open({ template: /LeNet-5/, reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const moves =
        (animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01) ||
        transitionDuration.split(',').some((part) => Number.parseFloat(part) > 0.15);
      return moves ? [`${element.tagName}.${element.getAttribute('class') ?? ''}`.slice(0, 80)] : [];
    }),
  );
  expect([...new Set(moving)]).toEqual([]);
  await page.context().close();
});
