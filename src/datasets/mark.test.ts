import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataMark } from './mark.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-mark-'));
  await mkdir(join(folder, 'cats'));
  for (let at = 0; at < 100; at++) await writeFile(join(folder, 'cats', `${at}.png`), 'old');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the mark of data at a path', () => {
  it('stays while nothing changes', async () => {
    expect(await dataMark(folder)).toBe(await dataMark(folder));
  });

  it('changes where one image of many is written over in place', async () => {
    const before = await dataMark(folder);
    const image = join(folder, 'cats', '57.png');
    await writeFile(image, 'new');
    await utimes(image, new Date(), new Date(Date.now() + 1000));
    expect(await dataMark(folder)).not.toBe(before);
  });

  it('changes where an image gets another name or another class', async () => {
    const before = await dataMark(folder);
    await rename(join(folder, 'cats', '57.png'), join(folder, 'cats', '157.png'));
    const renamed = await dataMark(folder);
    expect(renamed).not.toBe(before);
    await mkdir(join(folder, 'dogs'));
    await rename(join(folder, 'cats', '157.png'), join(folder, 'dogs', '157.png'));
    expect(await dataMark(folder)).not.toBe(renamed);
  });

  it('is refused where there is nothing', async () => {
    await expect(dataMark(join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});
