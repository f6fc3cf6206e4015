import { sizeOf } from '../../layers/shape.ts';
import { inputAndOutput } from '../model/forward.ts';
import type { LoadedModel } from '../models.ts';

const warmUp = 5;
const measured = 31;

/** The median time of a forward pass of one example, in milliseconds; its output is read each time. */
export function measureLatency({ borrow, checked, forward }: LoadedModel): number {
  const { input, output } = inputAndOutput(checked.network);
  const x = new Float32Array(sizeOf(input.outputShape));
  const times = Array.from({ length: warmUp + measured }, () => {
    const began = performance.now();
    borrow((weights) => {
      for (const tensor of forward.outputs(weights, x, 1, [output.id]).values()) {
        tensor.dataSync();
        tensor.dispose();
      }
    });
    return performance.now() - began;
  });
  const sorted = times.slice(warmUp).sort((a, b) => a - b);
  return Number(sorted[Math.floor(measured / 2)]!.toPrecision(4));
}
