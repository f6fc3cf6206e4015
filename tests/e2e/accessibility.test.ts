// @module-tag browser
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lessonFiles } from '../../src/course/lessons/index.ts';
import type { Benchmark } from '../../src/protocol/benchmark.ts';
import { templateOf } from '../../templates/index.ts';
import { type BrowserFace, startBrowserFace } from './browser-face.ts';
import { build } from './support/window.ts';

/** WCAG 2.2, levels A and AA, with contrast. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const grave = new Set(['serious', 'critical']);
const stages = ['Build', 'Data', 'Train', 'Inspect', 'Runs'] as const;

/**
 * What a person with a screen reader, a keyboard or weak eyes would stumble over, one line a place. Between light and dark
 * colors only the contrast differs.
 */
async function barriers(page: Page, contrastAlone = false): Promise<string[]> {
  // The legacy mode looks at one page without opening another to add up frames, of which there are none.
  const builder = new AxeBuilder({ page, axeSource: axe.source }).setLegacyMode(true);
  const { violations } = await (contrastAlone
    ? builder.withRules(['color-contrast'])
    : builder.withTags(tags)
  ).analyze();
  return violations
    .filter(({ impact }) => grave.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

/** As `convas bench` keeps it. */
const benchmark: Benchmark = {
  results: [9000, 6000].map((imagesPerSecond, at) => ({
    network: 'lenet-5',
    batch: 32,
    engine: ['compiled', 'keras'][at]!,
    version: '',
    imagesPerSecond,
    rounds: [imagesPerSecond],
  })),
  skipped: [{ network: 'lenet-5', batch: 32, engine: 'pytorch', reason: 'it is not there' }],
  ratios: { 'lenet-5/32': { 'compiled/keras': 1.5 } },
  rounds: 1,
  seconds: 2,
  at: '2026-01-02T12:00:00.000Z',
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 8e9, platform: 'linux x64', node: '20.19.0' },
};

let home: string;
let face: BrowserFace;
let page: Page;
const stage = (name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Stage' }).getByText(name, { exact: true }).click();

beforeAll(async () => {
  await build('cli', 'renderer');
  home = await mkdtemp(join(tmpdir(), 'convas-home-'));
  await mkdir(join(home, 'benchmarks'));
  await writeFile(join(home, 'benchmarks', 'one.json'), JSON.stringify(benchmark));
  face = await startBrowserFace({ env: { CONVAS_HOME: home } });
  // With a trained network, so that every stage has something to show.
  page = await face.open({ template: /Open LeNet-5/ });
  await stage('Train');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('1');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('heading', { name: 'Finished' }).waitFor({ timeout: 150_000 });
});
afterAll(async () => {
  await face?.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

describe.each(['light', 'dark'] as const)('in %s colors', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  it.each(stages)('%s has no serious barrier', async (name) => {
    await stage(name);
    if (name === 'Build') await page.getByRole('group', { name: /^C1, / }).click();
    if (name === 'Inspect') await page.getByTestId('prediction').waitFor();
    if (name === 'Runs') await page.getByRole('button', { name: 'Export the model' }).waitFor();
    if (name === 'Data')
      await page.getByRole('region', { name: 'Images' }).getByRole('listitem').first().waitFor();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
  });

  it('the training speed has no serious barrier', async () => {
    await page.getByRole('button', { name: /native|WebAssembly/ }).click();
    await page.getByRole('button', { name: 'Training speed, measured' }).click();
    const dialog = page.getByRole('dialog', { name: 'Training speed' });
    await dialog.getByRole('row', { name: /Keras 6,000 1.50×/ }).waitFor();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('the lessons have no serious barrier', async () => {
    await stage('Build');
    await page.getByRole('tab', { name: 'Lessons', exact: true }).click();
    await page.getByRole('list', { name: 'Lessons' }).waitFor();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    await page.getByRole('button', { name: 'For teachers' }).click();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    await page.getByRole('button', { name: 'All lessons' }).click();
    await page.getByRole('button', { name: /^\d+ Filters/ }).click();
    await page.getByRole('radio', { name: 'Vertical ones' }).click();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    await page.getByRole('button', { name: 'All lessons' }).click();
    await page.getByRole('tab', { name: 'Layers', exact: true }).click();
  });

  it('the gallery has no serious barrier', async () => {
    await page.getByRole('button', { name: 'Templates and files' }).click();
    await page.getByText('For the course', { exact: true }).waitFor();
    expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    await page.getByRole('button', { name: 'Templates and files' }).click();
  });
});

/** Hands a file to a button that asks for one. */
async function hand(label: string, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: label, exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

/** An assignment over a template, with a check that is open and one that is done. */
const assignment = JSON.stringify({
  format: 'convas-assignment',
  version: 1,
  id: 'fewer-parameters',
  title: 'Fewer parameters',
  document: JSON.parse(templateOf('tiny-cnn')!.text),
  locked: ['Output'],
  checks: [
    { id: 'small', check: 'size', values: { most: 4000 }, points: 2 },
    { id: 'classes', check: 'shape', values: { layer: 'Output', equals: '10' }, points: 1 },
  ],
});

it('a lesson file with mistakes, its preview and an assignment have no serious barrier', async () => {
  await stage('Build');
  await page.getByRole('tab', { name: 'Lessons', exact: true }).click();
  const shown = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await barriers(page, colorScheme === 'dark')).toEqual([]);
    }
  };
  const [lesson] = lessonFiles as [string];
  await hand('Preview a lesson file', 'mine.md', lesson.replace(':check ', ':chek '));
  await page.getByText(/^mine\.md has 1 mistake/).waitFor();
  await shown();
  await page.getByRole('button', { name: 'Close the preview' }).click();
  await hand('Preview a lesson file', 'mine.md', lesson);
  await page.getByText('Preview of mine.md').waitFor();
  await shown();
  await page.getByRole('button', { name: 'All lessons' }).click();
  await hand('Open an assignment', 'work.json', assignment);
  const work = page.getByRole('region', { name: 'Assignment' });
  await work.getByRole('listitem').first().waitFor();
  expect(await work.getByRole('listitem').count()).toBe(2);
  await work.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await shown();
});
