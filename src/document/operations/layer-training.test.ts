import { expect, it } from 'vitest';
import { setRepeat } from './blocks.ts';
import { chain } from './chain.ts';
import { setLayerTraining } from './layer-training.ts';
import { removeLayers } from './layers.ts';
import { makeBlock } from './make-block.ts';
import { unpackBlock } from './unpack-block.ts';

const row = chain('row', [['input'], ['conv2d'], ['maxPooling2d'], ['conv2d'], ['flatten']]);
const frozen = setLayerTraining(row, 'layer-2', { frozen: true });

it('says only what differs from how the network trains', () => {
  expect(frozen.training.layers).toEqual({ 'layer-2': { frozen: true } });
  const slow = setLayerTraining(frozen, 'layer-2', { rate: 0.1 });
  expect(slow.training.layers).toEqual({ 'layer-2': { frozen: true, rate: 0.1 } });
  const free = setLayerTraining(slow, 'layer-2', { frozen: false, rate: 1 });
  expect(free.training.layers).toEqual({});
});

it('goes with the layer, for its id is given again', () => {
  expect(removeLayers(frozen, ['layer-2']).training.layers).toEqual({});
  expect(removeLayers(frozen, ['layer-3']).training).toBe(frozen.training);
});

it('follows a layer into a block and out of it', () => {
  const slow = setLayerTraining(frozen, 'layer-4', { rate: 0.5 });
  const { document, instance } = makeBlock(slow, ['layer-2', 'layer-3'], 'b')!;
  expect(document.training.layers).toEqual({
    [`${instance}/1/layer-2`]: { frozen: true },
    'layer-4': { rate: 0.5 },
  });
  const twice = setLayerTraining(setRepeat(document, instance, 2), instance, { rate: 0.2 });
  const { document: flat, ids } = unpackBlock(twice, instance)!;
  const [first, , second] = ids;
  expect(flat.training.layers).toMatchObject({
    [first!]: { frozen: true, rate: 0.2 },
    [second!]: { rate: 0.2 },
    'layer-4': { rate: 0.5 },
  });
  expect(flat.training.layers[instance]).toBeUndefined();
});
