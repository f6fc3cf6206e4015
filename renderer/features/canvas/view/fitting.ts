import type { LayerKind } from '../../../../src/layers/kind.ts';
import type { Shape } from '../../../../src/layers/shape.ts';

/** The end of a wire that hangs in the air: what it comes from, or what it leads to. */
export type LooseEnd =
  | { readonly side: 'source'; readonly shape: Shape | null }
  | { readonly side: 'target'; readonly shape: null };

/** A kind as quick-add offers it: whether its defaults fit, and what would come out. */
export interface Candidate {
  readonly kind: LayerKind;
  /** The output with the kind's defaults; null where the input's shape is not known. */
  readonly outputShape: Shape | null;
}

function inferred(kind: LayerKind, shape: Shape): Shape | null {
  const params = kind.parameters.safeParse({});
  if (!params.success) return null;
  const inputs = Array.from({ length: Math.max(1, kind.inputs.min) }, () => shape);
  return kind.inferShape(params.data, inputs).shape;
}

/**
 * The kinds that can stand at a loose end, in the catalogue's order: with their defaults they accept the
 * shape that the wire brings. A kind that merges is tried with several wires of that shape.
 */
export function fitting(kinds: readonly LayerKind[], end: LooseEnd): readonly Candidate[] {
  if (end.side === 'target') return kinds.map((kind) => ({ kind, outputShape: null }));
  const takers = kinds.filter((kind) => kind.inputs.max > 0);
  const { shape } = end;
  if (shape === null) return takers.map((kind) => ({ kind, outputShape: null }));
  return takers.flatMap((kind) => {
    const outputShape = inferred(kind, shape);
    return outputShape === null ? [] : [{ kind, outputShape }];
  });
}
