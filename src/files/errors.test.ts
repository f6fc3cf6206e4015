import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, explain, explainFailure, messageOf } from './errors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-errors-'));
});
afterEach(() => rm(folder, { recursive: true }));

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable('should have failed'),
    (error) => error,
  );

/** Every error that libuv knows, as Node throws it. */
const everySystemError = [...getSystemErrorMap()].map(([errno, [code, text]]) =>
  Object.assign(new Error(`${code}: ${text}, open '/a/b'`), { errno, code, syscall: 'open', path: '/a/b' }),
);

describe('errors of the operating system', () => {
  it('are words without a code or "undefined", whichever it is, reading and writing', () => {
    for (const error of everySystemError) {
      for (const attempt of ['read', 'write'] as const) {
        const text = explainFailure(error, attempt, 'x.csv could not be read');
        expect(text, error.code).toMatch(/^x\.csv could not be read: ./);
        expect(text, error.code).not.toMatch(/\bE[A-Z0-9]{3,}\b|undefined/);
      }
    }
  });

  it('that have a remedy name it', () => {
    const of = (code: string) => Object.assign(new Error('raw'), { code });
    expect(explain(of('ENOSPC'), 'write')).toEqual({
      reason: 'the disk is full',
      fix: 'Free some space, or choose another place.',
    });
    expect(explain(of('ENOENT'), 'read').reason).toBe('it does not exist');
    expect(explain(of('ENOENT'), 'write').reason).toBe('its folder does not exist');
  });

  it('keep a message in words where they have no code, and have words for anything thrown', () => {
    expect(explain(new Error('it was eaten'), 'read').reason).toBe('it was eaten');
    for (const thrown of [undefined, null, '', new Error('')]) {
      expect(explain(thrown, 'read').reason).toBe('the reason is not known');
    }
  });
});

describe('messageOf', () => {
  it('puts in words what Node threw, with the file', async () => {
    const loop = join(folder, 'loop');
    await symlink(loop, loop);
    expect(messageOf(await failure(readFile(loop)))).toBe(
      `${loop} could not be read: it is a link that leads in a circle. Replace the link with the file or folder that it should lead to.`,
    );
    // Node names no path here.
    expect(messageOf(await failure(readFile(folder)))).toBe(
      'A file could not be read: it is a folder, not a file. Choose a file in it.',
    );
    const inside = join(folder, 'file', 'x');
    await writeFile(join(folder, 'file'), '');
    expect(messageOf(await failure(writeFile(inside, '')))).toContain(`${inside} could not be`);
  });

  it('keeps the message of every other error', () => {
    expect(messageOf(new Error('Run a is not training.'))).toBe('Run a is not training.');
    expect(messageOf('text')).toBe('text');
    expect(codeOf('text')).toBe('');
  });
});
