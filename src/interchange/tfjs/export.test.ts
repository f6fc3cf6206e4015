import { expect, it } from 'vitest';
import { chain } from '../../document/operations/chain.ts';
import type { TF } from '../../layers/tensorflow.ts';
import { analyze } from '../../network/analyze.ts';
import { collectFiles } from '../collect.ts';
import { tfjs } from './export.ts';
import { loadFiles } from './load.ts';

it('says in words where a network is too deep for TensorFlow.js to load, and hides no other failure', async () => {
  const document = chain('deep', [['input', { shape: [4] }], ['activation'], ['dense', { units: 2 }]]);
  const network = analyze(document, null).network!;
  const weights = new Map(
    network.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => [
        `${layer.name}/${name}`,
        new Float32Array(shape.reduce((product, side) => product * side, 1)),
      ]),
    ),
  );
  const files = await collectFiles(
    tfjs.write(
      {
        name: 'deep',
        network,
        document,
        weights,
        frozen: new Set(),
        reading: null,
        labels: [],
        preprocessing: null,
        inference: null,
        target: 'class',
        data: null,
        initial: null,
        language: 'en',
        servingGraph: null,
        calibration: null,
        run: null,
      },
      { input: 'floats' },
    ),
  );
  const model = new TextDecoder().decode(files[0]!.bytes);
  const failing = (error: Error) =>
    loadFiles({ loadLayersModel: () => Promise.reject(error) } as unknown as TF, {
      model,
      weights: files[1]!.bytes,
    });
  await expect(failing(new RangeError('Maximum call stack size exceeded'))).rejects.toThrow('3 layers');
  await expect(failing(new Error('of another kind'))).rejects.toThrow('of another kind');
});
