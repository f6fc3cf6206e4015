import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { HealthRow } from '../../protocol/health.ts';
import { sentence } from '../../text/message.ts';
import { createUnsaved } from '../training/unsaved.ts';
import { healthFile, openHealthLog, readHealth } from './health-file.ts';

const row = (step: number): HealthRow => ({ step, epoch: 1, layers: [] });

it('a full disk is told in words, once; what it refused is written when it takes something again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convas-health-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const detail: string[] = [];
  const log = await openHealthLog(folder, 0, (message) => detail.push(sentence(message)));
  log.add(row(1));
  await log.settled();
  await rm(join(folder, healthFile));
  await symlink('/dev/full', join(folder, healthFile));
  log.add(row(2));
  await log.settled();
  expect(detail).toEqual([expect.stringMatching(/health\.jsonl could not be written: the disk is full/)]);
  await rm(join(folder, healthFile));
  for (const step of [3, 4]) log.add(row(step));
  await log.settled();
  expect(detail.slice(1)).toEqual(['']);
  expect(await readHealth(folder)).toEqual([row(1), row(2), row(3), row(4)]);
});

it('what is told of one part does not cover the other', () => {
  const detail: string[] = [];
  const unsaved = createUnsaved((run, message) => detail.push(`${run} ${sentence(message)}`));
  unsaved('a', 'health', 'no gradients');
  unsaved('a', 'weights', 'no weights');
  unsaved('a', 'health', '');
  unsaved('a', 'weights', '');
  unsaved('a', 'weights', 'no weights');
  unsaved('b', 'health', '');
  unsaved('b', 'health', 'no gradients');
  expect(detail).toEqual(['a no gradients', 'a no weights', 'a ', 'a no weights', 'b no gradients']);
});
