import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkspace } from '../../src/files/folder.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { FormatOf } from '../../src/interchange/format.ts';
import { pythonRuntime } from '../../src/interchange/python/run.ts';
import { pythonTorch } from '../../src/interchange/python-torch/export.ts';
import { pytorch } from '../../src/interchange/pytorch/export.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { sentence } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { catalogueFor } from './catalogue.ts';
import { compute, networkOf, part } from './networks.ts';

let tf: TF;
let parent: string;
beforeAll(async () => {
  tf = await loadTensorFlow();
  parent = await mkdtemp(join(tmpdir(), 'convas-python-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

// Keras takes two minutes for all kinds: `build/bench-exports.mjs` has its program. One process for all kinds: what takes long is to start Python and its libraries.
it.each([pythonTorch, pytorch] as readonly FormatOf<'weights'>[])(
  'computes every kind that it expresses as the engine does: $id',
  { timeout: 600_000 },
  async (format) => {
    const { network, indices, cases } = catalogueFor(format);
    const { trained, inputs, outputs } = compute(tf, network, indices, 3);
    const workspace = await openWorkspace(parent);
    await stageFiles(workspace, format.write(trained, {}));
    const [runtime] = format.runtimes!(null, {});
    const model = await runtime!.open(workspace.folder, trained);
    const found = await model.predict(inputs).catch((error: unknown) => {
      if (!(error instanceof RuntimeMissingError)) throw error;
      return error;
    });
    if (found instanceof RuntimeMissingError) return expect(sentence(found.text)).toMatch(/CONVAS_PYTHON/);
    expect(found).toHaveLength(outputs.length);
    for (const [at, id] of network.outputs.entries()) {
      const { where, largest } = compareOutputs([outputs[at]!], [found[at]!]);
      expect.soft(where, cases.get(id)).toBeNull();
      expect.soft(largest, cases.get(id)).toBeLessThan(5e-5);
    }
  },
);

it('begins with the weights that the document takes over', { timeout: 300_000 }, async () => {
  const network = networkOf(
    [
      part('input', 'x', { shape: [6, 5, 2] }),
      part('conv2d', 'c', { filters: 3, kernelSize: [3, 2], activation: 'relu' }, 'x'),
      part('batchNormalization', 'n', {}, 'c'),
      part('flatten', 'f', {}, 'n'),
      part('dense', 'd', { units: 4 }, 'f'),
    ],
    ['d'],
  );
  const { trained, inputs, outputs } = compute(tf, network);
  const initial = { from: 'another', read: async () => trained.weights };
  const workspace = await openWorkspace(parent);
  await stageFiles(workspace, pythonTorch.write({ ...trained, initial }, {}));
  // A prepared image is what its first input is: bytes that are scaled and framed.
  const operations = [
    { op: 'affine', scale: [0.5], offset: [-1] },
    { op: 'pad', top: 1, left: 0, bottom: 1, right: 1, value: 3 },
  ] as const;
  const inference = { image: [4, 4, 2], operations } as const;
  await stageFiles(workspace, pytorch.write({ ...trained, inference }, {}));
  const runtime = pythonRuntime({
    title: 'PyTorch',
    script: `
import importlib.util, os
import torch

def predict(folder, inputs, weights):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location('train', os.path.join(folder, 'train.py'))
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    sys.path.insert(0, folder)
    model = program.initialize(program.Model())
    program.take_over(model)
    model.eval()
    with torch.no_grad():
        import model as exported
        images = np.arange(64, dtype='uint8').reshape(2, 4, 4, 2)
        framed = np.pad(images * np.float32(0.5) - 1, ((0, 0), (1, 1), (0, 1), (0, 0)), constant_values=3)
        assert np.array_equal(exported.prepare(images).numpy(), framed.transpose(0, 3, 1, 2))
        network = exported.load(os.path.join(folder, 'weights.safetensors'))
        assert network(exported.prepare(images)).shape == (2, 4)
        return [model(torch.from_numpy(inputs[0]).movedim(-1, 1)).numpy()]

def runtime():
    return 'PyTorch'
`,
  });
  const model = await runtime.open(workspace.folder, trained);
  const found = await model.predict(inputs).catch((error: unknown) => {
    if (!(error instanceof RuntimeMissingError)) throw error;
    return null;
  });
  if (found) expect(compareOutputs(outputs, found).largest).toBeLessThan(5e-5);
});
