import type { Network } from '../../network/network.ts';

/** A lookup that found no row, in the words of TensorFlow and of TensorFlow.js. */
const outOfRange = /(-?\d+) is not in \[0, \d+[\])]/;

/**
 * What a backend threw while the network ran, in words that name the layer and the way out where we have them.
 * @returns the error itself where there is nothing better to say
 */
export function explainRefusal(error: unknown, network: Network): unknown {
  const found = error instanceof Error ? outOfRange.exec(error.message) : null;
  const layer = network.layers.find(({ kind }) => kind.kind === 'embedding');
  if (!found || !layer) return error;
  const { inputDim } = layer.params as { inputDim: number };
  const number = Number(found[1]);
  const remedy = number < 0 ? 'number the symbols from 0' : `raise its vocabulary to at least ${number + 1}`;
  return new Error(
    `The data holds the symbol ${number}, but the embedding "${layer.name}" knows those from 0 to ${inputDim - 1}: ${remedy}.`,
  );
}
