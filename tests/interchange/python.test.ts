import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkspace } from '../../src/files/folder.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { FormatOf } from '../../src/interchange/format.ts';
import { pythonTorch } from '../../src/interchange/python-torch/export.ts';
import { pytorch } from '../../src/interchange/pytorch/export.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { stageFiles } from '../../src/interchange/stage.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { sentence } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { catalogueFor } from './catalogue.ts';
import { compute } from './networks.ts';

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
