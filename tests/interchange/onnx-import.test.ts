import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forward } from '../../src/engine/model/forward.ts';
import { fieldHead, intField, messageField, packedInts, textField } from '../../src/graph/protobuf.ts';
import { onnxImporter } from '../../src/interchange/onnx/import.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { analyze } from '../../src/network/analyze.ts';
import { loadTensorFlow } from '../support/backend.ts';

/** Written by `tests/golden/make_onnx.py`. */
const folder = join(import.meta.dirname, '..', 'golden', 'onnx');
const models = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Readonly<
  Record<string, { input: number[]; output: number[] }>
>;

const read = (bytes: Uint8Array, beside: (name: string) => Uint8Array | null = () => null) =>
  onnxImporter.read({ main: { name: 'model.onnx', bytes }, beside: async (name) => beside(name) });

const fileOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe.each(Object.entries(models))('the model %s of PyTorch', (name, expected) => {
  const exporters = ['traced', 'dynamo'].filter((each) => existsSync(join(folder, `${name}.${each}.onnx`)));
  it.each(exporters)('puts out here what it does there: %s', async (exporter) => {
    const { document, weights, report } = await read(fileOf(`${name}.${exporter}.onnx`));
    expect(report.filter(({ status }) => status === 'placeholder')).toEqual([]);
    const { network, problems } = analyze(document, null);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [input] = network!.layers;
    const x = tf.tensor(expected.input, [2, ...input!.outputShape]);
    const tensors = new Map(
      network!.layers.flatMap((layer) =>
        layer.weights.map(({ name: weight, shape }) => {
          const key = `${layer.name}/${weight}`;
          return [key, tf.tensor(weights!.get(key)!, [...shape])];
        }),
      ),
    );
    const [output] = network!.outputs;
    const found = forward(tf, network!, tensors, x, [output!]).get(output!)!.dataSync();
    const worst = Math.max(...expected.output.map((value, at) => Math.abs(value - found[at]!)));
    expect(worst).toBeLessThan(1e-5);
  });
});

it('names layers as their weights are called', async () => {
  const { document } = await read(fileOf('squeezed.dynamo.onnx'));
  const names = document.layers.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['x', 'first', 'less', 'more', 'last']));
});

describe('broken and hostile files', () => {
  const node = (op: string, input: string, output: string) =>
    messageField(1, textField(1, input), textField(2, output), textField(4, op));
  const value = (field: number, name: string, ...dims: readonly number[]) =>
    messageField(
      field,
      textField(1, name),
      messageField(
        2,
        messageField(1, messageField(2, ...dims.map((length) => messageField(1, intField(1, length))))),
      ),
    );
  const model = (...graph: readonly Uint8Array[]): Uint8Array =>
    messageField(7, value(11, 'x', 1, 4), value(12, 'y', 1, 4), ...graph);
  const external = (location: string, offset: number) =>
    [
      ['location', location],
      ['offset', String(offset)],
    ].map(([key, text]) => messageField(13, textField(1, key!), textField(2, text!)));
  const weight = (name: string, dims: readonly number[], ...rest: readonly Uint8Array[]) =>
    messageField(5, packedInts(1, dims), intField(2, 1), textField(8, name), ...rest);
  const product = (input: string, name: string, output: string) =>
    messageField(1, textField(1, input), textField(1, name), textField(2, output), textField(4, 'MatMul'));

  it.each([
    ['cut off', fileOf('sequential.traced.onnx').slice(0, -300), 'not a complete ONNX model'],
    ['longer than it is', fieldHead(7, 1e9), 'not a complete ONNX model'],
    ['text', new TextEncoder().encode('hello, world'), 'not a complete ONNX model'],
    ['a cycle', model(node('Relu', 'b', 'a'), node('Relu', 'a', 'b'), node('Relu', 'b', 'y')), 'in a cycle'],
    ['from nowhere', model(node('Relu', 'z', 'y')), 'which does not exist'],
    ['twice the same', model(node('Relu', 'x', 'y'), node('Tanh', 'x', 'y')), 'two layers named'],
    ['no output', model(), 'nothing computes output "y"'],
    ['absurd', model(weight('w', [2 ** 40, 2 ** 20]), product('x', 'w', 'y')), 'cannot have the shape'],
    ['too few numbers', model(weight('w', [4, 4]), product('x', 'w', 'y')), 'does not hold as many numbers'],
    ...['../w.bin', '/etc/passwd', 'C:\\w.bin', '..', ''].map(
      (location) =>
        [
          `outside: ${location}`,
          model(weight('w', [4, 4], ...external(location, 0), intField(14, 1)), product('x', 'w', 'y')),
          'outside the folder',
        ] as const,
    ),
    [
      'overlapping',
      model(
        weight('a', [4, 4], ...external('w.bin', 0), intField(14, 1)),
        weight('b', [4, 4], ...external('w.bin', 32), intField(14, 1)),
        product('x', 'a', 'h'),
        product('h', 'b', 'y'),
      ),
      'overlaps another',
    ],
    [
      'too short beside it',
      model(weight('w', [40, 4], ...external('w.bin', 0), intField(14, 1)), product('x', 'w', 'y')),
      'too short',
    ],
  ] as const)('%s', async (_what, bytes, detail) => {
    await expect(read(bytes, (name) => (name === 'w.bin' ? new Uint8Array(256) : null))).rejects.toThrow(
      detail,
    );
  });

  it('reads weights that lie in a file beside it', async () => {
    const file = model(
      weight('w', [4, 4], ...external('w.bin', 64), intField(14, 1)),
      product('x', 'w', 'y'),
    );
    const { weights } = await read(
      file,
      () => new Uint8Array(Float32Array.from({ length: 32 }, (_, at) => at).buffer),
    );
    expect([...weights!.values()][0]![0]).toBe(16);
  });

  it('keeps what it cannot compute as a placeholder, and what comes after it', async () => {
    const { document, report } = await read(model(node('Unheard', 'x', 'h'), node('Relu', 'h', 'y')));
    expect(document.layers.map(({ kind }) => kind)).toEqual(['input', 'onnx:Unheard', 'onnx:Relu']);
    expect(report.map(({ status }) => status)).toEqual(['kept', 'placeholder', 'placeholder']);
  });
});
