import type { z } from 'zod';
import type { Language } from '../text/catalogue.ts';
import { issueText } from '../text/issue.ts';
import { languages } from '../text/language.ts';
import { type Message, message, type Text } from '../text/message.ts';
import { type Check, fillCheck } from './check.ts';
import { checkKindOf, checkKinds } from './checks/registry.ts';
import { type Lesson, type LessonStep, type PlacedCheck, type Question, stepKinds } from './lesson.ts';

/** What is wrong with a lesson file, and in which line; 1 is the first. */
export interface LessonProblem {
  readonly line: number;
  readonly text: Text;
}

export type ParsedLesson =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly problems: readonly LessonProblem[] };

/** A lesson longer than this was not written by a teacher. */
const longest = 200_000;

interface Line {
  readonly number: number;
  readonly text: string;
}

class Problems {
  readonly found: LessonProblem[] = [];
  add(line: number, text: Message): void {
    this.found.push({ line, text });
  }
}

/** `name: value` lines between two lines of dashes at the top. */
function readHead(
  lines: readonly Line[],
  problems: Problems,
): { head: Map<string, string>; rest: readonly Line[] } {
  const end =
    lines[0]?.text.trim() === '---'
      ? lines.findIndex((line, at) => at > 0 && line.text.trim() === '---')
      : -1;
  if (end < 0) {
    problems.add(1, message('course.no-head'));
    return { head: new Map(), rest: [] };
  }
  const head = new Map<string, string>();
  for (const { number, text } of lines.slice(1, end)) {
    const pair = /^([a-z]+):\s*(.*)$/.exec(text.trim());
    if (pair) head.set(pair[1]!, pair[2]!);
    else if (text.trim() !== '') problems.add(number, message('course.head-line'));
  }
  return { head, rest: lines.slice(end + 1) };
}

/** `layer="C 1" equals=156` as pairs. */
function readPairs(text: string): Record<string, string> | null {
  const pairs: Record<string, string> = {};
  const rest = text.replace(
    /([a-z]+)=(?:"([^"]*)"|(\S+))/gi,
    (_, name: string, quoted?: string, plain?: string) => {
      pairs[name] = quoted ?? plain ?? '';
      return '';
    },
  );
  return rest.trim() === '' ? pairs : null;
}

/** The parameter that an issue is about. */
const nameOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');

function readCheck({ number, text }: Line, problems: Problems): PlacedCheck | null {
  const [, id = '', words = ''] = /^:check\s+(\S+)\s*(.*)$/.exec(text) ?? [];
  const kind = checkKindOf(id);
  if (!kind) {
    problems.add(
      number,
      message('course.no-such-check', { check: id, known: checkKinds.map((each) => each.id) }),
    );
    return null;
  }
  const pairs = readPairs(words);
  const parsed = pairs && kind.parameters.safeParse(pairs);
  if (parsed?.success) return { check: fillCheck(kind, parsed.data) satisfies Check, line: number };
  const issue = parsed?.error.issues[0];
  problems.add(
    number,
    issue
      ? message('course.check-parameter', { check: id, field: nameOf(issue), why: issueText(issue) })
      : message('course.check-pairs', { check: id }),
  );
  return null;
}

/** A question: a line that begins with `?`, then its answers, the right one with an x. */
function readQuestion(
  lines: readonly Line[],
  at: number,
  problems: Problems,
): { question: Question; next: number } {
  const { number, text } = lines[at]!;
  const answers: { text: string; right: boolean }[] = [];
  let next = at + 1;
  for (; next < lines.length; next++) {
    const answer = /^-\s*\(([ x])\)\s+(.+)$/.exec(lines[next]!.text);
    if (answer) answers.push({ text: answer[2]!, right: answer[1] === 'x' });
    else if (lines[next]!.text.trim() !== '' || answers.length > 0) break;
  }
  if (answers.length < 2 || answers.filter(({ right }) => right).length !== 1) {
    problems.add(number, message('course.question'));
  }
  return { question: { text: text.slice(1).trim(), answers }, next };
}

/** The lines of a step, its heading first. */
function readStep(lines: readonly Line[], problems: Problems): LessonStep | null {
  const heading = lines[0]!;
  const [, kind = '', title = ''] = /^##\s+(\w+):\s+(.+)$/.exec(heading.text) ?? [];
  const known = stepKinds.find((each) => each === kind);
  if (!known) problems.add(heading.number, message('course.step-kind', { kinds: [...stepKinds] }));
  const text: string[] = [];
  const questions: Question[] = [];
  const checks: PlacedCheck[] = [];
  for (let at = 1; at < lines.length; ) {
    const line = lines[at]!;
    if (line.text.startsWith('?')) {
      const { question, next } = readQuestion(lines, at, problems);
      questions.push(question);
      at = next;
      continue;
    }
    if (line.text.startsWith(':check')) {
      const check = readCheck(line, problems);
      if (check) checks.push(check);
    } else if (line.text.startsWith(':')) {
      problems.add(line.number, message('course.directive', { word: line.text.split(/\s/)[0]! }));
    } else text.push(line.text);
    at++;
  }
  return known ? { kind: known, title, text: text.join('\n').trim(), questions, checks } : null;
}

const isHeading = ({ text }: Line): boolean => text.startsWith('## ');

/** Splits at headings of the second level. */
function stepsOf(lines: readonly Line[], problems: Problems): readonly LessonStep[] {
  const starts = lines.flatMap((line, at) => (isHeading(line) ? [at] : []));
  const before = lines.slice(0, starts[0] ?? lines.length).find((line) => line.text.trim() !== '');
  if (before) problems.add(before.number, message('course.before-first-step'));
  return starts.flatMap((start, index) => {
    const step = readStep(lines.slice(start, starts[index + 1] ?? lines.length), problems);
    return step ? [step] : [];
  });
}

/**
 * Reads a lesson: a Markdown file with a head (`id`, `language`, `title`, `goal`, `minutes`, `template`), steps as
 * headings `## predict: Title`, questions as `? text` with answers `- (x) right` and `- ( ) wrong`, and checks as
 * `:check weights layer=C1 equals=156`. Every problem names its line.
 */
export function parseLesson(file: string): ParsedLesson {
  const problems = new Problems();
  if (file.length > longest)
    return { ok: false, problems: [{ line: 1, text: message('course.too-long', { most: longest }) }] };
  const lines = file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, at) => ({ number: at + 1, text }));
  const { head, rest } = readHead(lines, problems);
  const field = (name: string): string => {
    const value = head.get(name) ?? '';
    if (value === '' && rest.length > 0) problems.add(1, message('course.head-field', { field: name }));
    return value;
  };
  const id = field('id');
  const title = field('title');
  const goal = field('goal');
  const language = languages.find((each): each is Language => each === head.get('language'));
  if (!language) problems.add(1, message('course.language', { languages: [...languages] }));
  const minutes = Number(field('minutes'));
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 120) problems.add(1, message('course.minutes'));
  const steps = stepsOf(rest, problems);
  if (rest.length > 0 && !rest.some(isHeading)) problems.add(1, message('course.no-steps'));
  if (problems.found.length > 0 || !language) {
    return { ok: false, problems: problems.found.toSorted((a, b) => a.line - b.line) };
  }
  const template = head.get('template') || null;
  return { ok: true, lesson: { id, language, title, goal, minutes, template, steps } };
}
