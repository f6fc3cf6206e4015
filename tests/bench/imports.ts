import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openNative } from '../../src/engine/backends/native.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { onnxImporter } from '../../src/interchange/onnx/import.ts';
import { safetensorsImporter } from '../../src/interchange/pytorch/import.ts';
import { analyze } from '../../src/network/analyze.ts';
import { explain } from '../../src/text/text-error.ts';
import { templates } from '../../templates/index.ts';

/*
 * `FOLDER`: what `torch_models.py` wrote there, imported, against what PyTorch put out. Prints JSON.
 */

const folder = process.argv[2]!;
const backend = await openNative();
const { tf } = backend;

/** The numbers of a float32 array file (NEP 1, version 1.0). */
async function numbersIn(name: string): Promise<Float32Array> {
  const bytes = await readFile(join(folder, name));
  return new Float32Array(bytes.slice(10 + bytes.readUInt16LE(8)).buffer);
}

/** The templates, with images of the size that PyTorch was given. */
const into = templates.map(({ text }) => text.replaceAll(/\[\s*224,\s*224,\s*3\s*\]/g, '[64, 64, 3]'));

/** Templates end with a softmax, these models of PyTorch do not. */
const softmax = (scores: Float32Array): Float32Array => {
  const size = scores.length / 2;
  return Float32Array.from(scores, (score, at) => {
    const own = scores.subarray(Math.floor(at / size) * size).subarray(0, size);
    const most = own.reduce((one, other) => Math.max(one, other));
    return Math.exp(score - most) / own.reduce((sum, each) => sum + Math.exp(each - most), 0);
  });
};

async function compared(file: string): Promise<object> {
  const name = file.replace(/\.(traced\.onnx|dynamo\.onnx|weights\.safetensors)$/, '');
  const source = {
    main: { name: file, bytes: new Uint8Array(await readFile(join(folder, file))) },
    beside: async () => null,
    into,
  };
  const alone = file.endsWith('.safetensors');
  const { document, weights, report } = await (alone ? safetensorsImporter : onnxImporter).read(source);
  const unlike = report.filter(({ status }) => status !== 'kept').length;
  const { network, problems } = analyze(document, null);
  if (!network || !weights) return { failed: JSON.stringify(problems[0]) };
  const [input] = network.layers;
  const x = tf.tensor(await numbersIn(`${name}.x.npy`), [2, ...input!.outputShape]);
  const scores = await numbersIn(`${name}.y.npy`);
  const expected = alone ? softmax(scores) : scores;
  const [output] = network.outputs;
  const tensors = toTensors(backend, listWeights(network), weights);
  const found = forward(tf, network, tensors, x, [output!]).get(output!)!.dataSync();
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const apart = expected.reduce((most, value, at) => Math.max(most, Math.abs(value - found[at]!)), 0);
  return { layers: report.length, notKept: unlike, difference: Number((apart / scale).toPrecision(3)) };
}

const results: Record<string, object> = {};
for (const file of (await readdir(folder)).filter((each) => /\.(onnx|safetensors)$/.test(each)).sort()) {
  results[file.replace(/\.(onnx|safetensors)$/, '')] = await compared(file).catch((error) => ({
    failed: explain(error),
  }));
  tf.disposeVariables();
}
console.log(JSON.stringify(results));
process.exit(0);
