import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type Assignment,
  AssignmentError,
  readAssignment,
  withoutPrivate,
} from '../../course/assignment/assignment.ts';
import { type Grade, gradeAll, type SubmissionFile } from '../../course/assignment/grade.ts';
import type { RunScores } from '../../course/check.ts';
import { datasetInfo } from '../../datasets/registry.ts';
import { parseDocument } from '../../document/parse.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { writeAtomic } from '../../files/atomic.ts';
import { namesIn, readText } from '../../files/read.ts';
import { dataShape } from '../../network/data-shape.ts';
import type { EngineClient } from '../../protocol/client.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { type AddCommand, argument, type Context, option } from '../command.ts';
import { withEngine } from '../engine.ts';
import { galleryPage } from '../gallery.ts';
import { CliError, type Result, table } from '../output.ts';
import { progressBar } from '../progress.ts';

interface Options {
  readonly csv?: string;
  readonly assignment?: string;
  readonly retrain?: boolean;
  readonly handOut?: string;
  readonly gallery?: string;
}

const ending = '.assignment.json';
const submissions = '.submission.json';

async function assignmentIn(
  folder: string,
  names: readonly string[],
  named: string | undefined,
): Promise<Assignment> {
  const found = names.filter((name) => name.endsWith(ending));
  if (named === undefined && found.length !== 1)
    throw new CliError(message('cli.grade-assignment', { count: found.length, ending }), 2);
  try {
    return readAssignment(await readText(named ?? join(folder, found[0]!)));
  } catch (error) {
    if (error instanceof AssignmentError) throw new CliError(sentence(error.text));
    throw error;
  }
}

/** What is known of the data that the document names; null where they are not here. */
async function dataOf(assignment: Assignment) {
  const parsed = parseDocument(JSON.stringify(assignment.document));
  const dataset = parsed.ok ? parsed.document.data?.dataset : undefined;
  const info = dataset === undefined ? null : await datasetInfo(dataset).catch(() => null);
  return info && dataShape(info);
}

/** Trains a document to its end, and gives its scores; null where it does not train. */
function trainAgain(client: EngineClient, document: string): Promise<RunScores | null> {
  return new Promise((resolve) => {
    let mine = '';
    const settled = new Set(['finished', 'stopped', 'diverged', 'failed']);
    const off = client.on('train.state', ({ run, state }) => {
      if ((mine !== '' && run !== mine) || !settled.has(state)) return;
      off();
      client.call('runs.get', { run }).then(
        ({ summary }) => resolve(summary),
        () => resolve(null),
      );
    });
    client.call('train.start', { document, resume: null, from: null }).then(
      ({ run }) => {
        mine = run;
      },
      () => {
        off();
        resolve(null);
      },
    );
  });
}

async function retrained(grades: readonly Grade[], { stderr }: Context): Promise<Map<string, RunScores>> {
  const bar = progressBar(stderr);
  const scores = new Map<string, RunScores>();
  // Not among the teacher's own runs.
  const runsFolder = await mkdtemp(join(tmpdir(), 'convas-grade-'));
  try {
    await withEngine({ runsFolder }, async ({ client }) => {
      for (const [at, { file, document }] of grades.entries()) {
        bar.update(text.commands.grade.training({ file }), at, grades.length);
        const found = document && (await trainAgain(client, serializeDocument(document)));
        scores.set(file, found ?? { state: 'failed', epochs: [], test: null });
      }
    });
  } finally {
    bar.end();
    await rm(runsFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  return scores;
}

/** A cell of RFC 4180; what a spreadsheet would take for a formula is kept a text. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(grades: readonly Grade[]): string {
  const ids = grades[0]?.checks.map(({ id }) => id) ?? [];
  const rows = grades.map(({ file, student, points, checks, copiesOf, fault, differs }) => [
    file,
    student,
    points,
    ...checks.map(({ passed }) => (passed ? 1 : 0)),
    copiesOf.join(' '),
    fault ?? '',
    differs.map((detail) => sentence(detail)).join('; '),
  ]);
  const head = ['file', 'student', 'points', ...ids, 'copies_of', 'history_fault', 'differs'];
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

async function grade(context: Context, folder: string, options: Options): Promise<Result> {
  const words = text.commands.grade;
  const names = (await namesIn(folder)).sort();
  const assignment = await assignmentIn(folder, names, options.assignment);
  if (options.handOut !== undefined) {
    await writeAtomic(options.handOut, `${JSON.stringify(withoutPrivate(assignment), null, 2)}\n`);
    return { json: { file: options.handOut }, lines: [words.handedOut({ file: options.handOut })] };
  }
  if (options.csv === undefined) throw new CliError(message('cli.grade-csv'), 2);
  const files: SubmissionFile[] = [];
  for (const file of names.filter((name) => name.endsWith(submissions)))
    files.push({ file, text: await readText(join(folder, file)).catch(() => '') });
  if (files.length === 0)
    throw new CliError(message('cli.grade-none', { folder: basename(folder), ending: submissions }));
  const data = await dataOf(assignment);
  try {
    let grades = gradeAll(assignment, files, data);
    if (options.retrain) grades = gradeAll(assignment, files, data, await retrained(grades, context));
    await writeAtomic(options.csv, csvOf(grades));
    if (options.gallery !== undefined)
      await writeAtomic(options.gallery, await galleryPage(assignment.title, grades));
    const failed = ({ checks }: Grade): string =>
      checks.flatMap(({ id, passed }) => (passed ? [] : [id])).join(' ');
    return {
      json: {
        submissions: grades.map(({ file, student, points, checks, copiesOf, fault, differs }) => ({
          file,
          student,
          points,
          checks,
          copies_of: copiesOf,
          history_fault: fault,
          differs: differs.map((detail) => sentence(detail)),
        })),
      },
      lines: table(
        [
          words.columns.file,
          words.columns.student,
          words.columns.points,
          words.columns.failed,
          words.columns.copies,
        ],
        grades.map((each) => [each.file, each.student, each.points, failed(each), each.copiesOf.join(' ')]),
      ),
    };
  } catch (error) {
    if (error instanceof AssignmentError) throw new CliError(sentence(error.text));
    throw error;
  }
}

export const gradeCommand: AddCommand = (program, run) => {
  const words = text.commands.grade;
  const command = program
    .command('grade')
    .addArgument(argument(words.arguments.folder))
    .addOption(option('--csv', words.options.csv))
    .addOption(option('--assignment', words.options.assignment))
    .addOption(option('--gallery', words.options.gallery))
    .addOption(option('--retrain', words.options.retrain))
    .addOption(option('--hand-out', words.options['hand-out']))
    .description(words.description);
  run(command, (context, folder, given) => grade(context, folder as string, given as Options));
};
