// @module-tag native
import { beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { templates } from '../../templates/index.ts';
import { compareWays, type Trial } from '../bench/agree.ts';
import { timely } from '../support/thorough.ts';

let backend: NativeBackend;
beforeAll(async () => {
  // In a graph oneDNN takes a kernel's and its bias's gradient together, which sums in another order than op by op;
  // a deep network amplifies that at every step. Without it both ways run the same kernels.
  process.env['TF_ENABLE_ONEDNN_OPTS'] = '0';
  backend = await openNative();
});

/** Smaller images than their own, as small as their pooling allows. */
const sides: Readonly<Record<string, number>> = {
  alexnet: 67,
  'alexnet-one-tower': 67,
  'inception-v3': 75,
  xception: 71,
  ...Object.fromEntries(
    ['densenet121', 'googlenet', 'mobilenet', 'mobilenet-v2', 'vgg16', 'vgg19'].map((id) => [id, 32]),
  ),
  ...Object.fromEntries([18, 34, 50, 101, 152].map((depth) => [`resnet${depth}`, 32])),
};

/** Learning rates of small networks that move too little, or too far, with the usual one. */
const rates: Readonly<Record<string, number>> = {
  'lenet-5-1998': 1e-4,
  autoencoder: 0.1,
  'document-autoencoder': 0.1,
};

/** Plain momentum: Adam turns the gradient of a bias before batch normalization, rounding errors, into full steps. */
const trialOf = (id: string): Omit<Trial, 'steps'> =>
  id in sides ? { batch: 2, side: sides[id], momentum: 1e-3 } : { batch: 8, momentum: rates[id] ?? 1e-2 };

/** Those that take long are left to `npm run thorough`. */
const tried = templates.map(({ id }) => id).filter((id) => timely(!(id in sides), true));

it.each(tried)(
  '%s trains compiled as op by op: losses and weights over 20 steps',
  (id) => {
    const { text } = templates.find((template) => template.id === id)!;
    const found = compareWays(backend, text, { ...trialOf(id), steps: 20 });
    expect(found).toMatchObject({ mode: 'compiled', reason: '' });
    expect(found.loss).toBeLessThan(1e-4);
    expect(found.weights).toBeLessThan(1e-4);
    // Weights that stand still agree too.
    expect(found.moved).toBeGreaterThan(1e-3);
  },
  600_000,
);
