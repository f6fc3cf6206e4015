import { z } from 'zod';
import { sizeOf } from '../../../layers/shape.ts';
import type { Tensor2D } from '../../../layers/tensorflow.ts';
import type { Network } from '../../../network/network.ts';
import { message, type Text } from '../../../text/message.ts';
import type { TargetKind } from '../../../training/target.ts';
import type { FigureOf } from '../../figure.ts';
import { principalComponents } from '../../projection/pca.ts';
import type { Refusal, Tools } from '../../view.ts';
import type { pointsOf } from './points.ts';

/** The narrowest layer, which holds an autoencoder's code. */
export const narrowest = ({ layers }: Network): string | null =>
  layers
    .filter(({ inputs }) => inputs.length > 0)
    .reduce<Network['layers'][number] | null>(
      (least, layer) => (!least || sizeOf(layer.outputShape) < sizeOf(least.outputShape) ? layer : least),
      null,
    )?.id ?? null;

/** What views of an autoencoder's code have in common. */
export const codeView = {
  group: 'space',
  needs: ['layer'],
  usualLayer: narrowest,
  refuse: (_network: unknown, _reading: unknown, _layer: unknown, target: TargetKind): Refusal | null =>
    target === 'input' ? null : 'needs-reconstruction',
} as const;

/** Which examples they show, and how many. */
export const codeExamples = {
  split: z.enum(['test', 'train']).default('test'),
  examples: z.int().min(10).max(10_000).default(2000),
};

/** Codes of one or two numbers as they are, longer ones by their first two principal components. @param x `[count, code]` */
export async function codesInPlane(
  { tf, yieldToTraining }: Pick<Tools, 'tf' | 'yieldToTraining'>,
  x: Tensor2D,
): Promise<{ readonly values: Float32Array; readonly width: number }> {
  const width = x.shape[1];
  if (width <= 2) return { values: new Float32Array(x.dataSync()), width };
  return { values: (await principalComponents(tf, x, 2, yieldToTraining)).projected, width: 2 };
}

/** Examples by the first two numbers of their codes. @param values `[count, width]`; a second number may lack */
export function codePlane(
  values: Float32Array,
  width: number,
  title: Text,
  points: Awaited<ReturnType<typeof pointsOf>>,
): FigureOf<'scatter'> {
  const rows = values.length / width;
  const along = (at: number) =>
    Float32Array.from({ length: rows }, (_, row) => (at < width ? values[row * width + at]! : 0));
  const axis = (at: number) => ({
    label: message('insight.code-number', { index: at + 1 }),
    min: null,
    max: null,
  });
  return { figure: 'scatter', title, x: axis(0), y: axis(1), xs: along(0), ys: along(1), ...points };
}
