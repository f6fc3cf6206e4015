import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Streams } from '../../src/cli/output.ts';
import { difference, type Patch, patched } from '../../src/course/assignment/patch.ts';
import { createRecorder, type Submission, writeSubmission } from '../../src/course/assignment/submission.ts';
import { templates } from '../../templates/index.ts';

type Json = Submission['document'];
// biome-ignore lint/suspicious/noExplicitAny: a document as the JSON that it is
type Document = any;

const start: Json = JSON.parse(templates.find(({ id }) => id === 'lenet-5')!.text);

const assignment = {
  format: 'convas-assignment',
  version: 1,
  id: 'wider-c1',
  title: 'A wider first layer',
  document: start,
  locked: ['Input', 'Output'],
  hidden: ['export'],
  checks: [{ id: 'c1', check: 'weights', values: { layer: 'C1', equals: 260 } }],
  private: [{ id: 'accurate', check: 'accuracy', values: { above: 0.9 }, points: 2 }],
};

/** Random numbers that are the same each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const withLayers = (document: Document, change: (layer: Document) => Document): Document => ({
  ...document,
  layers: document.layers.map(change),
});

/** What a student makes of it: some edits at their own pace, the last of which fulfills the check, or not. */
function handIn(student: number, filters: number, accuracy = 0.95): Submission {
  const random = createRandom(student + 1);
  const recorder = createRecorder(assignment.id, start);
  let document: Document = start;
  let at = 1_760_000_000_000 + student * 3_600_000;
  const edit = (change: (before: Document) => Document): void => {
    at += 500 + Math.round(random() * 30_000);
    document = change(document);
    recorder.record(document, at);
  };
  for (let count = 0; count < 8; count++)
    edit((before) => ({ ...before, training: { ...before.training, epochs: 2 + count } }));
  edit((before) =>
    withLayers(before, (layer) =>
      layer.name === 'C1' ? { ...layer, params: { ...layer.params, filters } } : layer,
    ),
  );
  return {
    format: 'convas-submission',
    version: 1,
    assignment: assignment.id,
    student: `Student ${student}`,
    submittedAt: new Date(at).toISOString(),
    document,
    history: [...recorder.history],
    seed: 1,
    environment: { convas: '0.1.0', backend: 'wasm', host: 'browser' },
    run: { state: 'finished', fingerprint: '', epochs: [], test: { loss: 0.1, accuracy } },
  };
}

/** Another's work under one's own name: a layer renamed afterwards, and all times moved. */
function copied(from: Submission, student: number): Submission {
  const recorder = createRecorder(assignment.id, start);
  let document: Json = start;
  for (const { at, patch } of from.history) {
    document = patched(document, patch);
    recorder.record(document, at + 5_000_000);
  }
  document = withLayers(document, (layer) => (layer.name === 'C3' ? { ...layer, name: 'Mine' } : layer));
  const at = from.history.at(-1)!.at + 5_100_000;
  recorder.record(document, at);
  return {
    ...from,
    student: `Student ${student}`,
    submittedAt: new Date(at + 1_000_000_000).toISOString(),
    document,
    history: [...recorder.history],
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-grade-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the command prints as JSON. */
async function graded(place: string, ...more: string[]): Promise<Document> {
  const written: string[] = [];
  const streams = {
    stdout: { write: (text: string) => written.push(text) > 0 },
    stderr: { write: () => true },
  } as unknown as Streams;
  expect(await main(['grade', place, '--csv', join(place, 'marks.csv'), '--json', ...more], streams)).toBe(0);
  return JSON.parse(written.join(''));
}

it('grades forty submissions, five of them copies, five that fail, and one with a changed history', async () => {
  const honest = Array.from({ length: 30 }, (_, at) => handIn(at, 10));
  const failing = Array.from({ length: 5 }, (_, at) => handIn(30 + at, 8));
  const copies = Array.from({ length: 5 }, (_, at) => copied(honest[at * 3]!, 35 + at));
  const all = [...honest, ...failing, ...copies];
  // One that says 10 filters where its history says 6 came to 12.
  all[1] = { ...all[1]!, history: all[1]!.history.slice(0, -1) };
  const [first, ...rest] = all[2]!.history;
  all[2] = { ...all[2]!, history: [{ ...first!, at: first!.at + 1 }, ...rest] };
  const place = join(folder, 'forty');
  await mkdir(place);
  await writeFile(join(place, 'wider.assignment.json'), JSON.stringify(assignment));
  const nameOf = (at: number): string => `${String(at).padStart(2, '0')}.submission.json`;
  await Promise.all(all.map((each, at) => writeFile(join(place, nameOf(at)), writeSubmission(each))));
  const began = performance.now();
  const page = join(place, 'gallery.html');
  const { submissions } = await graded(place, '--gallery', page);
  expect(performance.now() - began).toBeLessThan(120_000);
  expect(submissions).toHaveLength(40);
  for (const [at, { checks, points, copies_of: from, history_fault: fault }] of submissions.entries()) {
    const passed: Document = Object.fromEntries(checks.map(({ id, passed: did }: Document) => [id, did]));
    expect([at, passed.c1]).toEqual([at, at < 30 || at >= 35]);
    expect([at, passed.accurate, passed.locked, passed.opens]).toEqual([at, true, true, true]);
    expect([at, points]).toEqual([at, passed.c1 ? 3 : 2]);
    expect([at, from]).toEqual([at, at >= 35 ? [nameOf((at - 35) * 3)] : []]);
    expect([at, fault]).toEqual([at, at === 1 ? 'document' : at === 2 ? 'digest' : null]);
    expect([at, passed.history]).toEqual([at, fault === null]);
  }
  const marks = await readFile(join(place, 'marks.csv'), 'utf8');
  expect(marks.split('\r\n')).toHaveLength(42);
  const gallery = await readFile(page, 'utf8');
  expect(gallery.match(/<svg /g)).toHaveLength(40);
  const [, content = ''] = /href="data:application\/json;base64,([^"]+)"/.exec(gallery) ?? [];
  expect(JSON.parse(Buffer.from(content, 'base64').toString()).layers).toEqual(
    (all[0]!.document as Document).layers,
  );
  // A spreadsheet's own reading, by Python's csv.
  const script =
    'import csv,sys; print(len({len(row) for row in csv.reader(open(sys.argv[1], newline=""))}))';
  const lengths = await new Promise<string>((resolve) =>
    execFile('python3', ['-c', script, join(place, 'marks.csv')], (error, out) =>
      resolve(error ? '1' : out.trim()),
    ),
  );
  expect(lengths).toBe('1');
});

it('trains again what was handed in, and believes that instead of what the file says', async () => {
  const place = join(folder, 'again');
  await mkdir(place);
  const small: Document = JSON.parse(templates.find(({ id }) => id === 'tiny-cnn')!.text);
  const brief: Document = { ...small, training: { ...small.training, epochs: 1 } };
  const own = {
    ...assignment,
    document: brief,
    locked: [],
    checks: [
      { id: 'some', check: 'accuracy', values: { above: 0.5 } },
      { id: 'long', check: 'trained', values: { epochs: 3 } },
    ],
    private: [],
  };
  await writeFile(join(place, 'own.assignment.json'), JSON.stringify(own));
  const detail = { ...handIn(1, 10), document: brief, history: [] };
  const epochs = [0, 1, 2].map(() => ({ loss: 0.1, accuracy: 1, valLoss: 0.1, valAccuracy: 1 }));
  // What cannot be trained has nothing to show.
  const broken = { ...brief, data: null };
  const recorder = createRecorder(assignment.id, brief);
  recorder.record(broken, 1_760_000_000_000);
  const run = { state: 'finished', fingerprint: '', epochs, test: { loss: 0.1, accuracy: 1 } };
  await writeFile(join(place, 'a.submission.json'), writeSubmission({ ...detail, run }));
  await writeFile(
    join(place, 'b.submission.json'),
    writeSubmission({ ...detail, run, document: broken, history: [...recorder.history] }),
  );
  const passed = async (...more: string[]) =>
    (await graded(place, ...more)).submissions.map(({ checks }: Document) =>
      checks.flatMap(({ id, passed: did }: Document) => (did ? [id] : [])),
    );
  const always = ['opens', 'history', 'locked'];
  expect(await passed()).toEqual([
    [...always, 'some', 'long'],
    [...always, 'some', 'long'],
  ]);
  expect(await passed('--retrain')).toEqual([[...always, 'some'], always]);
});

it('notices a locked layer that was changed, and a file that is none', async () => {
  const place = join(folder, 'locked');
  await mkdir(place);
  await writeFile(join(place, 'a.assignment.json'), JSON.stringify(assignment));
  const work = handIn(1, 10);
  const recorder = createRecorder(assignment.id, start, work.history, work.document);
  const document = withLayers(work.document, (layer) =>
    layer.name === 'Output' ? { ...layer, params: { ...layer.params, units: 12 } } : layer,
  );
  recorder.record(document, work.history.at(-1)!.at + 1);
  await writeFile(
    join(place, 'a.submission.json'),
    writeSubmission({ ...work, document, history: [...recorder.history] }),
  );
  await writeFile(join(place, 'b.submission.json'), '{"format": "something"}');
  const { submissions } = await graded(place);
  const failed = submissions.map(({ checks }: Document) =>
    checks.flatMap(({ id, passed }: Document) => (passed ? [] : [id])),
  );
  expect(failed).toEqual([['locked'], ['opens', 'history', 'locked', 'c1', 'accurate']]);
});

it('a patch makes of one value the other, and reaches nothing else', () => {
  const before: Json = { a: [1, { b: 2 }], c: { d: null }, e: 'x' };
  const after: Json = { a: [1, { b: 3 }], c: { f: [] }, e: 'x' };
  expect(patched(before, difference(before, after))).toEqual(after);
  const hostile: Patch = [{ path: ['__proto__', 'polluted'], value: true }];
  expect(() => patched({}, hostile)).toThrow(RangeError);
  expect(({} as Document).polluted).toBeUndefined();
});
