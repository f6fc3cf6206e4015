import { expect, it } from 'vitest';
import { createBatcher } from '../../datasets/batcher.ts';
import { sizeOf } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { workOfStep, works } from '../../network/time/work.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import { speedProbes } from './speed-probes.ts';

const networkOf = ({ document }: (typeof speedProbes)[number]) => analyze(document, null).network!;

it('every probe takes images that are fed to it as in training', () => {
  for (const probe of speedProbes) {
    const network = networkOf(probe);
    const inputShape = network.layers.find(({ id }) => id === network.inputs[0])!.outputShape;
    const [height = 1, width = 1, channels = 1] = inputShape;
    const images = new Uint8Array(sizeOf(inputShape));
    const split = { count: 1, shape: [height, width, channels], images, labels: new Int32Array(1) } as const;
    const { exampleSize } = createBatcher(split, { inputShape, steps: defaultSteps });
    expect(exampleSize, probe.name).toBe(images.length);
  }
});

it('between them they have each kind of work', () => {
  const size = { batchSize: 64, optimizerSlots: 2 };
  const found = speedProbes.flatMap((probe) => Object.keys(workOfStep(networkOf(probe), size)));
  expect(new Set(found)).toEqual(new Set(works));
});
