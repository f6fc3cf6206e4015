import { message, sentence } from '../../text/message.ts';
import { by } from '../../text/shapes.ts';
import type { ActivationName } from '../activations.ts';
import { activationPart, paddingPart, parts } from '../card.ts';
import * as field from '../fields.ts';
import { fail, ok, type ShapeInference } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import type { Shape } from '../shape.ts';
import {
  type Padding,
  refuseStrideWithDilation,
  refuseTooLarge,
  type Sliding,
  slide,
  spatialOf,
} from '../sliding.ts';
import { refuseTooManyWeights } from '../weights.ts';

/** The fields that all convolutions share, with Keras's defaults. */
export const convolutionFields = (dimensions: field.Dimensions) => ({
  kernelSize: field.kernelSize(dimensions),
  strides: field.strides(dimensions, 1),
  padding: field.padding(),
  dilationRate: field.dilationRate(dimensions),
  activation: field.activation(),
  useBias: field.bias(),
  biasInitializer: field.initializer('zeros'),
});

interface WindowParams {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilationRate: readonly number[];
}

/** The window of a convolution's parameters. */
export const slidingOf = (params: WindowParams): Sliding => ({
  kernel: params.kernelSize,
  strides: params.strides,
  dilation: params.dilationRate,
  padding: params.padding,
});

/** `[...spatial, in]` to `[...spatial', channels]`, or what stands in the way. */
export function inferConvolution(params: WindowParams, shape: Shape, channels: number): ShapeInference {
  const sliding = slidingOf(params);
  const spatial = spatialOf(shape);
  return (
    refuseRank(shape, sliding.kernel.length + 1) ??
    refuseStrideWithDilation(sliding) ??
    refuseTooLarge(spatial, sliding, { window: 'kernel', parameter: 'kernelSize' }) ??
    refuseTooManyWeights([...params.kernelSize, shape.at(-1)!, channels]) ??
    ok([...slide(spatial, sliding), channels])
  );
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** The refusal of groups that do not come out even, or null. */
export function refuseGroups(
  { groups, filters }: { readonly groups: number; readonly filters: number },
  channels: number,
): ShapeInference | null {
  if (channels % groups === 0 && filters % groups === 0) return null;
  const common = greatestCommonDivisor(greatestCommonDivisor(channels, filters), groups);
  const whole =
    channels % groups === 0
      ? ({ what: 'filters', count: filters } as const)
      : ({ what: 'input-channels', count: channels } as const);
  return fail('groups-uneven', message('layers.groups-uneven', { ...whole, groups }), [
    {
      label: message('layers.use-groups', { groups: common }),
      action: 'setParams',
      params: { groups: common },
    },
  ]);
}

/** `6 @ 5x5 / 2, dilation 2, same, tanh` in the current language, what is usual left out. */
export function convolutionSummary(
  prefix: string,
  params: WindowParams & { readonly activation: ActivationName; readonly groups?: number },
): string {
  const { kernelSize, strides, dilationRate, groups = 1, padding, activation } = params;
  const dilation = same(dilationRate);
  return parts(
    `${prefix}${by(kernelSize)}${strideSummary(strides)}`,
    dilationRate.some((rate) => rate > 1) ? sentence(message('layers.card-dilation', { dilation })) : [],
    groups > 1 ? sentence(message('layers.card-groups', { groups })) : [],
    paddingPart(padding),
    activationPart(activation),
  );
}

/** One number if all are equal, else `2x1`. */
export const same = (lengths: readonly number[]): string =>
  lengths.every((length) => length === lengths[0]) ? String(lengths[0]) : by(lengths);

const strideSummary = (strides: readonly number[]): string =>
  strides.some((stride) => stride > 1) ? ` / ${same(strides)}` : '';
