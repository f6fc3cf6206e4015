import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { text } from '../language.ts';

const folder = 'src/text/en/ui';
const t = text.ui;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const);

it.each(sources)('%s leaves plurals and ordinals to one place', (_, text) => {
  // A word in the plural after a number that was not asked whether it is one, and the ways around it.
  const byHand = text
    .split('\n')
    .filter(
      (line) =>
        /=== '?1'? \? [`'](1|One) /.test(line) || /\}th\b/.test(line) || /\$\{count\} [a-z]+s\b/.test(line),
    );
  expect(byHand).toEqual([]);
});

it.each(sources)('%s is written in American English, with rates per unit', (_, text) => {
  // Words to search for may be spelled in both ways.
  const found = text
    .split('\n')
    .filter(
      (line) =>
        !/keywords|synonyms|: \[/.test(line) &&
        (/['`].*\b\w*(isation|ialise|ecognised|colours?\b|icence\b|centres?\b|eighbour)/i.test(line) ||
          /\b(images|updates|row|s|\}) an? (second|epoch|step)\b/i.test(line)),
    );
  expect(found).toEqual([]);
});

it('counts one of each as one, and thousands in groups', () => {
  expect([t.runs.count(1), t.runs.count(1000), t.runs.epochs(1), t.data.classes(1)]).toEqual([
    '1 run',
    '1,000 runs',
    '1 epoch',
    '1 class',
  ]);
  expect([t.insight.weights.broken(1), t.insight.weights.broken(2000)]).toEqual([
    '1 value is not finite',
    '2,000 values are not finite',
  ]);
  expect(t.training.settings.updates(1)).toBe('1 update per epoch');
  expect(t.runs.parameters(5408)).toBe('5,408 parameters');
});
