import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { lessonsIn } from '../../../src/course/lessons.ts';
import type { Language } from '../../../src/text/catalogue.ts';
import { catalogues } from '../../../src/text/catalogue.ts';

/** Chooses the language in which the page is shown, by its own command. */
export async function switchLanguage(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(/^(Type a command or a layer|Digite um comando ou uma camada)$/).fill(name);
  await page.keyboard.press('Enter');
}

/** Opens every lesson from the list, walks its steps to the end, and is back at the list. */
export async function walkLessons(page: Page, language: Language): Promise<void> {
  const { lessons: words, shell } = catalogues[language].ui;
  await page.getByRole('tab', { name: shell.docks.lessons, exact: true }).click();
  const list = page.getByRole('list', { name: words.list, exact: true });
  await list.waitFor();
  const lessons = lessonsIn(language);
  expect(await list.getByRole('listitem').count()).toBe(lessons.length);
  for (const [index, { title, steps }] of lessons.entries()) {
    await list.getByRole('listitem').nth(index).getByRole('button').click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    for (const [at, { checks, questions }] of steps.entries()) {
      await page.getByText(words.step(at + 1, steps.length), { exact: true }).waitFor();
      const step = page
        .locator('section')
        .filter({ hasText: words.step(at + 1, steps.length) })
        .last();
      expect([title, at, await step.getByRole('radiogroup').count()]).toEqual([title, at, questions.length]);
      if (checks.length > 0)
        expect(
          await page.getByRole('list', { name: words.checks, exact: true }).getByRole('listitem').count(),
        ).toBe(checks.length);
      // A formula that cannot be read is drawn in red by KaTeX.
      expect([title, at, await step.locator('.katex-error, merror').count()]).toEqual([title, at, 0]);
      const last = at === steps.length - 1;
      await step.getByRole('button').last().click();
      if (last) await list.waitFor();
    }
  }
}
