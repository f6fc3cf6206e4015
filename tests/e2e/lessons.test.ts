// @module-tag electron
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { switchLanguage, walkLessons } from './support/lessons.ts';
import { layers } from './support/network.ts';
import { button, patient, setEpochs, state } from './support/training.ts';
import { build, type ConvasWindow, openConvas } from './support/window.ts';

let home: string;
let convas: ConvasWindow;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  await build('electron', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-home-'));
  convas = await openConvas({ env: { CONVAS_HOME: home, LANG: 'en_US.UTF-8' } });
  page = convas.page;
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /empty canvas/i }).click();
});
afterAll(async () => {
  await convas?.end();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const checks = (): Promise<string[]> =>
  page.getByRole('list', { name: 'Checks of this step' }).getByRole('listitem').allTextContents();
const next = (): Promise<void> => page.getByRole('button', { name: /^(Next|Skip)$/ }).click();

it('teaches a lesson from its first question to its last check', async () => {
  await page.getByRole('tab', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Multiple feature maps/ }).click();
  await page.getByRole('button', { name: 'Open Tiny CNN' }).click();
  await expect.poll(() => layers(page).count()).toBe(7);
  await page.getByRole('radio', { name: '72', exact: true }).click();
  await page.getByText('Not quite: try again.').waitFor();
  await page
    .getByRole('radiogroup', { name: /Conv1 has 8 filters/ })
    .getByRole('radio')
    .nth(1)
    .click();
  await page.getByText('Right.', { exact: true }).waitFor();
  await next();
  expect(await checks()).toEqual(['Done: Conv1 has 80 parameters', 'Done: Conv2 has 1,168 parameters']);
  await next();
  expect(await checks()).toEqual(['Open: The latest run has trained for 2 epochs']);
  await setEpochs(page, 2);
  await button(page, 'Train').click();
  await expect.poll(() => state(page), patient).toBe('Finished');
  expect(await checks()).toEqual(['Done: The latest run has trained for 2 epochs']);
  await next();
  await page.getByRole('navigation', { name: 'Stage' }).getByText('Build', { exact: true }).click();
  await page.getByRole('group', { name: /^Conv1, / }).click();
  const filters = page.getByRole('textbox', { name: 'Filters' });
  await filters.fill('31');
  await filters.blur();
  expect(await checks()).toEqual(['Open: Conv1 has 320 parameters']);
  await filters.fill('32');
  await filters.blur();
  await expect.poll(checks).toEqual(['Done: Conv1 has 320 parameters']);
  await page.getByRole('button', { name: 'Finish' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Multiple feature maps' })
    .getByRole('img', { name: 'Done' })
    .waitFor();
});

it('shows every step of every lesson, in English and in Portuguese', async () => {
  await walkLessons(page, 'en');
  await switchLanguage(page, 'Português');
  await walkLessons(page, 'pt-BR');
  expect(errors).toEqual([]);
});
