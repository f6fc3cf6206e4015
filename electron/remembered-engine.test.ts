import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RememberedEngine } from './remembered-engine.ts';

const address = { host: '10.0.0.7', port: 8766, token: 'a'.repeat(43), fingerprint: '0f'.repeat(32) };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas engine '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is the same after a restart, for its user alone, until the own engine is chosen', async () => {
  const first = new RememberedEngine(folder);
  expect(first.load()).toBeNull();
  await first.keep(address);
  expect(new RememberedEngine(folder).load()).toEqual(address);
  const [file] = await readdir(folder);
  if (process.platform !== 'win32') expect((await stat(join(folder, file!))).mode & 0o777).toBe(0o600);
  await first.keep(null);
  expect(new RememberedEngine(folder).load()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('is the own engine where what was kept is no address', async () => {
  await new RememberedEngine(folder).keep(address);
  const [file] = await readdir(folder);
  await writeFile(join(folder, file!), 'convas://10.0.0.7:8766/#cut off');
  expect(new RememberedEngine(folder).load()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});
