import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { trained } from '../weights.ts';
import { affineFields, epsilon } from './fields.ts';

const parameters = z.object({
  groups: field.count(32),
  epsilon: epsilon(),
  ...affineFields(),
});

/** Group normalization (Wu and He 2018) of `[..., channels]`, over all positions and the channels of a group. */
export const groupNormalization = defineKind({
  kind: 'groupNormalization',
  family: 'normalization',
  title: 'GroupNormalization',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ groups }) => sentence(message('layers.card-groups', { groups })),
  inferShape({ groups }, [shape]) {
    const channels = shape!.at(-1)!;
    if (channels % groups === 0) return ok(shape!);
    const fitting = [groups, 32, 16, 8, 4, 2, 1].find((each) => each <= groups && channels % each === 0)!;
    const values = { what: 'channels', count: channels, groups } as const;
    return fail('groups-uneven', message('layers.groups-uneven', values), [
      {
        label: message('layers.use-groups', { groups: fitting }),
        action: 'setParams',
        params: { groups: fitting },
      },
      {
        label: message('layers.use-group-per-channel'),
        action: 'setParams',
        params: { groups: channels },
      },
    ]);
  },
  weights: (params, [shape]) => [
    ...(params.scale ? [trained('gamma', [shape!.at(-1)!], params.gammaInitializer)] : []),
    ...(params.center ? [trained('beta', [shape!.at(-1)!], params.betaInitializer)] : []),
  ],
  macs: () => 0,
  window: () => ({ reach: 'pointwise' }),
  forward(tf, params, { inputs, weights }) {
    const x = inputs[0]!;
    const channels = x.shape.at(-1)!;
    const parts = tf.reshape(x, [x.shape[0]!, -1, params.groups, channels / params.groups]);
    const { mean, variance } = tf.moments(parts, [1, 3], true);
    const normal = tf.reshape(
      tf.div(tf.sub(parts, mean), tf.sqrt(tf.add(variance, params.epsilon))),
      x.shape,
    );
    const scaled = params.scale ? tf.mul(normal, weights['gamma']!) : normal;
    return params.center ? tf.add(scaled, weights['beta']!) : scaled;
  },
});
