import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { t } from './index.ts';

const folder = 'renderer/i18n/en';
/** Inspect's and the canvas's texts are told by what is drawn. */
const sources = readdirSync(folder)
  .filter((file) => file !== 'insight.ts' && file !== 'canvas.ts')
  .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const);

it.each(sources)('%s leaves plurals and ordinals to one place', (_, text) => {
  // A word in the plural after a number that was not asked whether it is one, and the ways around it.
  const byHand = text
    .split('\n')
    .filter(
      (line) =>
        /=== 1 \? [`'](1|One) /.test(line) || /\}th\b/.test(line) || /\$\{count\} [a-z]+s\b/.test(line),
    );
  expect(byHand).toEqual([]);
});

it('counts one of each as one, and thousands in groups', () => {
  expect([t.runs.count(1), t.runs.count(1000), t.runs.epochs(1), t.data.classes(1)]).toEqual([
    '1 run',
    '1,000 runs',
    '1 epoch',
    '1 class',
  ]);
  expect(t.runs.parameters(5408)).toBe('5,408 parameters');
});
