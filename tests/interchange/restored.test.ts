// @module-tag native
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { networkSource } from '../../src/engine/exports/sources.ts';
import { initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { companionsOf } from '../../src/interchange/companions.ts';
import type { Format } from '../../src/interchange/format.ts';
import { importerOf } from '../../src/interchange/importers.ts';
import { formatOf } from '../../src/interchange/registry.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import { templateOf } from '../../templates/index.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

async function trainedOf(template: string): Promise<TrainedNetwork> {
  const source = await networkSource(
    checkDocument(readDocument(templateOf(template)!.text), null),
    null,
    'en',
  );
  const { network } = source;
  const specs = listWeights(network);
  const initial = initialWeights(specs, 3);
  const tensors = toTensors(backend, specs, initial);
  const weights = new Map(specs.map(({ key }) => [key, new Float32Array(tensors.get(key)!.dataSync())]));
  const graph = (ids: readonly string[]) => servingGraph(backend, network, tensors, ids);
  return { ...source, weights, frozen: new Set(), servingGraph: graph, calibration: null, run: null };
}

/** Writes a format's files and reads the main one of them, the others beside it. */
async function there(format: Format, trained: TrainedNetwork, main: string) {
  const options = format.options.parse({}) as never;
  const written = await collectFiles(format.write(trained as never, options));
  const files = [...written, ...(await collectFiles(companionsOf(trained, format, main)))];
  const file = files.find(({ path }) => path === main)!;
  const source = {
    main: { name: main, bytes: file.bytes },
    beside: async (name: string) => files.find(({ path }) => path === name)?.bytes ?? null,
  };
  return importerOf(file.bytes, main)!.read(source);
}

const weighed = [
  ['tfjs', 'model.json'],
  ['tfjs-graph', 'model.json'],
  ['keras', 'model.keras'],
  ['h5', 'model.h5'],
  ['onnx', 'model.onnx'],
  ['savedmodel', 'saved_model.pb'],
  ['pytorch', 'weights.safetensors'],
] as const;

describe('an export that is imported again', () => {
  it.each(weighed)('is the same document with the same weights: %s', async (id, main) => {
    const trained = await trainedOf('lenet-5');
    const { document, weights, report } = await there(formatOf(id)!, trained, main);
    expect(document).toEqual(trained.document);
    expect(report.every(({ status }) => status === 'kept')).toBe(true);
    expect([...weights!.keys()].sort()).toEqual([...trained.weights.keys()].sort());
    for (const [key, values] of trained.weights) expect(weights!.get(key), key).toEqual(values);
  });

  it.each(['keras', 'tfjs-graph', 'savedmodel', 'pytorch'] as const)(
    'keeps the layers of 1998: %s',
    async (id) => {
      const trained = await trainedOf('lenet-5-1998');
      const main = Object.fromEntries(weighed)[id]!;
      const { document, weights } = await there(formatOf(id)!, trained, main);
      expect(document).toEqual(trained.document);
      expect(weights!.get('C3/kernel')).toEqual(trained.weights.get('C3/kernel'));
    },
  );

  it.each([
    ['svg', 'network.svg'],
    ['png', 'network.png'],
    ['pdf', 'network.pdf'],
  ])('opens from a figure: %s', async (id, main) => {
    const trained = await trainedOf('resnet20-cifar');
    const { document, weights } = await there(formatOf(id)!, trained, main);
    expect(document).toEqual(trained.document);
    expect(weights).toBeNull();
  });
});

describe('a model of TensorFlow.js without a document', () => {
  const json = (layers: object, weights: readonly object[], paths: readonly string[] = ['w.bin']) =>
    new TextEncoder().encode(
      JSON.stringify({
        format: 'layers-model',
        modelTopology: { keras_version: '2.9.0', model_config: layers },
        weightsManifest: [{ paths, weights }],
      }),
    );
  const dense = {
    class_name: 'Sequential',
    config: {
      name: 's',
      layers: [
        {
          class_name: 'Dense',
          config: { name: 'd', units: 2, activation: 'relu', batch_input_shape: [null, 3] },
        },
      ],
    },
  };
  const specs = [
    {
      name: 'd/kernel',
      shape: [3, 2],
      dtype: 'float32',
      quantization: { dtype: 'uint8', scale: 0.5, min: -1 },
    },
    { name: 'd/bias', shape: [2], dtype: 'float32' },
  ];
  const bytes = Buffer.concat([Buffer.from([0, 1, 2, 3, 4, 5]), Buffer.from(Float32Array.of(7, 8).buffer)]);
  const read = (main: Uint8Array, shard: Uint8Array | null, name = 'w.bin') =>
    importerOf(main, 'model.json')!.read({
      main: { name: 'model.json', bytes: main },
      beside: async (asked) => (asked === name ? shard : null),
    });

  it('comes in with quantized weights', async () => {
    const { weights, document } = await read(json(dense, specs), bytes);
    expect(document.layers.map(({ kind }) => kind)).toEqual(['input', 'dense']);
    expect(weights!.get('d/kernel')).toEqual(Float32Array.of(-1, -0.5, 0, 0.5, 1, 1.5));
    expect(weights!.get('d/bias')).toEqual(Float32Array.of(7, 8));
  });

  it('is refused in one sentence where it is damaged or hostile', async () => {
    await expect(read(json(dense, specs), bytes.subarray(1))).rejects.toThrow('13 bytes');
    await expect(read(json(dense, specs), Buffer.concat([bytes, bytes]))).rejects.toThrow('28 bytes');
    await expect(read(json(dense, specs, ['../w.bin']), bytes)).rejects.toThrow('missing beside it');
    await expect(read(json(dense, [specs[0]!, specs[0]!]), Buffer.alloc(12))).rejects.toThrow('twice');
    await expect(read(json(dense, [{ ...specs[1], shape: [2 ** 40, 2 ** 40] }]), bytes)).rejects.toThrow(
      'weightsManifest',
    );
    const graph = (format: string) =>
      new TextEncoder().encode(JSON.stringify({ format, modelTopology: { node: [] } }));
    await expect(read(graph('graph-model'), null)).rejects.toThrow('graph model');
    await expect(read(graph('layers-model'), null)).rejects.toThrow('"model.json"');
    const unnamed = [{ ...specs[0], name: undefined }, specs[1]!];
    await expect(read(json(dense, unnamed), bytes)).rejects.toThrow('weightsManifest');
  });
});

describe('a safetensors file', () => {
  const file = (header: string, data = 16): Uint8Array => {
    const bytes = Buffer.alloc(8 + header.length + data);
    bytes.writeBigUInt64LE(BigInt(header.length), 0);
    bytes.write(header, 8);
    return new Uint8Array(bytes);
  };
  const read = (bytes: Uint8Array) =>
    importerOf(bytes, 'w.safetensors')!.read({
      main: { name: 'w.safetensors', bytes },
      beside: async () => null,
    });
  const tensor = (from: number, to: number) => ({
    dtype: 'F32',
    shape: [(to - from) / 4],
    data_offsets: [from, to],
  });

  it.each([
    [
      'a huge header',
      () =>
        new Uint8Array(
          Buffer.concat([Buffer.from([255, 255, 255, 255, 255, 255, 255, 127]), Buffer.alloc(8)]),
        ),
    ],
    ['overlapping ranges', () => file(JSON.stringify({ a: tensor(0, 8), b: tensor(4, 16) }))],
    ['a range outside', () => file(JSON.stringify({ a: tensor(0, 64) }))],
    ['a shape of another size', () => file(JSON.stringify({ a: { ...tensor(0, 16), shape: [1e9] } }))],
    ['no JSON', () => file('{"a":')],
  ])('with %s is refused', async (_, make) => {
    await expect(read(make())).rejects.toThrow('not a sound safetensors file');
  });

  it('of a network that nobody knows is refused', async () => {
    await expect(read(file(JSON.stringify({ a: tensor(0, 16) })))).rejects.toThrow('without a network');
  });
});

it('a picture without a document, or with a bomb in it, is refused', async () => {
  const png = formatOf('png')!;
  const trained = await trainedOf('mlp');
  const [picture] = await collectFiles(png.write(trained as never, png.options.parse({}) as never));
  const bytes = Buffer.from(picture!.bytes);
  bytes.write('iTXx', bytes.indexOf('iTXt'));
  const source = { main: { name: 'x.png', bytes: new Uint8Array(bytes) }, beside: async () => null };
  await expect(importerOf(source.main.bytes, 'x.png')!.read(source)).rejects.toThrow('no document');
});

// The chain is what tests of other formats are made of: names that formats rewrite come back as they were.
it('gives names back that a format rewrites', async () => {
  const document = chain('nomes', [
    ['input', { shape: [6] }],
    ['dense', { units: 2 }],
  ]);
  const renamed = {
    ...document,
    layers: document.layers.map((layer, at) => ({ ...layer, name: `camada ${at + 1}` })),
  };
  const source = await networkSource(checkDocument(renamed, null), [], 'en');
  const specs = listWeights(source.network);
  const weights = new Map(
    specs.map(({ key, spec }) => [
      key,
      Float32Array.from({ length: spec.shape.reduce((a, b) => a * b, 1) }, Math.random),
    ]),
  );
  const trained = {
    ...source,
    weights,
    frozen: new Set<string>(),
    servingGraph: null,
    calibration: null,
    run: null,
  };
  for (const [id, main] of [
    ['keras', 'model.keras'],
    ['tfjs', 'model.json'],
  ] as const) {
    const back = await there(formatOf(id)!, trained, main);
    expect(back.document).toEqual(renamed);
    expect(back.weights!.get('camada 2/kernel')).toEqual(weights.get('camada 2/kernel'));
  }
});
