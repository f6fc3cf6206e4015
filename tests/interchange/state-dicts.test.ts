import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { importerOf } from '../../src/interchange/importers.ts';
import { analyze } from '../../src/network/analyze.ts';
import { sentence } from '../../src/text/message.ts';
import { templateOf, templates } from '../../templates/index.ts';

/*
 * Names and shapes as torchvision 0.28 writes them: models/resnet.py, models/vgg.py. `build/bench-imports.mjs` compares
 * outputs.
 */

type Shapes = Record<string, readonly number[]>;

/** Each tensor is one number, its place among the names, so that it can be recognized. */
function file(shapes: Shapes, metadata: object = {}, dtype = 'F32'): Uint8Array {
  const names = Object.keys(shapes).sort();
  const header: Record<string, object> = { __metadata__: metadata };
  let offset = 0;
  for (const name of names) {
    const size = (dtype === 'F32' ? 4 : 2) * shapes[name]!.reduce((product, side) => product * side, 1);
    header[name] = { dtype, shape: shapes[name], data_offsets: [offset, offset + size] };
    offset += size;
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(8 * Math.ceil(text.length / 8)));
  const bytes = new Uint8Array(8 + json.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  const start = 8 + json.length;
  for (const [place, name] of names.entries()) {
    const [from, to] = (header[name] as { data_offsets: [number, number] }).data_offsets;
    const whole = dtype === 'F32';
    // Halves from 1 on: 1024 of them are as many steps of their last bit.
    if (whole) new Float32Array(bytes.buffer, start + from, (to - from) / 4).fill(place + 1);
    else new Uint16Array(bytes.buffer, start + from, (to - from) / 2).fill(0x3c00 + place);
  }
  return bytes;
}

const norm = (name: string, channels: number): Shapes => ({
  [`${name}.weight`]: [channels],
  [`${name}.bias`]: [channels],
  [`${name}.running_mean`]: [channels],
  [`${name}.running_var`]: [channels],
});

function resnet18(): Shapes {
  const shapes: Shapes = { 'conv1.weight': [64, 3, 7, 7], ...norm('bn1', 64) };
  for (const [stage, width] of [64, 128, 256, 512].entries()) {
    for (const unit of [0, 1]) {
      const name = `layer${stage + 1}.${unit}`;
      const from = unit === 0 && stage > 0 ? width / 2 : width;
      Object.assign(shapes, { [`${name}.conv1.weight`]: [width, from, 3, 3] }, norm(`${name}.bn1`, width));
      Object.assign(shapes, { [`${name}.conv2.weight`]: [width, width, 3, 3] }, norm(`${name}.bn2`, width));
      if (from !== width)
        Object.assign(
          shapes,
          { [`${name}.downsample.0.weight`]: [width, from, 1, 1] },
          norm(`${name}.downsample.1`, width),
        );
    }
  }
  return { ...shapes, 'fc.weight': [1000, 512], 'fc.bias': [1000] };
}

const read = (bytes: Uint8Array, into: readonly string[]) =>
  importerOf(bytes, 'w.safetensors')!.read({
    main: { name: 'w.safetensors', bytes },
    beside: async () => null,
    into,
  });

describe('a state dict of PyTorch', () => {
  it('of ResNet-18 goes into the template that it fits, each module into its layer', async () => {
    const shapes = resnet18();
    const { document, weights, report } = await read(
      file(shapes),
      templates.map(({ text }) => text),
    );
    expect(document.name).toBe(parsed('resnet18').name);
    const { network } = analyze(document, null);
    expect(weights!.size).toBe(network!.layers.reduce((sum, layer) => sum + layer.weights.length, 0));
    const from = Object.fromEntries(
      report.flatMap(({ name, detail }) => {
        const [, module] = /^Weights of (.*?)\.$/.exec(sentence(detail)) ?? [];
        return module ? [[name, module]] : [];
      }),
    );
    expect(Object.values(from).sort()).toEqual(
      [...new Set(Object.keys(shapes).map((name) => name.replace(/\.\w+$/, '')))].sort(),
    );
    expect(from).toMatchObject({
      conv1: 'conv1',
      conv1_bn: 'bn1',
      layer1_1_conv1: 'layer1.0.conv1',
      layer2_0_bn2: 'layer2.0.bn2',
      layer2_0_downsample: 'layer2.0.downsample.0',
      layer2_0_downsample_bn: 'layer2.0.downsample.1',
    });
    const place = Object.keys(shapes).sort().indexOf('layer3.0.downsample.1.running_var');
    expect(weights!.get('layer3_0_downsample_bn/moving_variance')!.every((each) => each === place + 1)).toBe(
      true,
    );
  });

  it('names the first layer that it does not fit, and the way out', async () => {
    const shapes = { ...resnet18(), 'fc.weight': [10, 512], 'fc.bias': [10] };
    const text = templateOf('resnet18')!.text;
    await expect(read(file(shapes), [text])).rejects.toThrow(/bias \[1000\], weight \[1000, 512\]/);
    await expect(read(file(shapes), [text, text])).rejects.toThrow('--into');
  });

  it('has flattened images with their channels first, which ours has last', async () => {
    const net = templateOf('tiny-cnn')!.text;
    const { network } = analyze(parsed('tiny-cnn'), null);
    const shapes: Shapes = {};
    for (const [at, { weights }] of network!.layers.filter((layer) => layer.weights.length > 0).entries()) {
      for (const { name, shape } of weights) {
        const own = shape.length === 4 ? [shape[3]!, shape[2]!, shape[0]!, shape[1]!] : [...shape].reverse();
        shapes[`net.${at}.${name === 'bias' ? 'bias' : 'weight'}`] = own;
      }
    }
    const bytes = file(shapes);
    // The first dense layer: its numbers count up, row by row.
    const [dense] = network!.layers.filter(({ inputs, weights }) => {
      const before = network!.layers.find(({ id }) => id === inputs[0]);
      return weights.length > 0 && before?.kind.kind === 'flatten';
    });
    const image = network!.layers.find(({ id }) => id === dense!.inputs[0])!.inputShapes[0]!;
    const [height, width, channels] = image as [number, number, number];
    const { weights } = await read(counting(bytes), [net]);
    const kernel = weights!.get(`${dense!.name}/kernel`)!;
    const units = dense!.outputShape[0]!;
    const row = (h: number, w: number, c: number) => ((h * width + w) * channels + c) * units;
    const [start] = kernel;
    // One channel further is one image further in PyTorch.
    expect(kernel[row(0, 0, 1)]! - start!).toBe(height * width);
    expect(kernel[row(0, 1, 0)]! - start!).toBe(1);
    expect(kernel[row(1, 0, 0)]! - start!).toBe(width);
  });

  it('in halves is read as the numbers that they are', async () => {
    const net = templateOf('mlp')!.text;
    const { network } = analyze(parsed('mlp'), null);
    const shapes: Shapes = {};
    for (const [at, { weights }] of network!.layers.filter((layer) => layer.weights.length > 0).entries())
      for (const { name, shape } of weights)
        shapes[`${at}.${name === 'bias' ? 'bias' : 'weight'}`] = [...shape].reverse();
    const { weights } = await read(file(shapes, {}, 'F16'), [net]);
    const [first] = [...weights!.values()];
    expect(first!.every((each) => each >= 1 && each < 1.01)).toBe(true);
    const whole = Buffer.from(file(shapes)).toString('latin1').replaceAll('"F32"', '"I32"');
    await expect(read(new Uint8Array(Buffer.from(whole, 'latin1')), [net])).rejects.toThrow();
  });
});

function parsed(id: string) {
  const result = parseDocument(templateOf(id)!.text);
  if (!result.ok) throw new Error(sentence(result.error));
  return result.document;
}

/** The same tensors, whose numbers count up. */
function counting(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const start = 8 + Number(copy.readBigUInt64LE(0));
  const header = JSON.parse(copy.subarray(8, start).toString()) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  for (const [name, { data_offsets: offsets }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    for (let at = offsets[0]; at < offsets[1]; at += 4) copy.writeFloatLE((at - offsets[0]) / 4, start + at);
  }
  return new Uint8Array(copy);
}
