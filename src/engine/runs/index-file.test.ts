import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../../text/message.ts';
import { readCheckpoint } from './checkpoint.ts';
import { readHealth } from './health-file.ts';
import { indexFile, maxUnindexed, openRunIndex, parseIndex } from './index-file.ts';
import { runRecordSchema } from './run-record.ts';
import { createRunStore } from './run-store.ts';
import { readSteps } from './step-file.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'convas-index-'));
});
afterEach(() => rm(root, { recursive: true }));

const recordOf = (id: string, over: object = {}) =>
  runRecordSchema.parse({
    format: 'convas-run',
    version: 1,
    id,
    name: 'Net',
    pid: null,
    labels: ['a', 'b'],
    fingerprint: '',
    backend: 'cpu',
    step: 'eager',
    state: 'finished',
    startedAt: `2026-01-01T00:00:${id.slice(-2)}Z`,
    dataset: 'mnist-10k',
    epochs: [],
    test: null,
    params: 1,
    seconds: 1,
    message: '',
    ...over,
  });

const unclaimed = { beforeCommit: async () => {} };
const store = () => createRunStore({ folder: root, byPath: false });
const folderOf = (id: string): string => join(root, id);

async function keep(id: string, over: object = {}): Promise<void> {
  await mkdir(folderOf(id), { recursive: true });
  await store().writeRecord(folderOf(id), recordOf(id, over), unclaimed);
}

/** Puts a named pipe in a file's place: who opens it to read waits until someone writes. */
async function makePipe(path: string): Promise<void> {
  await rm(path, { force: true });
  execFileSync('mkfifo', [path]);
}

const ids = Array.from({ length: maxUnindexed + 4 }, (_, at) => `run-${10 + at}`);
const then = new Date('2026-01-02');
async function makeAll(): Promise<void> {
  await Promise.all(ids.map((id) => keep(id)));
  await Promise.all(ids.map((id) => utimes(join(folderOf(id), 'run.json'), then, then)));
}
const listed = async () => (await store().list()).map(({ record }) => record.id);
const newestFirst = [...ids].reverse();
const index = () => readFile(join(root, indexFile), 'utf8');

/** Makes a record unreadable, so that only who does not read it can list the run. */
async function spoil(id: string): Promise<void> {
  const path = join(folderOf(id), 'run.json');
  const { size } = await stat(path);
  await writeFile(path, '#'.repeat(size));
  await utimes(path, then, then);
}

describe('the index of the runs', () => {
  it('lists them without opening each, in the next process too', async () => {
    await makeAll();
    expect(await listed()).toEqual(newestFirst);
    await Promise.all(ids.map(spoil));
    expect(await listed()).toEqual(newestFirst);
  });

  it('sees what another process changed, added and deleted', async () => {
    await makeAll();
    const mine = store();
    await mine.list();
    await keep('run-12', { name: 'Renamed' });
    await keep('run-99');
    await rm(folderOf('run-11'), { recursive: true });
    for (const own of [mine, store()]) {
      const runs = await own.list();
      expect(runs.map(({ record }) => record.id)).toEqual([
        'run-99',
        ...newestFirst.filter((id) => id !== 'run-11'),
      ]);
      expect(runs.find(({ record }) => record.id === 'run-12')?.record.name).toBe('Renamed');
    }
  });

  it.each([
    ['missing', () => rm(join(root, indexFile))],
    ['cut short', async () => writeFile(join(root, indexFile), (await index()).slice(0, -9))],
    ['changed', async () => writeFile(join(root, indexFile), (await index()).replaceAll('run-12', 'run-13'))],
    ['no text at all', () => writeFile(join(root, indexFile), Buffer.from([0xff, 0, 0xfe]))],
    [
      'of another version',
      async () =>
        writeFile(join(root, indexFile), (await index()).replace(/"schema":"\w+"/, '"schema":"other"')),
    ],
  ])('is written anew where it is %s', async (_, damage) => {
    await makeAll();
    await store().list();
    await damage();
    expect(await listed()).toEqual(newestFirst);
    expect([...parseIndex(await index()).keys()].sort()).toEqual(ids);
  });

  it('stays whole while many write it', async () => {
    await makeAll();
    await Promise.all(Array.from({ length: 8 }, () => openRunIndex(root).list()));
    expect(parseIndex(await index()).size).toBe(ids.length);
    expect((await readdir(root)).sort()).toEqual([indexFile, ...ids]);
  });

  it('leaves out a run that trains: it changes with every epoch', async () => {
    await makeAll();
    await keep('run-10', { state: 'running' });
    expect(await listed()).toEqual(newestFirst);
    expect(parseIndex(await index()).has('run-10')).toBe(false);
  });

  it('is not made for a few, nor where nothing is kept', async () => {
    expect(await listed()).toEqual([]);
    await keep('run-10');
    expect(await listed()).toEqual(['run-10']);
    expect(await readdir(root)).toEqual(['run-10']);
  });

  it('remembers what documents are told apart by', async () => {
    await makeAll();
    const document = await readFile('templates/lenet-5.convas', 'utf8');
    await Promise.all(
      ids.map((id) =>
        store().writeDocument(
          folderOf(id),
          document.replace(/"seed": \d+/, `"seed": ${id.slice(4)}`),
          unclaimed,
        ),
      ),
    );
    const traitsOf = async () =>
      (await store().list()).map(({ traits }) =>
        sentence(traits.find(({ path }) => path === 'training.seed')?.text ?? ''),
      );
    const expected = newestFirst.map((id) => `seed ${id.slice(4)}`);
    expect(await traitsOf()).toEqual(expected);
    await Promise.all(ids.map((id) => rm(join(folderOf(id), 'document.convas'))));
    expect(await traitsOf()).toEqual(expected);
  });
});

describe('a folder of runs', () => {
  it('has none where it is not there yet, and is told of where it cannot be looked into', async () => {
    const listIn = (folder: string) => createRunStore({ folder, byPath: false }).list();
    expect(await listIn(join(root, 'none'))).toEqual([]);
    await writeFile(join(root, 'file'), '');
    await expect(listIn(join(root, 'file'))).rejects.toThrow(
      `${join(root, 'file')} could not be read: a part of its path is a file, not a folder. Check the path.`,
    );
    await symlink(join(root, 'loop'), join(root, 'loop'));
    await expect(listIn(join(root, 'loop'))).rejects.toThrow('it is a link that leads in a circle');
  });
});

describe.skipIf(process.platform === 'win32')('named pipes in the place of files of runs', () => {
  it('hold nobody up: what is no regular file is not read', async () => {
    await makeAll();
    await makePipe(join(root, indexFile));
    // Enough that the index would be written again.
    expect(await listed()).toEqual(newestFirst);
    const spoiled = ids.slice(0, 6);
    for (const id of spoiled) await makePipe(join(folderOf(id), 'run.json'));
    await makePipe(join(folderOf(ids[7]!), 'document.convas'));
    expect(await listed()).toEqual(newestFirst.filter((id) => !spoiled.includes(id)));
    for (const name of ['health.jsonl', 'steps.records', 'weights.json'])
      await makePipe(join(folderOf(ids[8]!), name));
    expect(await readHealth(folderOf(ids[8]!))).toEqual([]);
    expect(await readSteps(folderOf(ids[8]!))).toEqual([]);
    await expect(readCheckpoint(folderOf(ids[8]!))).rejects.toMatchObject({ code: 'run-damaged' });
    await expect(store().read(folderOf(ids[0]!))).rejects.toMatchObject({ code: 'run-damaged' });
  });
});
