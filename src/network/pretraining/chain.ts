import type { LayerKind, Params } from '../../layers/kind.ts';
import type { Shape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { NetworkLayer } from '../network.ts';

/** A chain of layers that grows at its end. */
export interface Chain {
  readonly layers: readonly NetworkLayer[];
  /** What leaves the last layer. */
  readonly shape: Shape;
  /** Another layer at the end. @throws Error where it cannot take what leaves the one before */
  add<P extends Params>(name: string, kind: LayerKind<P>, params: Params): void;
  /** A layer that there is already, with its weights, at the end. */
  take(layer: NetworkLayer): void;
}

/** @param entry the first layer, which takes nothing */
export function createChain(entry: NetworkLayer): Chain {
  const layers: NetworkLayer[] = [entry];
  const last = (): NetworkLayer => layers.at(-1)!;
  return {
    layers,
    get shape() {
      return last().outputShape;
    },
    add(name, narrow, given) {
      const kind = narrow as unknown as LayerKind;
      const params = kind.parameters.parse(given);
      layers.push(makeLayer(name, kind, params, [last()]));
    },
    take(layer) {
      layers.push({ ...layer, inputs: [last().id] });
    },
  };
}

/** A layer of no document: its name is its id. @throws Error where it cannot take its inputs */
export function makeLayer(
  name: string,
  kind: LayerKind,
  params: Params,
  from: readonly NetworkLayer[],
): NetworkLayer {
  const inputShapes = from.map(({ outputShape }) => outputShape);
  const { shape, problems } = kind.inferShape(params, inputShapes);
  if (!shape) throw new TextError(message('common.named', { name, detail: problems[0]?.message ?? '' }));
  return {
    id: name,
    name,
    kind,
    params,
    inputs: from.map(({ id }) => id),
    inputShapes,
    outputShape: shape,
    weights: kind.weights(params, inputShapes),
  };
}
