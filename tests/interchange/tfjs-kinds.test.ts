import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { tfjs } from '../../src/interchange/tfjs/export.ts';
import { startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { sentence } from '../../src/text/message.ts';
import { grids } from '../conformance/grids.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { tfjsFiles } from './files.ts';
import { compute, networkOf, type Part, part, untrained } from './networks.ts';

let tf: TF;
const thread = startPlainThread();
beforeAll(async () => {
  tf = await loadTensorFlow();
});
afterAll(() => thread.end());

/** Every set of parameters of a kind, each with inputs of its own, in one network. */
function branches(kind: LayerKind) {
  const cases = grids[kind.kind as keyof typeof grids];
  const indices = new Map<string, number>();
  const parts = cases.flatMap(({ params, inputs, indices: below }, at): Part[] => {
    if (kind.inputs.max === 0) {
      return [{ name: `in${at}`, kind, params }, part('activation', `case${at}`, {}, `in${at}`)];
    }
    const names = inputs.map((_, index) => `in${at}_${index}`);
    for (const name of names) if (below) indices.set(name, below);
    return [
      ...names.map((name, index) => part('input', name, { shape: inputs[index] })),
      { name: `case${at}`, kind, params, inputs: names },
    ];
  });
  return { cases, indices, parts };
}

describe.each(Object.values<LayerKind>(kinds))('$kind', (kind) => {
  const { cases, indices, parts } = branches(kind);
  const whole = networkOf(
    parts,
    cases.map((_, at) => `case${at}`),
  );
  const refused = new Map(tfjs.supports(whole, { input: 'floats' }).map((layer) => [layer.layer, layer]));
  const kept = cases.map((_, at) => `case${at}`).filter((name) => !refused.has(name));
  const needed = new Set(
    kept.flatMap((name) => [name, ...parts.find((each) => each.name === name)!.inputs!]),
  );
  const network = networkOf(
    parts.filter(({ name }) => needed.has(name)),
    kept,
  );

  it('says of each layer that cannot be exported why, and what to do', () => {
    for (const layer of refused.values()) {
      expect(layer).toMatchObject({ kind: kind.title, name: expect.stringMatching(/^case/) });
      expect(sentence(layer.reason)).toMatch(/^[A-Z].*\.$/);
      expect(sentence(layer.reason)).toContain('TensorFlow.js');
      expect(sentence(layer.remedy)).toMatch(/^[A-Z].*\.$/);
    }
    if (refused.size > 0) {
      expect(() => tfjs.write(untrained(whole), { input: 'floats' })).toThrow(
        /^TensorFlow\.js cannot express/,
      );
    }
  });

  if (kept.length > 0) {
    it.each(['cpu', 'wasm'] as const)(
      'plain TensorFlow.js computes what the engine does: %s',
      async (backend) => {
        const { trained, inputs, outputs } = compute(tf, network, indices);
        await thread.ask({ kind: 'open', backend, files: await tfjsFiles(trained) });
        const found = (await thread.ask({ kind: 'predict', inputs })).outputs;
        for (const [at, name] of kept.entries()) {
          const { agrees, where, largest } = compareOutputs([outputs[at]!], [found[at]!]);
          const which = JSON.stringify(cases[Number(name.slice(4))]);
          expect.soft(where, which).toBeNull();
          expect.soft(agrees && largest < 5e-5, which).toBe(true);
        }
      },
    );
  }
});
