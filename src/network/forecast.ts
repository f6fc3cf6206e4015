import { message, type Text } from '../text/message.ts';
import { exampleBytes } from './memory.ts';
import type { Totals } from './network.ts';

export interface MemoryForecast {
  /** Bytes that training needs; see `trainingBytes`. */
  readonly bytes: number;
  /** False where that is more than the machine has: refuse, with `message`. */
  readonly fits: boolean;
  /** For a person about to press Train; empty where all is well. */
  readonly message: Text;
}

/** The memory that training will take, against what the machine has. */
export function forecastMemory(totals: Totals, batchSize: number, memoryBytes: number): MemoryForecast {
  const bytes = totals.trainingBytes;
  const fits = bytes <= memoryBytes;
  return { bytes, fits, message: fits ? '' : refusal(totals, batchSize, memoryBytes) };
}

/** Names the batch size that would fit, or that none does. */
function refusal(totals: Totals, batchSize: number, memoryBytes: number): Text {
  const sizes = { needed: totals.trainingBytes, available: memoryBytes };
  const each = exampleBytes(totals.activationBytes + totals.keptBytes);
  const fixed = totals.trainingBytes - batchSize * each;
  const most = Math.floor((memoryBytes - fixed) / each);
  return most >= 1
    ? message('network.memory-for-batch', { ...sizes, most })
    : message('network.memory-for-any', sizes);
}
