import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { lessonsIn } from '../../../src/course/lessons.ts';
import type { Language } from '../../../src/text/catalogue.ts';
import { catalogues } from '../../../src/text/catalogue.ts';
import { patient } from './training.ts';

/** Chooses the language in which the page is shown, by its own command. */
export async function switchLanguage(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(/^(Type a command or a layer|Digite um comando ou uma camada)$/).fill(name);
  await page.keyboard.press('Enter');
}

interface Walk {
  readonly at: number;
  readonly title: string;
  /** How the place of each step is written: "Step 1 of 5". */
  readonly places: readonly string[];
  readonly list: string;
  readonly checks: string;
  readonly timeout: number;
}
interface ShownStep {
  readonly questions: number;
  readonly checks: number;
  readonly flaws: number;
}

/** Runs in the page: opens a lesson from the list, counts what each step shows, and is back at the list. */
async function walkLesson({ at, title, places, list, checks, timeout }: Walk): Promise<ShownStep[]> {
  const deadline = performance.now() + timeout;
  const until = async <T>(name: string, find: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const found = find();
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`${title}: ${name} is not shown`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const entries = () => document.querySelectorAll(`ol[aria-label="${list}"] > li`);
  const entry = await until('the list', () => entries()[at]?.querySelector('button'));
  entry.click();
  await until('its title', () => [...document.querySelectorAll('h2')].some((h) => h.textContent === title));
  const shown: ShownStep[] = [];
  for (const place of places) {
    const step = await until(place, () =>
      [...document.querySelectorAll('section')].find(
        (section) => section.lastElementChild?.children[1]?.textContent === place,
      ),
    );
    shown.push({
      questions: step.querySelectorAll('[role=radiogroup]').length,
      checks: step.querySelectorAll(`ul[aria-label="${checks}"] > li`).length,
      // A formula that cannot be read is drawn in red by KaTeX.
      flaws: step.querySelectorAll('.katex-error, merror').length,
    });
    [...step.querySelectorAll('button')].at(-1)!.click();
  }
  await until('the list again', () => entries().length > 0);
  return shown;
}

/** Opens every lesson from the list, walks its steps to the end, and is back at the list. */
export async function walkLessons(page: Page, language: Language): Promise<void> {
  const { lessons: words, shell } = catalogues[language].ui;
  await page.getByRole('tab', { name: shell.docks.lessons, exact: true }).click();
  const list = page.getByRole('list', { name: words.list, exact: true });
  await list.waitFor();
  const lessons = lessonsIn(language);
  expect(await list.getByRole('listitem').count()).toBe(lessons.length);
  for (const [at, { title, steps }] of lessons.entries()) {
    const places = steps.map((_, index) => words.step(index + 1, steps.length));
    // One call for a lesson: a hundred steps by way of clicks and waits from outside take minutes on a busy machine.
    const shown = await page.evaluate(walkLesson, {
      at,
      title,
      places,
      list: words.list,
      checks: words.checks,
      timeout: patient.timeout,
    });
    const expected = steps.map(({ questions, checks }) => ({
      questions: questions.length,
      checks: checks.length,
      flaws: 0,
    }));
    expect([title, shown]).toEqual([title, expected]);
  }
}
