import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkspace } from '../../src/files/folder.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { onnx } from '../../src/interchange/onnx/export.ts';
import { onnxImporter } from '../../src/interchange/onnx/import.ts';
import { halfOf } from '../../src/interchange/onnx/precision.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { compute, networkOf, part } from './networks.ts';
import { preparations, storedImages } from './stored-images.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'convas-onnx-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const network = networkOf(
  [
    part('input', 'in', { shape: [9, 7, 3] }),
    part(
      'conv2d',
      'conv',
      { filters: 8, kernelSize: [3, 2], strides: [2, 1], padding: 'same', activation: 'relu' },
      'in',
    ),
    part('flatten', 'flat', {}, 'conv'),
    part('dense', 'out', { units: 6 }, 'flat'),
  ],
  ['conv', 'out'],
);

const omitted = { calibration: 128, input: 'floats' } as const;

it.each([
  [{ layout: 'nchw', precision: 'float32' }, 1e-5, 1],
  [{ layout: 'nhwc', precision: 'float16' }, 1e-2, 0.62],
  [{ layout: 'nchw', precision: 'int8' }, 0.1, 0.45],
  [{ layout: 'nhwc', precision: 'int8-static' }, 0.1, 0.5],
  [{ layout: 'nchw', precision: 'int8-static' }, 0.1, 0.5],
] as const)('runs in ONNX Runtime as %o', async (chosen, tolerance, size) => {
  const options = { ...omitted, ...chosen };
  const tf = await loadTensorFlow();
  const { trained: exact, inputs, outputs } = compute(tf, network, new Map(), 7);
  const trained = { ...exact, calibration: async () => inputs };
  const workspace = await openWorkspace(parent);
  const [staged] = await stageFiles(workspace, onnx.write(trained, options));
  const model = await onnx.runtimes!(null, options)[0]!.open(workspace.folder, trained);
  const found = await model.predict(inputs);
  await model.close();
  expect(compareOutputs(outputs, found, tolerance).where).toBeNull();
  expect(onnx.tolerance!(options)).toBeGreaterThanOrEqual(tolerance);
  const [whole] = await collectFiles(
    onnx.write(trained, { ...omitted, layout: 'nhwc', precision: 'float32' }),
  );
  expect(staged!.bytes).toBeLessThanOrEqual(
    whole!.bytes.length * size + (chosen.precision === 'int8-static' ? 4000 : 400),
  );

  const [file] = await collectFiles(onnx.write(trained, options));
  const back = await onnxImporter.read({
    main: { name: 'm.onnx', bytes: file!.bytes },
    beside: async () => null,
  });
  const [kernel, own] = [back.weights!.get('out/kernel')!, trained.weights.get('out/kernel')!];
  expect(kernel).toHaveLength(own.length);
  expect(Math.max(...kernel.map((value, at) => Math.abs(value - own[at]!)))).toBeLessThan(tolerance);
});

it('rounds to halves as IEEE 754 does', () => {
  const known = [
    [0, 0],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [1e9, 0x7bff],
    [0.1, 0x2e66],
    [6e-8, 1],
    [2 ** -14, 0x0400],
    [1.0009765625, 0x3c01],
    [1.00048828125, 0x3c00],
  ] as const;
  for (const [value, bits] of known) expect(halfOf(value), String(value)).toBe(bits);
});

it.each(preparations)('takes bytes and prepares them itself: %j', async (operations, image) => {
  const tf = await loadTensorFlow();
  const options = { ...omitted, layout: 'nhwc', precision: 'float32', input: 'bytes' } as const;
  const { stored, prepared } = storedImages(tf, operations, image);
  const { trained } = compute(tf, network, new Map(), 4);
  const inference = { image, operations };
  const both = [
    { of: { ...trained, inference }, chosen: options, given: stored },
    { of: trained, chosen: { ...options, input: 'floats' } as const, given: prepared },
  ];
  const [found, expected] = await Promise.all(
    both.map(async ({ of, chosen, given }) => {
      const workspace = await openWorkspace(parent);
      await stageFiles(workspace, onnx.write(of, chosen));
      const model = await onnx.runtimes!(null, chosen)[0]!.open(workspace.folder, of);
      const outputs = await model.predict([given]);
      await model.close();
      return outputs;
    }),
  );
  expect(compareOutputs(expected!, found!, 1e-5).where).toBeNull();
});
