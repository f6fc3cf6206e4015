// @module-tag mounts
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Documents } from '../../electron/documents.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { sentence } from '../../src/text/message.ts';
import { chainDocument } from '../engine/documents.ts';
import { type Bench, ending, openBench } from '../engine/harness.ts';
import { tinyNetwork, writeStripes } from '../engine/tiny.ts';

/* Real disks that are full, read-only or slow, under a document that is saved and a run that trains. */

let folder: string;
let disk: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-disks-'));
  disk = join(folder, 'disk');
  await mkdir(disk);
});
afterEach(async () => {
  spawnSync('umount', ['--lazy', disk]);
  await rm(folder, { recursive: true, force: true });
});

function call(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}
const mountSmall = (): void => call('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk);
/** Takes all that is left of a disk. */
async function fill(): Promise<void> {
  await writeFile(join(disk, 'filler'), new Uint8Array(2 ** 22)).catch(() => undefined);
}

/** A document on the disk, opened as the window opens it. */
async function openDocument() {
  const documents = new Documents(join(folder, 'state'), join(folder, 'shared'));
  const path = join(disk, 'net.convas');
  await writeFile(path, 'before');
  const { handle, version } = await documents.open(path);
  return { path, save: (text: string) => documents.save(handle, text, version) };
}

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

/** Trains with runs on the disk. */
async function openTraining(epochs: number) {
  const opened = await openBench({ runsFolder: join(disk, 'runs'), checkpointEvery: 0.2 });
  bench = opened;
  const data = await writeStripes(join(folder, 'stripes'));
  const document = serializeDocument(
    chainDocument(tinyNetwork, { epochs, batchSize: 10, validationSplit: 0 }, data),
  );
  const said: string[] = [];
  opened.client.on('train.state', ({ message }) => said.push(sentence(message)));
  opened.client.on('train.unsaved', ({ message }) => said.push(sentence(message)));
  return {
    client: opened.client,
    said,
    start: () => opened.client.call('train.start', { document, resume: null }),
    end: ending(opened.client),
  };
}
const patient = { timeout: 60_000, interval: 50 };

it('a full disk refuses a save in words and keeps the file as it was', async () => {
  mountSmall();
  const { path, save } = await openDocument();
  await fill();
  await expect(save('x'.repeat(100_000))).rejects.toThrow(
    /net\.convas could not be saved: the disk is full\. Free some space, or choose another folder\./,
  );
  expect(await readFile(path, 'utf8')).toBe('before');
  await rm(join(disk, 'filler'));
  expect(await save('after')).toMatchObject({ saved: true });
  expect(await readdir(disk)).toEqual(['net.convas']);
});

it('a disk that fills up while a network trains is told, and the run goes on and is kept once there is room', async () => {
  mountSmall();
  const { client, start, said, end } = await openTraining(4000);
  const { run } = await start();
  await vi.waitFor(async () => expect(await readdir(join(disk, 'runs'))).toContain(run), patient);
  await fill();
  await vi.waitFor(() => expect(said.join('\n')).toMatch(/the disk is full/), patient);
  await rm(join(disk, 'filler'));
  await client.call('train.stop', { run });
  expect((await end).state).toBe('stopped');
  const { summary } = await client.call('runs.get', { run });
  expect(summary.epochs.length).toBeGreaterThan(0);
});

it('a read-only disk refuses a save, and a training before it begins, in words', async () => {
  mountSmall();
  const { path, save } = await openDocument();
  const { start } = await openTraining(2);
  call('mount', '-o', 'remount,ro', disk);
  await expect(save('after')).rejects.toThrow(/net\.convas could not be saved: the disk is read-only/);
  await expect(start()).rejects.toThrow(/the disk is read-only/);
  expect(await readFile(path, 'utf8')).toBe('before');
});

it('a disk that does not answer for seconds delays a save, which is then whole', async () => {
  const image = join(folder, 'disk.img');
  await writeFile(image, '');
  await truncate(image, 2 ** 24);
  call('mkfs.ext4', '-q', '-F', image);
  call('mount', '-o', 'loop', image, disk);
  const { path, save } = await openDocument();
  call('fsfreeze', '--freeze', disk);
  let saved = false;
  let saving: Promise<unknown>;
  try {
    saving = save('after').then(() => {
      saved = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(saved).toBe(false);
  } finally {
    call('fsfreeze', '--unfreeze', disk);
  }
  await saving;
  expect(await readFile(path, 'utf8')).toBe('after');
});
