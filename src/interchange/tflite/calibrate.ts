import type { ServingGraph } from '../sources.ts';
import type { Values } from '../values.ts';
import type { LiteGraph, LiteTensor } from './graph.ts';
import { calibrated, type Ranges } from './quantize.ts';
import { rangeQuantization } from './quantized-values.ts';

/** How far what a network computes of these examples reaches. @param batches of at least one example */
export function rangesOf(graph: LiteGraph, serving: ServingGraph, batches: readonly Values[]): Ranges {
  const tensors = calibrated(graph).filter((tensor) => tensor !== graph.input);
  const reach = new Map<LiteTensor, [number, number]>([[graph.input, extremesOf(batches)]]);
  if (tensors.length === 0) return quantizations(reach);
  const session = serving.open(tensors.map(({ node }) => node!));
  try {
    for (const batch of batches) {
      const found = session.extremes(batch);
      for (const [at, tensor] of tensors.entries()) {
        const [least, most] = found[at]!;
        const known = reach.get(tensor);
        reach.set(tensor, known ? [Math.min(known[0], least), Math.max(known[1], most)] : [least, most]);
      }
    }
  } finally {
    session.close();
  }
  return quantizations(reach);
}

const quantizations = (reach: ReadonlyMap<LiteTensor, readonly [number, number]>): Ranges =>
  new Map([...reach].map(([tensor, [least, most]]) => [tensor, rangeQuantization(least, most)]));

function extremesOf(batches: readonly Values[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of batches) {
    for (const value of values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return [least, most];
}
