import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { parseLesson } from './parse.ts';

const head = `---
id: own
language: en
title: A lesson of my own
goal: To try.
minutes: 10
template: lenet-5
---
`;
const body = `
## look: The first layer

Read $y = Wx$ and **look**.

? What is 1 + 1?
- ( ) 3
- (x) 2

:check weights layer="C 1" equals=156
`;
const problemsOf = (file: string) => {
  const parsed = parseLesson(file);
  return parsed.ok ? [] : parsed.problems.map(({ line, text }) => `${line}: ${sentence(text)}`);
};

describe('a lesson file', () => {
  it('is read into steps, questions and checks', () => {
    const parsed = parseLesson(head + body);
    expect(parsed).toMatchObject({
      ok: true,
      lesson: {
        id: 'own',
        language: 'en',
        minutes: 10,
        template: 'lenet-5',
        steps: [
          {
            kind: 'look',
            title: 'The first layer',
            text: 'Read $y = Wx$ and **look**.',
            questions: [{ text: 'What is 1 + 1?', answers: [{ right: false }, { right: true }] }],
            checks: [{ line: 18, check: { id: 'weights' } }],
          },
        ],
      },
    });
  });

  it('may have a byte order mark and lines that end as on Windows', () => {
    expect(problemsOf(`\uFEFF${(head + body).replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  it.each([
    ['no head', body, /^1: The file must begin with a line of three dashes/],
    ['a head without an end', '---\nid: x\n', /^1: The file must begin/],
    [
      'no title',
      head.replace('title: A lesson of my own\n', '') + body,
      /^1: The head must have a line "title: …"/,
    ],
    [
      'a language that is not there',
      head.replace('language: en', 'language: fr') + body,
      /^1: .*"language: …"/,
    ],
    ['minutes that are no number', head.replace('10', 'ten') + body, /^1: .*"minutes: …"/],
    [
      'a head line without a colon',
      head.replace('goal: To try.', 'goal: To try.\nnonsense') + body,
      /^6: A line of the head/,
    ],
    ['no steps', head, /^1: The lesson has no steps/],
    ['text before the first step', `${head}Hello\n${body}`, /^9: This text stands before the first step/],
    ['a step of no kind', head + body.replace('look:', 'dance:'), /^10: A step’s heading must be/],
    [
      'a check that is not there',
      head + body.replace('weights', 'wieghts'),
      /^18: There is no check "wieghts"\. There are weights,/,
    ],
    [
      'a check without its number',
      head + body.replace(' equals=156', ''),
      /^18: The parameter "equals" of the check "weights"/,
    ],
    [
      'a number that is none',
      head + body.replace('156', 'many'),
      /^18: The parameter "equals" of the check "weights"/,
    ],
    [
      'a parameter that is not there',
      head + body.replace('equals=156', 'equals=156 colour=red'),
      /^18: The parameter "colour" of the check/,
    ],
    ['words that are no pairs', head + body.replace('equals=156', 'is 156'), /^18: .*name=value/],
    ['two right answers', head + body.replace('( ) 3', '(x) 3'), /^14: A question needs/],
    ['a directive that is not there', `${head + body}:view maps\n`, /^19: There is no ":view"/],
  ])('%s is named with its line', (_, file, expected) => {
    const found = problemsOf(file);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(expected);
  });

  it('names several mistakes at once, in the order of their lines', () => {
    const found = problemsOf(head + body.replace('look:', 'dance:').replace('156', 'many'));
    expect(found.map((each) => each.split(':')[0])).toEqual(['10', '18']);
  });

  it('is refused where it is far too long', () => {
    expect(problemsOf(head + body + 'x'.repeat(200_001))).toEqual([
      expect.stringMatching(/^1: The lesson is longer/),
    ]);
  });
});
