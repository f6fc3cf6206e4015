import { factsOfActivation } from '../layers/activations.ts';
import type { Range } from '../layers/range.ts';
import type { Known } from './infer.ts';

/** What is known of the way to a layer, the layer with it: carried on from its inputs, as a receptive field is. */
export interface Flow {
  /** Of its values. */
  readonly range: Range;
  /** The most weighted layers on any way to it; a normalization or a shortcut starts it anew. */
  readonly depth: number;
  /** The most saturating layers on any way to it; a normalization or an addition starts it anew. */
  readonly saturation: number;
}

const unknown: Flow = { range: 'any', depth: 0, saturation: 0 };

/** The activation of a layer that saturates; null for others, and for gates, past which a memory leads. */
export function saturating(known: Known | null): string | null {
  const activation = known?.params['activation'];
  if (!known || known.kind.family === 'recurrent' || typeof activation !== 'string') return null;
  return factsOfActivation(activation)?.deepest ? activation : null;
}

/** @param sources the flows of the layer's inputs, in order */
export function flowAfter(
  sources: readonly Flow[],
  known: Known | null,
  inputShapes: readonly (readonly number[])[],
): Flow {
  const depth = sources.reduce((most, source) => Math.max(most, source.depth), 0);
  const saturation = sources.reduce((most, source) => Math.max(most, source.saturation), 0);
  if (!known) return sources.length === 0 ? unknown : { range: 'any', depth, saturation };
  const { kind, params, shape, macs } = known;
  const inputs = sources.map(({ range }) => range);
  const normalizes = kind.family === 'normalization';
  return {
    range: kind.range?.({ inputs, inputShapes, outputShape: shape }, params) ?? 'any',
    depth: normalizes || kind.family === 'merging' ? 0 : depth + (macs > 0 ? 1 : 0),
    saturation: normalizes || kind.kind === 'add' ? 0 : saturation + (saturating(known) === null ? 0 : 1),
  };
}

export const sameFlow = (a: Flow, b: Flow): boolean =>
  a.range === b.range && a.depth === b.depth && a.saturation === b.saturation;
