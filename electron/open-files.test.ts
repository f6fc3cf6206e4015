import { mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisProcess } from '../src/files/process.ts';
import type { FileState } from '../src/protocol/host.ts';
import { keyOf, OpenFiles } from './open-files.ts';
import { versionOfBytes } from './version.ts';

let folder: string;
let running: OpenFiles[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas open files '));
  running = [];
});
afterEach(async () => {
  for (const instance of running) await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = (...parts: string[]) => join(folder, ...parts);
const patience = { timeout: 10_000, interval: 50 };

/** An instance of the app, and what it has told its page. */
function instance() {
  const detail: FileState[] = [];
  const files = new OpenFiles(at('shared'), (state) => detail.push(state), 100);
  running.push(files);
  return { files, detail, last: () => detail.at(-1) };
}

describe('a file that is open', () => {
  it('is followed through changes, in whatever way they are made', async () => {
    await writeFile(at('a.convas'), 'one');
    const { files, detail, last } = instance();
    await files.follow([{ handle: 'h', path: at('a.convas') }]);
    expect(last()).toEqual({ handle: 'h', version: versionOfBytes('one'), others: 0 });
    await writeFile(at('a.convas'), 'two');
    await expect.poll(last, patience).toMatchObject({ version: versionOfBytes('two') });
    await writeFile(at('next'), 'three');
    await rename(at('next'), at('a.convas'));
    await expect.poll(last, patience).toMatchObject({ version: versionOfBytes('three') });
    await rm(at('a.convas'));
    await expect.poll(last, patience).toMatchObject({ version: null });
    await writeFile(at('a.convas'), 'three');
    await expect.poll(last, patience).toMatchObject({ version: versionOfBytes('three') });
    expect(detail).toHaveLength(5);
  });

  it('is followed beside others, until it is closed', async () => {
    await writeFile(at('a.convas'), 'one');
    await writeFile(at('b.convas'), 'two');
    const { files, detail } = instance();
    const [a, b] = ['a', 'b'].map((handle) => ({ handle, path: at(`${handle}.convas`) }));
    await files.follow([a!, b!]);
    await writeFile(at('a.convas'), 'three');
    const of = (handle: string) => detail.filter((state) => state.handle === handle);
    await expect.poll(() => of('a').at(-1), patience).toMatchObject({ version: versionOfBytes('three') });
    expect(of('b')).toEqual([{ handle: 'b', version: versionOfBytes('two'), others: 0 }]);
    await files.follow([b!]);
    await writeFile(at('a.convas'), 'four');
    await files.lookTwice();
    expect(of('a')).toHaveLength(2);
    expect(await readdir(at('shared'))).toHaveLength(1);
  });

  it('is looked at when the person comes back, not only when it is time', async () => {
    await writeFile(at('a.convas'), 'one');
    const { files, last } = instance();
    await files.follow([{ handle: 'h', path: at('a.convas') }]);
    await writeFile(at('a.convas'), 'two');
    await files.lookTwice();
    expect(last()).toMatchObject({ version: versionOfBytes('two') });
  });

  it('is not told of again where it only was touched', async () => {
    await writeFile(at('a.convas'), 'one');
    const { files, detail } = instance();
    await files.follow([{ handle: 'h', path: at('a.convas') }]);
    await writeFile(at('a.convas'), 'one');
    await files.lookTwice();
    expect(detail).toHaveLength(1);
  });

  it('is known to all that have it open, through links as well', async () => {
    await writeFile(at('a.convas'), 'one');
    await symlink(at('a.convas'), at('link.convas'));
    const [first, second, third] = [instance(), instance(), instance()];
    await first.files.follow([{ handle: 'h', path: at('a.convas') }]);
    await second.files.follow([{ handle: 'x', path: at('link.convas') }]);
    expect(second.last()).toMatchObject({ handle: 'x', others: 1 });
    await expect.poll(first.last, patience).toMatchObject({ others: 1 });
    await third.files.follow([{ handle: 'y', path: at('a.convas') }]);
    await expect.poll(first.last, patience).toMatchObject({ others: 2 });
    await second.files.follow([]);
    await third.files.stop();
    await expect.poll(first.last, patience).toMatchObject({ others: 0 });
  });

  it('is not held open by an instance that has ended without a word', async () => {
    await writeFile(at('a.convas'), 'one');
    const { files, last } = instance();
    const key = await keyOf(at('a.convas'));
    await files.follow([{ handle: 'h', path: at('a.convas') }]);
    const dead = { ...thisProcess(), mark: '1' };
    await writeFile(at('shared', `${key}.0123456789ab.json`), JSON.stringify(dead));
    await files.lookTwice();
    expect(last()).toMatchObject({ others: 0 });
    expect(await readdir(at('shared'))).toHaveLength(1);
  });

  it('is followed where others cannot be told', async () => {
    await writeFile(at('a.convas'), 'one');
    await writeFile(at('shared'), 'not a folder');
    const { files, last } = instance();
    await files.follow([{ handle: 'h', path: at('a.convas') }]);
    expect(last()).toEqual({ handle: 'h', version: versionOfBytes('one'), others: 0 });
  });
});
