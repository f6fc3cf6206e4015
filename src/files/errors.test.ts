import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { type Attempt, causeOf, codeOf, explainFailure, failure as failed, messageOf } from './errors.ts';

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

const reasonOf = (error: unknown, attempt: Attempt): string => sentence(causeOf(error, attempt).reason);

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

  it('are Portuguese words in Portuguese, whichever it is', () => {
    for (const error of everySystemError) {
      for (const attempt of ['read', 'write'] as const) {
        const detail = failed(error, attempt, 'x.csv');
        expect(sentence(detail, 'pt-BR'), error.code).not.toBe(sentence(detail, 'en'));
        const known = getSystemErrorMap().get(error.errno)![1];
        expect(sentence(detail, 'pt-BR'), error.code).not.toContain(known);
        expect(sentence(detail, 'pt-BR'), error.code).not.toMatch(/\bE[A-Z0-9]{3,}\b|undefined/);
      }
    }
  });

  it('that have a remedy name it', () => {
    const of = (code: string) => Object.assign(new Error('raw'), { code });
    expect(explainFailure(of('ENOSPC'), 'write', 'a')).toBe(
      'a: the disk is full. Free some space, or choose another place.',
    );
    expect(reasonOf(of('ENOENT'), 'read')).toBe('it does not exist');
    expect(reasonOf(of('ENOENT'), 'write')).toBe('its folder does not exist');
  });

  it('keep a message in words where they have no code, and have words for anything thrown', () => {
    expect(reasonOf(new Error('it was eaten'), 'read')).toBe('it was eaten');
    for (const thrown of [undefined, null, '', new Error('')]) {
      expect(reasonOf(thrown, 'read')).toBe('the reason is not known');
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
