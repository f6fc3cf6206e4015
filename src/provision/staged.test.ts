import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryBeside } from '../files/temporary.ts';
import { type Contents, installOnce, readManifest } from './staged.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'convas staged ü '));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const contents: Contents = { source: 'test', version: '1', files: ['a.txt'] };
const build = async (folder: string) => {
  await writeFile(join(folder, 'a.txt'), 'hello');
  return contents;
};

describe('installOnce', () => {
  it('gives the folder its name only when complete, with a manifest of its files', async () => {
    const manifest = await installOnce(parent, 'part', build);
    expect(manifest).toEqual({ source: 'test', version: '1', files: { 'a.txt': 5 } });
    expect(await readManifest(join(parent, 'part'))).toEqual(manifest);
    expect(await readdir(parent)).toEqual(['part']);
  });

  it('leaves nothing behind when the work fails', async () => {
    const failing = installOnce(parent, 'part', async (folder) => {
      await writeFile(join(folder, 'a.txt'), 'half');
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(await readdir(parent)).toEqual([]);
  });

  it('does the work once for all who ask at the same time', async () => {
    let built = 0;
    let waited = 0;
    const slow = async (folder: string) => {
      built++;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return build(folder);
    };
    const ask = () => installOnce(parent, 'part', slow, { onWait: () => waited++ });
    const all = await Promise.all([ask(), ask(), ask()]);
    expect(built).toBe(1);
    expect(waited).toBeGreaterThan(0);
    expect(new Set(all.map((manifest) => JSON.stringify(manifest))).size).toBe(1);
  });

  it('clears away what a killed process has left, and does not take it for done', async () => {
    const left = temporaryBeside(join(parent, 'part')).replace(
      /^(.*\.convas-[0-9a-f]{8})-\d+-\d*-/,
      '$1-999999-17-',
    );
    await mkdir(left);
    await writeFile(join(left, 'a.txt'), 'half');
    await installOnce(parent, 'part', build);
    expect(await readdir(parent)).toEqual(['part']);
  });

  it('makes a folder anew whose files were cut short', async () => {
    await installOnce(parent, 'part', build);
    await writeFile(join(parent, 'part', 'a.txt'), 'hel');
    expect(await readManifest(join(parent, 'part'))).toBeNull();
    await installOnce(parent, 'part', build);
    expect(await readManifest(join(parent, 'part'))).not.toBeNull();
  });

  it('stops when asked to and leaves nothing behind', async () => {
    const stop = new AbortController();
    const asked = installOnce(
      parent,
      'part',
      async (folder, signal) => {
        stop.abort();
        signal.throwIfAborted();
        return build(folder);
      },
      { signal: stop.signal },
    );
    await expect(asked).rejects.toThrow();
    expect(await readdir(parent)).toEqual([]);
  });
});
