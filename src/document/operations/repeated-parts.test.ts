import { expect, it } from 'vitest';
import { analyze } from '../../network/analyze.ts';
import { newDocument } from '../create.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';
import { blocksOfRepeated } from './repeated-blocks.ts';
import { repeatedParts } from './repeated-parts.ts';

/** A network as an importer reads one: layers in their order with what they take from, by name. */
function drawn(
  layers: readonly (readonly [string, string, LayerNode['params'], ...string[]])[],
): ConvasDocument {
  const nodes = layers.map(([name, kind, params], at) => ({
    id: `layer-${at + 1}`,
    kind,
    name,
    params,
    position: { x: 264 * at, y: 0 },
  }));
  const idOf = new Map(nodes.map(({ name, id }) => [name, id]));
  const edges = layers
    .flatMap(([name, , , ...sources]) => sources.map((source) => [source, name] as const))
    .map(([source, target], at) => ({
      id: `edge-${at + 1}`,
      source: idOf.get(source)!,
      target: idOf.get(target)!,
    }));
  return { ...newDocument('drawn'), layers: nodes, edges };
}

type Row = readonly [string, string, LayerNode['params'], ...string[]];

/** A unit of ResNet-18 (He et al. 2016) as torch.onnx writes it, normalization folded in. */
function unit(name: string, from: string, filters: number, halves: boolean): Row[] {
  const strides = halves ? [2, 2] : [1, 1];
  const conv = { filters, kernelSize: [3, 3], padding: 'same' };
  return [
    [`${name}.conv1`, 'conv2d', { ...conv, strides }, from],
    [`${name}.relu`, 'activation', { activation: 'relu' }, `${name}.conv1`],
    [`${name}.conv2`, 'conv2d', { ...conv, strides: [1, 1] }, `${name}.relu`],
    ...(halves
      ? ([[`${name}.downsample`, 'conv2d', { filters, kernelSize: [1, 1], strides }, from]] as Row[])
      : []),
    [`${name}.add`, 'add', {}, `${name}.conv2`, halves ? `${name}.downsample` : from],
    [`${name}.out`, 'activation', { activation: 'relu' }, `${name}.add`],
  ];
}

const resnet18 = drawn([
  ['input', 'input', { shape: [64, 64, 3] }],
  ['conv1', 'conv2d', { filters: 64, kernelSize: [7, 7], strides: [2, 2], padding: 'same' }, 'input'],
  ['relu', 'activation', { activation: 'relu' }, 'conv1'],
  ['maxpool', 'maxPooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }, 'relu'],
  ...unit('layer1.0', 'maxpool', 64, false),
  ...unit('layer1.1', 'layer1.0.out', 64, false),
  ...unit('layer2.0', 'layer1.1.out', 128, true),
  ...unit('layer2.1', 'layer2.0.out', 128, false),
  ...unit('layer3.0', 'layer2.1.out', 256, true),
  ...unit('layer3.1', 'layer3.0.out', 256, false),
  ...unit('layer4.0', 'layer3.1.out', 512, true),
  ...unit('layer4.1', 'layer4.0.out', 512, false),
  ['pool', 'globalAveragePooling2d', {}, 'layer4.1.out'],
  ['fc', 'dense', { units: 1000 }, 'pool'],
]);

it('finds both units of ResNet-18, each as often as it stands there', () => {
  expect(repeatedParts(resnet18).map((part) => [part.length, part[0]!.length])).toEqual([
    [5, 5],
    [3, 6],
  ]);
});

it('makes blocks whose numbers of filters are parameters, and the network counts what it did', () => {
  const training = { ...resnet18.training, layers: { 'layer-10': { frozen: true } } };
  const { document, blocks, instances } = blocksOfRepeated({ ...resnet18, training }, () => 'Unit');
  expect([blocks, instances.length]).toEqual([2, 8]);
  expect(document.layers).toHaveLength(4 + 8 + 2);
  expect(document.blocks.map(({ name }) => name)).toEqual(['Unit', 'Unit 1']);
  const [whole] = document.blocks;
  expect(whole!.parameters).toEqual([{ name: 'filters', default: 64 }]);
  expect(whole!.layers.map(({ name }) => name)).toEqual([
    'in',
    'conv1',
    'relu',
    'conv2',
    'add',
    'out',
    'out',
  ]);
  const { network: before, totals } = analyze(resnet18, null);
  const { network: after, totals: folded, problems } = analyze(document, null);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(after!.layers.map(({ kind, outputShape, weights }) => [kind.kind, outputShape, weights])).toEqual(
    before!.layers.map(({ kind, outputShape, weights }) => [kind.kind, outputShape, weights]),
  );
  expect([folded.params, folded.macs]).toEqual([totals.params, totals.macs]);
  // The convolution of the second unit stays frozen, inside of the block.
  expect(Object.entries(document.training.layers)).toEqual([
    [`${instances[1]}/1/${whole!.layers[1]!.id}`, { frozen: true }],
  ]);
  const xs = document.layers.map(({ position }) => position.x);
  expect(Math.max(...xs)).toBe(264 * (document.layers.length - 1));
});

it('leaves a network alone in which nothing repeats, or where an output stands in the middle', () => {
  const plain = drawn([
    ['input', 'input', { shape: [8, 8, 1] }],
    ['conv', 'conv2d', { filters: 4 }, 'input'],
    ['flat', 'flatten', {}, 'conv'],
    ['fc', 'dense', { units: 3 }, 'flat'],
  ]);
  expect(repeatedParts(plain)).toEqual([]);
  const { document, blocks } = blocksOfRepeated(plain, () => 'Unit');
  expect(document).toBe(plain);
  expect(blocks).toBe(0);
  const tapped = drawn([
    ['input', 'input', { shape: [8, 8, 4] }],
    ...unit('a', 'input', 4, false),
    ['side', 'globalAveragePooling2d', {}, 'a.conv1'],
    ...unit('b', 'a.out', 4, false),
  ]);
  expect(repeatedParts(tapped)).toEqual([]);
});
