import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileError } from './errors.ts';
import { openRegular, readRegular, readText, withRegular } from './read.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-read-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const refusal = (work: Promise<unknown>): Promise<FileError> =>
  work.then(
    () => expect.unreachable('should have been refused'),
    (error) => error,
  );

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  it('is refused at once, five named pipes at a time, and other files are still read', async () => {
    const pipes = Array.from({ length: 5 }, (_, index) => at(`pipe-${index}`));
    execFileSync('mkfifo', pipes);
    await writeFile(at('file'), 'hello');
    const started = performance.now();
    const refusals = await Promise.all(pipes.map((pipe) => refusal(readRegular(pipe, 100))));
    expect(await readText(at('file'), 100)).toBe('hello');
    expect(performance.now() - started).toBeLessThan(1000);
    expect(refusals[0]!.message).toBe(
      `${pipes[0]} could not be read: it is a named pipe, not a file. Choose a regular file.`,
    );
    expect(refusals.map(({ code }) => code)).toEqual(Array(5).fill('NOT_REGULAR'));
  });

  it('is refused behind a link: an endless device, a folder, a link to itself, nothing', async () => {
    for (const [name, target, expected] of [
      ['zero', '/dev/zero', /zero could not be read: it is a device, not a file/],
      ['tty', '/dev/null', /it is a device/],
      ['up', folder, /up could not be read: it is a folder, not a file/],
      ['loop', at('loop'), /loop could not be read: it is a link that leads in a circle/],
      ['gone', at('nothing'), /gone could not be read: it does not exist/],
    ] as const) {
      await symlink(target, at(name));
      expect((await refusal(readRegular(at(name), 100))).message).toMatch(expected);
    }
  });

  it('is refused where it is a socket', async () => {
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect((await refusal(readRegular(at('socket'), 100))).message).toMatch(/it is a socket/);
    server.close();
  });
});

describe('a regular file', () => {
  it('is read whole, empty or not', async () => {
    await writeFile(at('a'), 'größer');
    await writeFile(at('empty'), '');
    expect(await readText(at('a'), 100)).toBe('größer');
    expect(await readRegular(at('empty'), 0)).toEqual(new Uint8Array(0));
  });

  it('is refused before it is read where it is larger than allowed', async () => {
    await writeFile(at('a'), Buffer.alloc(1001));
    const error = await refusal(readRegular(at('a'), 1000));
    expect(error.code).toBe('TOO_LARGE');
    expect(error.message).toMatch(/it has 1,001 bytes, at most 1,000 can be read\. Choose a smaller file/);
  });

  it('is not read beyond the length it had when it was opened', async () => {
    await writeFile(at('a'), 'hello');
    const file = await openRegular(at('a'), 100);
    await appendFile(at('a'), ' and more');
    const into = new Uint8Array(10);
    expect(await file.read(into, 3)).toBe(2);
    for (let time = 0; time < 2; time++) expect(await text(file.pieces())).toBe('hello');
    expect(await text(file.pieces(1, 3))).toBe('el');
    await file.close();
  });

  it('is closed after the work, also where that fails', async () => {
    await writeFile(at('a'), 'hello');
    const kept = await withRegular(at('a'), 100, async (file) => file);
    await expect(kept.read(new Uint8Array(1), 0)).rejects.toThrow();
    await expect(withRegular(at('a'), 100, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
  });
});
