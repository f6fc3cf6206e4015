import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { views } from '../../src/insight/views/registry.ts';
import { EngineError } from '../../src/protocol/client.ts';
import { type Bench, openBench } from './harness.ts';

/** A run as another program or a later version would leave it: one of its layers is of a kind that is not known. */
const run = 'with-placeholder';
const stored = join(import.meta.dirname, 'previous', 'stopped');

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ backend: 'cpu', step: 'eager' });
  const folder = join(bench.folder, 'runs', run);
  await mkdir(join(bench.folder, 'runs'), { recursive: true });
  await cp(stored, folder, { recursive: true });
  const file = join(folder, 'document.convas');
  const text = await readFile(file, 'utf8');
  const changed = text.replace('"kind": "flatten"', '"kind": "onnx:LpNormalization"');
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
});
afterAll(() => bench.close());

it('every view of a network with a placeholder says what it cannot do', async () => {
  const { document } = await bench.client.call('runs.get', { run });
  expect(document).toContain('onnx:LpNormalization');
  const image = { height: 4, width: 4, channels: 1 as const, data: new Uint8Array(16) };
  for (const [view, { needs }] of Object.entries(views)) {
    const params = {
      ...(needs.includes('layer') && { layer: 'layer-2' }),
      ...(needs.includes('image') && { image }),
      ...(needs.includes('class') && { class: 0 }),
      ...(needs.includes('other') && { other: run }),
    };
    const error = await bench.client.call('insight.show', { run, view, ...params }).catch((caught) => caught);
    expect(error, view).toBeInstanceOf(EngineError);
    expect(error.code, `${view}: ${error.message}`).not.toBe('failed');
    expect(error.message, view).toContain('onnx:LpNormalization');
  }
});
