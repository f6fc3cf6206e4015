import type { Locator, Page } from 'playwright-core';

/**
 * Training shares the machine with other tests: what takes seconds alone may take a minute. Shorter than the
 * time that a test has, so that what was waited for is named.
 */
export const patient = { timeout: 100_000, interval: 250 };

export const stage = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Stage' }).getByText(name, { exact: true }).click();
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
/** The accented buttons on the screen: the one action that a stage is about, or none. */
export const accented = (page: Page): Promise<string[]> =>
  page.locator('button[data-variant="filled"]:visible').allTextContents();
export const state = (page: Page): Promise<string | null> =>
  page.getByRole('region', { name: 'Train', exact: true }).getByRole('status').first().textContent();

/** The step that the curves' legend reads; 0 before the first. */
export async function step(page: Page): Promise<number> {
  const text = await page.getByRole('listitem').filter({ hasText: /^Step/ }).first().textContent();
  return Number(text?.replace(/\D/g, ''));
}

/** Draws with the mouse; points are shares of the pad. */
export async function draw(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const pad = page.getByRole('img', { name: /^Drawing pad/ });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = points;
  await page.mouse.move(...at(first!));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 10 });
  await page.mouse.up();
}

/** A digit, in points of the pad. */
export const seven = [
  [0.3, 0.2],
  [0.72, 0.2],
  [0.45, 0.85],
] as const;

export async function setEpochs(page: Page, epochs: number): Promise<void> {
  await stage(page, 'Train');
  const field = page.getByRole('textbox', { name: 'Epochs' });
  await field.fill(String(epochs));
  await field.blur();
}
