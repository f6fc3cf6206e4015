import { execFileSync, spawn } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, writeAtomic, writeAtomicSync } from './atomic.ts';
import { contained, replaceFolder, writeFolder, writeInto } from './folder.ts';
import { isTemporary, sweepTemporaries, temporaryBeside } from './temporary.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas files ü '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...parts: string[]) => readFile(at(...parts), 'utf8');

describe('writeAtomic', () => {
  it('replaces a file, follows a link to it, keeps its permissions, leaves nothing else', async () => {
    await writeFile(at('a'), 'old');
    await chmod(at('a'), 0o606);
    await symlink(at('a'), at('link'));
    await writeAtomic(at('link'), [bytes('n'), new Uint8Array(0), bytes('ew')]);
    expect(await read('a')).toBe('new');
    expect((await stat(at('a'))).mode & 0o777).toBe(0o606);
    expect((await readdir(folder)).sort()).toEqual(['a', 'link']);
  });

  it('writes what a link is to lead to', async () => {
    await symlink('new', at('link'));
    await writeAtomic(at('link'), 'text');
    expect(await read('new')).toBe('text');
    expect(await readlink(at('link'))).toBe('new');
  });

  it('leaves the old file and no trace where it cannot write, or is refused before the end', async () => {
    await mkdir(at('place'));
    await writeFile(at('a'), 'old');
    await expect(writeAtomic(at('place'), 'new')).rejects.toThrow();
    await expect(writeAtomic(at('gone', 'a'), 'new')).rejects.toMatchObject({ code: 'ENOENT' });
    const refused = writeAtomic(at('a'), 'new', { beforeCommit: () => Promise.reject(new Error('no more')) });
    await expect(refused).rejects.toThrow('no more');
    expect(await read('a')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['a', 'place']);
  });

  it('takes effect in the order of the calls, however long each takes', async () => {
    const writes = Array.from({ length: 40 }, (_, index) =>
      writeAtomic(at('a'), `${index} `.repeat(index % 2 === 0 ? 200_000 : 1)),
    );
    // One that fails holds none of the others up.
    void writeAtomic(at('a'), 'x', { beforeCommit: () => Promise.reject(new Error('no')) }).catch(() => {});
    const last = writeAtomic(at('a'), 'last');
    await Promise.all([...writes, last]);
    expect(await read('a')).toBe('last');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('refuses pipes and devices where nobody has named them', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    await symlink('/dev/null', at('device'));
    for (const name of ['pipe', 'device']) {
      await expect(writeAtomic(at(name), 'x')).rejects.toThrow(
        `${at(name)} could not be written: it is a device or a pipe, not a file. Remove it`,
      );
    }
    expect((await stat(at('pipe'))).isFIFO()).toBe(true);
  });

  it('writes to a pipe and to a device as they are where it is told to', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const reader = spawn('cat', [at('pipe')]);
    let heard = '';
    reader.stdout.on('data', (chunk: Buffer) => {
      heard += chunk;
    });
    const done = new Promise((resolve) => reader.on('close', resolve));
    await writeAtomic(at('pipe'), 'through', { toStream: true });
    await done;
    expect(heard).toBe('through');
    expect((await stat(at('pipe'))).isFIFO()).toBe(true);
    await writeAtomic('/dev/null', 'nothing', { toStream: true });
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('has a sibling that does not wait', async () => {
    writeAtomicSync(at('a'), 'old');
    writeAtomicSync(at('a'), 'new');
    expect(await read('a')).toBe('new');
    expect(() => writeAtomicSync(at('gone', 'a'), 'new')).toThrow('ENOENT');
    expect(await readdir(folder)).toEqual(['a']);
  });
});

describe('replaceFile', () => {
  it('names a file only when it is complete', async () => {
    await writeFile(at('a'), 'old');
    const fails = replaceFile(at('a'), async (temporary) => {
      await writeFile(temporary, 'half');
      throw new Error('broken off');
    });
    await expect(fails).rejects.toThrow('broken off');
    expect(await read('a')).toBe('old');
    expect(await replaceFile(at('a'), (temporary) => writeFile(temporary, 'new').then(() => 3))).toBe(3);
    expect(await read('a')).toBe('new');
    expect(await readdir(folder)).toEqual(['a']);
  });
});

describe('folders', () => {
  it('are written whole, with folders of their own', async () => {
    await mkdir(at('model'));
    await writeFolder(at('model'), [
      { name: 'model.json', bytes: bytes('{}') },
      { name: 'weights/a.bin', bytes: bytes('a') },
    ]);
    expect(await read('model', 'weights', 'a.bin')).toBe('a');
    expect(await readdir(folder)).toEqual(['model']);
  });

  it('are not written where a file cannot be, nor over a folder that holds something', async () => {
    const bad = [
      { name: 'a', bytes: bytes('a') },
      { name: '../b', bytes: bytes('b') },
    ];
    await expect(writeFolder(at('model'), bad)).rejects.toThrow(/outside/);
    await mkdir(at('mine'));
    await writeFile(at('mine', 'thesis.txt'), 'mine');
    await expect(writeFolder(at('mine'), [{ name: 'a', bytes: bytes('a') }])).rejects.toThrow();
    await expect(writeInto(at('mine'), bad)).rejects.toThrow(/outside/);
    expect(await readdir(at('mine'))).toEqual(['thesis.txt']);
    expect(await readdir(folder)).toEqual(['mine']);
  });

  it('keep what else is in them where files are written into them', async () => {
    const files = (text: string) => [{ name: 'weights/a.bin', bytes: bytes(text) }];
    await writeInto(at('mine'), files('old'));
    await writeFile(at('mine', 'thesis.txt'), 'mine');
    await writeInto(at('mine'), files('new'));
    expect(await read('mine', 'weights', 'a.bin')).toBe('new');
    expect((await readdir(at('mine'))).sort()).toEqual(['thesis.txt', 'weights']);
  });

  it('are replaced by a complete one, or stay', async () => {
    await writeFolder(at('cache'), [{ name: 'old', bytes: bytes('old') }]);
    const fails = replaceFolder(at('cache'), 'replace', () => Promise.reject(new Error('broken off')));
    await expect(fails).rejects.toThrow('broken off');
    expect(await readdir(at('cache'))).toEqual(['old']);
    await replaceFolder(at('cache'), 'replace', (temporary) => writeFile(join(temporary, 'new'), 'new'));
    expect(await readdir(at('cache'))).toEqual(['new']);
    expect(await readdir(folder)).toEqual(['cache']);
  });

  it('keep every name inside', () => {
    for (const name of ['../a', '/a', 'a/../../b', '..', '', 'a\0b']) {
      expect(() => contained('/page', name), JSON.stringify(name)).toThrow();
    }
    expect(contained('/page', 'a/../b.js')).toBe(join('/page', 'b.js'));
    expect(contained('/page', '..a')).toBe(join('/page', '..a'));
  });
});

describe('what a killed process left', () => {
  it('is removed, and nothing that a process may still be writing', async () => {
    const own = basename(temporaryBeside(at('a')));
    const [, place, pid, mark] = /^\.convas-(\w+)-(\d+)-(\d*)-/.exec(own)!;
    const name = (
      where: string | undefined,
      who: string | undefined,
      since: string | undefined,
      what: string,
    ) => `.convas-${where}-${who}-${since}-${what.repeat(16)}.tmp`;
    const young = name('00000000', '4242', '', 'a');
    const old = name('00000000', '4242', '', 'b');
    const killed = name(place, '999999', '17', 'c');
    const sameNumber = name(place, pid, `${Number(mark) - 1}`, 'd');
    for (const file of [own, young, old, sameNumber, 'mine.tmp', '.convas-notes.tmp'])
      await writeFile(at(file), '');
    await mkdir(at(killed, 'weights'), { recursive: true });
    const longAgo = new Date(Date.now() - 48 * 3600 * 1000);
    await utimes(at(old), longAgo, longAgo);
    await sweepTemporaries(folder);
    expect((await readdir(folder)).sort()).toEqual([own, young, 'mine.tmp', '.convas-notes.tmp'].sort());
    expect([own, young, old, killed].every(isTemporary)).toBe(true);
  });

  it('is removed with the first write beside it', async () => {
    const killed = basename(temporaryBeside(at('a'))).replace(
      /^(\.convas-[0-9a-f]{8})-\d+-\d*-/,
      '$1-999999-17-',
    );
    await writeFile(at(killed), '');
    await writeAtomic(at('a'), 'new');
    expect(await readdir(folder)).toEqual(['a']);
  });
});
