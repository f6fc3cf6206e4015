import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { nativeStatus, provisionNative } from './native.ts';
import type { NativeSource } from './native-sources.ts';
import { type FailureCode, type Progress, ProvisionError } from './progress.ts';
import { addonPath } from './runtime-folder.ts';

let root: string;
let packageFolder: string;
let cache: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'convas-native-'));
  packageFolder = join(root, 'tfjs-node');
  cache = join(root, 'cache');
  await mkdir(packageFolder);
  await writeFile(join(packageFolder, 'package.json'), '{ "version": "4.22.0" }');
});
afterEach(async () => {
  await chmod(cache, 0o755).catch(() => {});
  await rm(root, { recursive: true, force: true });
});

const library = join('deps', 'lib', 'libtensorflow.so.2');
let installs = 0;

/** A source that brings two small files at once, in place of the runtime's. */
const giving = (id: string): NativeSource => ({
  id,
  title: `the source ${id}`,
  async install({ folder, report }) {
    installs++;
    for (const file of [addonPath, library]) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), id);
    }
    report('downloading', 'all of it', 7, 7);
    return { source: id, version: '1.2.3', files: [addonPath, library] };
  },
});
const failing = (id: string, code: FailureCode): NativeSource => ({
  id,
  title: `the source ${id}`,
  install: () => Promise.reject(new ProvisionError(code, `${id} said no`, `mend ${id}`)),
});

describe('provisionNative', () => {
  it('obtains the runtime from the first source that gives it, and links the package to it', async () => {
    const seen: Progress[] = [];
    const sources = [failing('first', 'unreachable'), giving('second'), giving('third')];
    const result = await provisionNative({
      packageFolder,
      cache,
      sources,
      onProgress: (step) => seen.push(step),
    });
    expect(result).toMatchObject({ backend: 'native', source: 'second', version: '1.2.3' });
    expect(result.attempts.map(({ source }) => source)).toEqual(['first']);
    expect(await readFile(join(packageFolder, addonPath), 'utf8')).toBe('second');
    expect(await readFile(join(packageFolder, library), 'utf8')).toBe('second');
    expect(seen).toContainEqual({
      part: 'native runtime',
      phase: 'downloading',
      detail: 'all of it',
      done: 7,
      total: 7,
    });
  });

  it('serves a second checkout from the same cache without obtaining anything', async () => {
    await provisionNative({ packageFolder, cache, sources: [giving('one')] });
    const other = join(root, 'other');
    await mkdir(other);
    await writeFile(join(other, 'package.json'), '{ "version": "4.22.0" }');
    expect(await nativeStatus({ packageFolder: other, cache })).toMatchObject({ state: 'not linked' });
    installs = 0;
    await provisionNative({ packageFolder: other, cache, sources: [giving('two')] });
    expect(installs).toBe(0);
    expect(await readFile(join(other, addonPath), 'utf8')).toBe('one');
    expect(await nativeStatus({ packageFolder: other, cache })).toMatchObject({
      state: 'ready',
      source: 'one',
    });
  });

  it('notices a file that was cut short since, and obtains the whole anew', async () => {
    const result = await provisionNative({ packageFolder, cache, sources: [giving('one')] });
    await writeFile(join(result.backend === 'native' ? result.folder : '', library), 'on');
    expect(await nativeStatus({ packageFolder, cache })).toMatchObject({ state: 'damaged' });
    await provisionNative({ packageFolder, cache, sources: [giving('two')] });
    expect(await nativeStatus({ packageFolder, cache })).toMatchObject({ state: 'ready', source: 'two' });
    expect(await readFile(join(packageFolder, library), 'utf8')).toBe('two');
  });

  it('moves the links when the cache moves', async () => {
    await provisionNative({ packageFolder, cache, sources: [giving('one')] });
    const second = join(root, 'second cache');
    await provisionNative({ packageFolder, cache: second, sources: [giving('two')] });
    expect(await readFile(join(packageFolder, addonPath), 'utf8')).toBe('two');
    expect(await readlink(join(packageFolder, 'lib'))).toContain(second);
  });

  it('answers WebAssembly when no source gives it, with every reason and a way out', async () => {
    const sources = [failing('first', 'unreachable'), failing('second', 'missing-tool')];
    const result = await provisionNative({ packageFolder, cache, sources });
    expect(result).toMatchObject({ backend: 'wasm', fix: 'mend second' });
    expect(result.backend === 'wasm' && sentence(result.reason)).toMatch(/first said no.*second said no/);
    expect(await nativeStatus({ packageFolder, cache })).toMatchObject({ state: 'absent' });
  });

  it('remembers an attempt in vain as long as it is told to, and no longer', async () => {
    await provisionNative({ packageFolder, cache, sources: [failing('first', 'unreachable')] });
    const patient = await provisionNative({ packageFolder, cache, sources: [giving('one')], retryAfter: 60 });
    expect(patient).toMatchObject({ backend: 'wasm' });
    const again = await provisionNative({ packageFolder, cache, sources: [giving('one')] });
    expect(again).toMatchObject({ backend: 'native' });
  });

  it('says so when the cache cannot be made', async () => {
    await writeFile(cache, 'a file where the folder would be');
    const result = await provisionNative({ packageFolder, cache, sources: [giving('one')] });
    expect(result).toMatchObject({ backend: 'wasm' });
    expect(result.attempts[0]?.error.code).toBe('not-writable');
    expect(result.backend === 'wasm' && sentence(result.fix)).toContain('CONVAS_CACHE');
  });

  it.skipIf(process.getuid?.() === 0)(
    'says so when the cache is read-only (root may write anywhere)',
    async () => {
      await mkdir(cache);
      await chmod(cache, 0o555);
      const result = await provisionNative({ packageFolder, cache, sources: [giving('one')] });
      expect(result.attempts[0]?.error.code).toBe('not-writable');
    },
  );
});
