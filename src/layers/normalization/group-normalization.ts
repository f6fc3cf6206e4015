import { z } from 'zod';
import { counted } from '../../text/en/words.ts';
import * as field from '../fields.ts';
import { defineKind, fail, ok } from '../kind.ts';
import { trained } from '../weights.ts';
import { affineFields, epsilon } from './fields.ts';

const parameters = z.object({
  groups: field.count(32, {
    title: 'Groups',
    description:
      'Into how many groups the channels are split. 1: all together. As many as channels: instance normalization.',
  }),
  epsilon: epsilon(),
  ...affineFields(),
});

/** Group normalisation (Wu and He 2018) of `[..., channels]`, over all positions and the channels of a group. */
export const groupNormalization = defineKind({
  kind: 'groupNormalization',
  family: 'normalization',
  title: 'GroupNormalization',
  synonyms: [
    'gn',
    'groupnorm',
    'group norm',
    'instance norm',
    'instance normalization',
    'group normalisation',
  ],
  keywords: ['groupnorm', 'gn', 'instance normalization', 'normalisation'],
  lesson:
    'Splits the channels into groups and brings each group of each example to mean 0 and variance 1 over the whole ' +
    'image, then scales and shifts every channel by trained numbers. It does not depend on the batch, so it stays ' +
    'good with one or two images a step, where batch normalization fails: detection, segmentation, large images.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ groups }) => counted(groups, 'group'),
  inferShape({ groups }, [shape]) {
    const channels = shape!.at(-1)!;
    if (channels % groups === 0) return ok(shape!);
    const fitting = [groups, 32, 16, 8, 4, 2, 1].find((each) => each <= groups && channels % each === 0)!;
    return fail(
      'groups-uneven',
      `${counted(channels, 'channel')} cannot be split into ${counted(groups, 'group')} of equal size.`,
      [
        {
          label: `Use ${fitting} ${fitting === 1 ? 'group' : 'groups'}`,
          action: 'setParams',
          params: { groups: fitting },
        },
        {
          label: 'Use a group for each channel',
          action: 'setParams',
          params: { groups: channels },
        },
      ],
    );
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
