import { z } from 'zod';
import { halfToFloat } from '../../numbers/half.ts';
import type { WeightValues } from '../model/weights.ts';

/** What `build/train-base.mjs` writes: a network, its weights as base64 of little-endian float16, and how it was made. */
const baseFile = z.object({
  id: z.string(),
  /** The `.convas` document. */
  document: z.record(z.string(), z.json()),
  labels: z.array(z.string()),
  weights: z.array(z.object({ key: z.string(), shape: z.array(z.int().min(1)), values: z.base64() })),
  trained: z.object({
    dataset: z.string(),
    license: z.string(),
    /** How it was trained, where that was not the script's own way. */
    note: z.string().optional(),
    epochs: z.int(),
    seconds: z.number(),
    test: z.object({ loss: z.number(), accuracy: z.number() }),
  }),
});

type BaseFile = z.output<typeof baseFile>;

/** A trained network that ships with the app, to be trained further on a person's own data. */
export interface BaseNetwork extends Pick<BaseFile, 'labels' | 'trained'> {
  /** The `.convas` document. */
  readonly document: string;
  /** By `LAYER/WEIGHT`. */
  readonly weights: WeightValues;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length >> 1 }, (_, at) => halfToFloat(bytes.readUInt16LE(2 * at)));
}

/** @throws ZodError for a file that the script did not write */
export function readBase(file: unknown): BaseNetwork {
  const { document, labels, weights, trained } = baseFile.parse(file);
  return {
    document: JSON.stringify(document),
    labels,
    trained,
    weights: new Map(weights.map(({ key, values }) => [key, floats(values)])),
    shapes: new Map(weights.map(({ key, shape }) => [key, shape])),
  };
}
