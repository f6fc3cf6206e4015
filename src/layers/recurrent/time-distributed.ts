import { z } from 'zod';
import { message } from '../../text/message.ts';
import { activationLayer } from '../activation/activation.ts';
import { conv1d } from '../convolution/conv1d.ts';
import { conv2d } from '../convolution/conv2d.ts';
import { depthwiseConv2d } from '../convolution/depthwise-conv2d.ts';
import { separableConv2d } from '../convolution/separable-conv2d.ts';
import { dense } from '../core/dense.ts';
import * as field from '../fields.ts';
import { defineKind, fail, type KindProblem, type LayerKind, ok, type Params, type Window } from '../kind.ts';
import { layerNormalization } from '../normalization/layer-normalization.ts';
import { averagePooling2d } from '../pooling/average-pooling2d.ts';
import { globalAveragePooling2d } from '../pooling/global-average-pooling2d.ts';
import { globalMaxPooling2d } from '../pooling/global-max-pooling2d.ts';
import { maxPooling2d } from '../pooling/max-pooling2d.ts';
import { dropout } from '../regularization/dropout.ts';
import { flatten } from '../reshaping/flatten.ts';
import { reshape } from '../reshaping/reshape.ts';
import type { Shape } from '../shape.ts';

/** The kinds that make sense step by step. */
const inner = {
  dense,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  conv1d,
  layerNormalization,
  flatten,
  reshape,
  activation: activationLayer,
  dropout,
} as const satisfies Record<string, LayerKind>;
type InnerName = keyof typeof inner;
const innerNames = Object.keys(inner) as [InnerName, ...InnerName[]];

const parameters = z.object({
  layer: field.choice(innerNames, 'dense').meta({ kinds: true }),
  params: z.record(z.string(), z.json()).default({}).meta({ of: 'layer' }),
});

type P = z.output<typeof parameters>;

const kindOf = ({ layer }: P): LayerKind => inner[layer];
const innerParams = (params: P): Params => kindOf(params).parameters.parse(params.params);
const step = ([shape]: readonly Shape[]): Shape[] => [shape!.slice(1)];

/** Repairs of the inner layer's parameters become repairs of `params`; the others would act outside. */
const outward = (params: P, problem: KindProblem): KindProblem => ({
  ...problem,
  repairs: problem.repairs.flatMap((repair) =>
    repair.action === 'setParams'
      ? [{ ...repair, params: { params: { ...params.params, ...repair.params } } }]
      : [],
  ),
});

/** What the inner layer sees of one step, seen of the sequence: no other step. */
function alongTime(own: Window, [shape]: readonly Shape[]): Window {
  const lengths = shape!.slice(1, -1);
  if (own.reach === 'local')
    return {
      reach: 'local',
      size: [1, ...own.size],
      stride: [1, ...own.stride],
      padStart: [0, ...own.padStart],
    };
  if (own.reach !== 'whole' || lengths.length === 0) return { reach: 'pointwise' };
  return {
    reach: 'local',
    size: [1, ...lengths],
    stride: [1, ...lengths],
    padStart: [0, ...lengths.map(() => 0)],
  };
}

/** One layer applied to every step with the same weights: `[time, ...shape]` to `[time, ...output]`. */
export const timeDistributed = defineKind({
  kind: 'timeDistributed',
  family: 'recurrent',
  title: 'TimeDistributed',
  parameters,
  inputs: { min: 1, max: 1 },
  summary(params) {
    const parsed = kindOf(params).parameters.safeParse(params.params);
    const detail = parsed.success ? kindOf(params).summary(parsed.data) : '';
    return detail ? `${kindOf(params).title} ${detail}` : kindOf(params).title;
  },
  inferShape(params, inputs) {
    const [shape] = inputs;
    if (shape!.length < 2) {
      return fail('wrong-rank', message('layers.no-steps', { shape: shape! }));
    }
    const parsed = kindOf(params).parameters.safeParse(params.params);
    if (!parsed.success) {
      const field = parsed.error.issues[0]!.path.join('.');
      const values = { kind: kindOf(params).title, field };
      return fail('inner-parameters', message('layers.inner-parameters', values), [
        { label: message('layers.use-defaults'), action: 'setParams', params: { params: {} } },
      ]);
    }
    const inferred = kindOf(params).inferShape(parsed.data, step(inputs));
    const problems = inferred.problems.map((problem) => outward(params, problem));
    return inferred.shape ? ok([shape![0]!, ...inferred.shape], problems) : { shape: null, problems };
  },
  weights: (params, inputs) => kindOf(params).weights(innerParams(params), step(inputs)),
  macs: (params, inputs, output) =>
    inputs[0]![0]! * kindOf(params).macs(innerParams(params), step(inputs), output.slice(1)),
  savedForBackward: (params, inputs, output) =>
    inputs[0]![0]! *
    (kindOf(params).savedForBackward?.(innerParams(params), step(inputs), output.slice(1)) ?? 0),
  outputFunction: (params) => kindOf(params).outputFunction?.(innerParams(params)) ?? null,
  range({ inputs, inputShapes, outputShape }, params) {
    const call = { inputs, inputShapes: step(inputShapes), outputShape: outputShape.slice(1) };
    return kindOf(params).range?.(call, innerParams(params)) ?? 'any';
  },
  linear: (params) => kindOf(params).linear?.(innerParams(params)) ?? false,
  moves: (params) => kindOf(params).moves?.(innerParams(params)) ?? false,
  window: (params, inputs) => alongTime(kindOf(params).window(innerParams(params), step(inputs)), inputs),
  forward(tf, params, call) {
    const x = call.inputs[0]!;
    const [batch, time, ...shape] = x.shape as [number, number, ...number[]];
    const steps = tf.reshape(x, [batch * time, ...shape]);
    const y = kindOf(params).forward(tf, innerParams(params), { ...call, inputs: [steps] });
    return tf.reshape(y, [batch, time, ...y.shape.slice(1)]);
  },
});
