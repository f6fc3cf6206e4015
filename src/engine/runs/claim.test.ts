import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acquireLock, lockHolder } from '../../files/lock.ts';
import { claimToDelete } from './claim.ts';

let isFull = false;
vi.mock(import('../../files/lock.ts'), async (original) => {
  const lock = await original();
  return {
    ...lock,
    acquireLock: (...given) =>
      isFull
        ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))
        : lock.acquireLock(...given),
  };
});

let folder: string;
beforeEach(async () => {
  isFull = false;
  folder = await mkdtemp(join(tmpdir(), 'convas-lease-'));
  await mkdir(join(folder, 'a-run'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a run can be deleted from a full disk, unless it is in use', async () => {
  const run = join(folder, 'a-run');
  const lease = await acquireLock(join(run, 'run'), { purpose: 'training' });
  isFull = true;
  await expect(claimToDelete(run, 'a-run')).rejects.toMatchObject({
    code: 'in-use',
    message: expect.stringMatching(/Run a-run is in use by this process \(training\)/),
  });
  await lease.release();
  const claim = await claimToDelete(run, 'a-run');
  await claim.beforeCommit();
  await claim.release();
  isFull = false;
  const locked = await claimToDelete(run, 'a-run');
  expect(await lockHolder(join(run, 'run'))).toMatchObject({ purpose: 'change' });
  await locked.release();
});
