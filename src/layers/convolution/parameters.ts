import { counted } from '../../text/en/words.ts';
import * as field from '../fields.ts';
import { fail, ok, type ShapeInference } from '../kind.ts';
import { refuseRank } from '../rank.ts';
import type { Shape } from '../shape.ts';
import {
  by,
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
  biasInitializer: field.initializer('zeros', 'Bias initializer'),
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
    refuseTooLarge(spatial, sliding, { noun: 'kernel', parameter: 'kernelSize' }) ??
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
  const odd = channels % groups === 0 ? counted(filters, 'filter') : counted(channels, 'input channel');
  const common = greatestCommonDivisor(greatestCommonDivisor(channels, filters), groups);
  return fail('groups-uneven', `${odd} cannot be split into ${counted(groups, 'group')} of equal size.`, [
    {
      label: `Use ${counted(common, 'group')}`,
      action: 'setParams',
      params: { groups: common },
    },
  ]);
}

/** `6 @ 5x5 / 2, dilation 2, same, tanh`, what is usual left out. */
export function convolutionSummary(
  prefix: string,
  params: WindowParams & { readonly activation: string; readonly groups?: number },
): string {
  const parts = [`${prefix}${by(params.kernelSize)}${strideSummary(params.strides)}`];
  if (params.dilationRate.some((rate) => rate > 1)) parts.push(`dilation ${same(params.dilationRate)}`);
  if ((params.groups ?? 1) > 1) parts.push(counted(params.groups!, 'group'));
  if (params.padding !== 'valid') parts.push(params.padding);
  if (params.activation !== 'linear') parts.push(params.activation);
  return parts.join(', ');
}

/** One number if all are equal, else `2x1`. */
export const same = (lengths: readonly number[]): string =>
  lengths.every((length) => length === lengths[0]) ? String(lengths[0]) : by(lengths);

const strideSummary = (strides: readonly number[]): string =>
  strides.some((stride) => stride > 1) ? ` / ${same(strides)}` : '';
