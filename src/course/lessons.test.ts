import { describe, expect, it } from 'vitest';
import { aboutTemplate, templateOf, templates } from '../../templates/index.ts';
import { newDocument } from '../document/create.ts';
import { parseDocument } from '../document/parse.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { analyze } from '../network/analyze.ts';
import { languages } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import type { CheckSubject, RunScores } from './check.ts';
import type { Lesson } from './lesson.ts';
import { lessons, lessonsIn } from './lessons.ts';
import { teachersPage } from './teaching/index.ts';

const opened = (id: string): ConvasDocument => {
  const parsed = parseDocument(templateOf(id)!.text);
  if (!parsed.ok) throw new Error(id);
  return parsed.document;
};
const subject = (document: ConvasDocument, run: RunScores | null = null): CheckSubject => ({
  document,
  analysis: analyze(document, null),
  run,
});
const startOf = ({ template }: Lesson): ConvasDocument => (template ? opened(template) : newDocument('t'));
const shape = (lesson: Lesson) =>
  lesson.steps.map(({ kind, checks, questions }) => ({
    kind,
    checks: checks.map(({ check }) => check.about),
    right: questions.map(({ answers }) => answers.findIndex(({ right }) => right)),
  }));

describe('the lessons', () => {
  it('are at least 14 in every language, of the same steps, checks and right answers', () => {
    const [first, ...others] = languages.map(lessonsIn);
    expect(first!.length).toBeGreaterThanOrEqual(14);
    for (const other of others) {
      expect(other.map(({ id }) => id)).toEqual(first!.map(({ id }) => id));
      expect(other.map(shape)).toEqual(first!.map(shape));
      expect(other.map(({ template, minutes }) => [template, minutes])).toEqual(
        first!.map(({ template, minutes }) => [template, minutes]),
      );
    }
  });

  it.each(lessons.map((lesson) => [`${lesson.id} (${lesson.language})`, lesson] as const))(
    '%s begins with a template that is there, and takes 10 to 30 minutes',
    (_, lesson) => {
      if (lesson.template !== null) expect(templates.map(({ id }) => id)).toContain(lesson.template);
      expect(lesson.minutes).toBeGreaterThanOrEqual(10);
      expect(lesson.minutes).toBeLessThanOrEqual(30);
      const checks = lesson.steps.flatMap((step) => step.checks);
      expect(checks.length).toBeGreaterThan(0);
      for (const { check } of checks)
        expect(sentence(check.about, lesson.language)).not.toBe(check.about.key);
    },
  );

  // What is only looked at is true from the start; three other networks fail at least one check of each lesson.
  it.each(
    lessonsIn('en')
      .filter(({ template }) => template)
      .map((lesson) => [lesson.id, lesson] as const),
  )('%s: what is to be looked at is true of the template, and not of other networks', (_, lesson) => {
    const start = subject(startOf(lesson));
    const static_ = lesson.steps
      .filter(({ kind }) => kind === 'look' || kind === 'predict')
      .flatMap(({ checks }) => checks)
      .filter(({ check }) => !['trained', 'accuracy', 'gap', 'loss'].includes(check.id));
    for (const { check } of static_) expect(`${check.passes(start)} ${check.about.key}`).toMatch(/^true/);
    const all = lesson.steps.flatMap((step) => step.checks);
    for (const wrong of [newDocument('empty'), opened('text-cnn'), opened('conv-autoencoder')])
      expect(all.every(({ check }) => check.passes(subject(wrong)))).toBe(false);
  });
});

describe('checks of a run', () => {
  const run = (over: Partial<RunScores> = {}): RunScores => ({
    state: 'finished',
    epochs: [{ loss: 0.1, accuracy: 0.98, valLoss: 0.2, valAccuracy: 0.95 }],
    test: { loss: 0.2, accuracy: 0.95 },
    ...over,
  });
  const checkOf = (id: string, lesson: string) =>
    lessonsIn('en')
      .find((each) => each.id === lesson)!
      .steps.flatMap((step) => step.checks)
      .find(({ check }) => check.id === id)!.check;
  const passes = (id: string, lesson: string, scores: RunScores | null) =>
    checkOf(id, lesson).passes(subject(newDocument('t'), scores));

  it('asks for the accuracy on the test split', () => {
    expect(passes('accuracy', 'architectures', run())).toBe(true);
    expect(passes('accuracy', 'architectures', run({ test: { loss: 0.2, accuracy: 0.9 } }))).toBe(false);
    expect(passes('accuracy', 'architectures', run({ test: null }))).toBe(false);
    expect(passes('accuracy', 'architectures', null)).toBe(false);
  });

  it('asks how far validation lies above training after the last epoch', () => {
    expect(passes('gap', 'overfitting', run())).toBe(true);
    const close = { loss: 0.1, accuracy: 1, valLoss: 0.11, valAccuracy: 1 };
    expect(passes('gap', 'overfitting', run({ epochs: [...run().epochs, close] }))).toBe(false);
    expect(passes('gap', 'overfitting', run({ epochs: [{ ...close, valLoss: null }] }))).toBe(false);
    expect(passes('gap', 'overfitting', null)).toBe(false);
  });

  it('asks for epochs and for the training loss', () => {
    const [epoch] = run().epochs;
    expect(passes('trained', 'feature-maps', run({ epochs: [epoch!, epoch!] }))).toBe(true);
    expect(passes('trained', 'feature-maps', run())).toBe(false);
    expect(passes('trained', 'feature-maps', null)).toBe(false);
    expect(passes('loss', 'autoencoders', run({ epochs: [{ ...epoch!, loss: 0.01 }] }))).toBe(true);
    expect(passes('loss', 'autoencoders', run())).toBe(false);
    expect(passes('loss', 'autoencoders', null)).toBe(false);
  });
});

it('templates of lessons have titles in every language', () => {
  for (const { template } of lessons)
    if (template) expect(aboutTemplate(templateOf(template)!).title).not.toBe('');
});

it('the page for teachers has the time that the lessons take', () => {
  for (const language of languages) {
    const rows = teachersPage(language).match(/^\|.*\| *(\d+) *\|$/gm)!;
    const detail = rows.reduce((sum, row) => sum + Number(/(\d+) *\|$/.exec(row)![1]), 0);
    expect(detail).toBe(lessonsIn(language).reduce((sum, { minutes }) => sum + minutes, 0));
  }
});
