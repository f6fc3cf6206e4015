import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataset } from '../../src/datasets/registry.ts';
import * as collections from '../../src/engine/own-data/collections.ts';
import { timely } from '../support/thorough.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-many-'));
  process.env['CONVAS_HOME'] = home;
});
afterEach(async () => {
  delete process.env['CONVAS_HOME'];
  await rm(home, { recursive: true, force: true });
});

/** Images in all: four classes of 8,000 where there is time. */
const many = timely(800, 32_000);
const together = 100;

it(`a collection takes ${many} images, shows the last of them, and trains`, {
  timeout: 600_000,
}, async () => {
  const classes = ['a', 'b', 'c', 'd'];
  const id = await collections.createCollection('many', [28, 28, 1], classes);
  for (let at = 0; at < many; at += together) {
    const images = new Uint8Array(together * 784).fill(at % 251);
    await collections.addExamples(id, classes[(at / together) % 4]!, images);
  }
  const { classes: counted, path } = await collections.collectionState(id);
  expect(counted.map(({ count }) => count)).toEqual(new Array(4).fill(many / 4));
  const last = { offset: many / 4 - 24, count: 24, side: 28 };
  const { images, total } = await collections.examplePage(id, 'a', last);
  expect([total, images.length]).toEqual([many / 4, 24 * 784]);
  // The latest come first.
  expect(images.every((value) => value === 0)).toBe(true);
  const { train, test } = await openDataset(path);
  expect([train.count, test.count]).toEqual([(many * 4) / 5, many / 5]);
});
