import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forward } from '../../src/engine/model/forward.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { kerasFormat, legacyFormat } from '../../src/interchange/keras/export.ts';
import { keras } from '../../src/interchange/keras/import.ts';
import { analyze } from '../../src/network/analyze.ts';
import type { Network } from '../../src/network/network.ts';
import { compute, valuesOf } from '../interchange/networks.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { documentOf } from './random-document.ts';

/*
 * `write FOLDER COUNT`: random networks in both formats, with inputs and what they put out here.
 * `read FOLDER`: the same models as real Keras has saved them again, compared with what they put out before.
 */

const [task, folder, count = '24'] = process.argv.slice(2) as [string, string, string?];

/** Batches that a dynamic batch has to allow. */
const batch = 7;

interface Model {
  readonly name: string;
  readonly input: { shape: readonly number[]; values: readonly number[] };
  readonly output: { shape: readonly number[]; values: readonly number[] };
}

const tf = await loadTensorFlow();
const listed = join(folder, 'models.json');

if (task === 'write') {
  const models: Model[] = [];
  for (let seed = 1; models.length < Number(count); seed++) {
    const document = documentOf(seed);
    const { network } = analyze(document, null);
    if (!network) continue;
    const { trained, inputs, outputs } = compute(tf, network, new Map(), batch);
    const source = { ...trained, document, name: document.name };
    const name = `random-${seed}`;
    mkdirSync(join(folder, name), { recursive: true });
    for (const format of [kerasFormat, legacyFormat]) {
      for (const { path, bytes } of await collectFiles(format.write(source, { input: 'floats' })))
        writeFileSync(join(folder, name, path), bytes);
    }
    const [input] = inputs;
    const [output] = outputs;
    models.push({
      name,
      input: { shape: input!.shape, values: [...input!.values] },
      output: { shape: output!.shape, values: [...output!.values] },
    });
  }
  writeFileSync(listed, JSON.stringify(models));
} else {
  const models = JSON.parse(readFileSync(listed, 'utf8')) as Model[];
  let largest = 0;
  for (const { name, input, output } of models) {
    for (const suffix of ['keras', 'h5']) {
      const file = `again.${suffix}`;
      const bytes = new Uint8Array(readFileSync(join(folder, name, file)));
      const { document, weights } = await keras.read({
        main: { name: file, bytes },
        beside: async () => null,
      });
      const network: Network = analyze(document, null).network!;
      const tensors = new Map(
        network.layers.flatMap((layer) =>
          layer.weights.map(({ name: weight, shape }) => {
            const key = `${layer.name}/${weight}`;
            return [key, tf.tensor(weights!.get(key)!, [...shape])];
          }),
        ),
      );
      const x = tf.tensor([...input.values], [...input.shape]);
      const y = forward(tf, network, tensors, x, network.outputs).get(network.outputs[0]!)!;
      const expected = { shape: output.shape, values: Float32Array.from(output.values) };
      const scale = Math.max(1, ...output.values.map(Math.abs));
      const difference = compareOutputs([expected], [valuesOf(y)]).largest / scale;
      if (!(difference < 1e-5))
        throw new Error(`${name}, ${file}: differs by ${difference} of the output's scale`);
      largest = Math.max(largest, difference);
    }
  }
  process.stdout.write(`${JSON.stringify({ networks: models.length, largest })}\n`);
}
