import { z } from 'zod';
import { works } from '../network/time/work.ts';
import { exampleTypes } from '../preprocessing/example.ts';
import { textSchema } from '../text/schema.ts';
import { targetSpecSchema } from '../training/target.ts';
import { parent } from './fork.ts';
import { kernelState, kernels } from './kernels.ts';

/** What crosses the wire, declared once. Shapes are without the batch dimension. */
export const bytes = z.instanceof(Uint8Array);
export const floats = z.instanceof(Float32Array);
export const shape = z.array(z.int().min(0));

export const engineInfo = z.object({
  backend: z.enum(['native', 'webgpu', 'webgl', 'wasm', 'cpu']),
  step: z.enum(['compiled', 'eager']),
  /** Why this rung of the ladder; empty on the top one. */
  reason: textSchema,
  /** TensorFlow's version on native, TensorFlow.js's elsewhere. */
  version: z.string(),
  pid: z.int(),
  /** Bytes of memory that the machine has. */
  memory: z.number(),
  /** Null where the backend leaves no choice. */
  kernels: kernelState.nullable(),
});

/** How fast this machine trains; see `network/time/speed.ts`. */
export const speed = z.object({
  seconds: z.partialRecord(z.enum(works), z.number().min(0)),
  doubt: z.number().min(1),
  compile: z.object({ graph: z.number().min(0), operation: z.number().min(0) }).optional(),
});

/** What earlier runs of a network took, by what the speed says of them. */
export const pastRuns = z.object({ runs: z.int().min(1), factor: z.number().positive() });

export const datasetInfo = z.object({
  id: z.string(),
  title: textSchema,
  description: textSchema,
  license: textSchema,
  source: z.string(),
  /** Empty where the examples come with another target than a class. */
  classes: z.array(z.string()),
  /** What the examples come with; left out where each has one class. */
  target: targetSpecSchema.optional(),
  /** Of one example as stored, before padding: an image is `[height, width, channels]`. */
  sampleShape: shape,
  /** Of the numbers of an example; left out: bytes. */
  dtype: z.enum(exampleTypes).optional(),
  /** The examples are texts, whose words are known: a text can be given instead of one of them. */
  ofWords: z.literal(true).optional(),
  train: z.int(),
  test: z.int(),
  /** Examples of a validation split that the data have; left out where there is none. */
  validation: z.int().optional(),
  /** `ready`: on this machine; `download`: would be fetched when asked. */
  availability: z.enum(['ready', 'download']),
  downloadBytes: z.int(),
  /** What is to be known before it is used, in sentences: classes that a split lacks. */
  notices: z.array(textSchema).optional(),
});

/** An image as a person gave it: rows of pixels, 0 to 255. */
export const image = z.object({
  height: z.int().min(1).max(8192),
  width: z.int().min(1).max(8192),
  channels: z.union([z.literal(1), z.literal(3)]),
  data: bytes,
});

export const runState = z.enum([
  'preparing',
  'running',
  'paused',
  'stopping',
  'finished',
  'stopped',
  'diverged',
  'failed',
  /** The process that trained it ended without a word: what is kept is its last checkpoint. */
  'interrupted',
  /** It was trained elsewhere: its weights were read from a file. */
  'imported',
]);

/** The share of right answers; null where no answer is right or wrong: of numbers, and of a network that returns its input. */
const accuracy = z.number().nullable();

/** How well a network did on some examples. */
export const scores = z.object({
  loss: z.number(),
  accuracy,
  /** What else the settings ask to be measured, by name. Of an epoch it is of the validation split. */
  metrics: z.record(z.string(), z.number()).optional(),
});

export const epochRecord = scores.extend({
  /** 1 is the first. */
  epoch: z.int(),
  /** Null without a validation split. */
  valLoss: z.number().nullable(),
  valAccuracy: accuracy,
  /** The learning rate of the epoch's last step. Records written before it was kept have none. */
  learningRate: z.number().optional(),
  seconds: z.number(),
  imagesPerSecond: z.number(),
});

/** Several steps at once: a chart needs every step, not a message for each. Arrays are parallel. */
export const batchReport = z.object({
  run: z.string(),
  epoch: z.int(),
  epochs: z.int(),
  /** Batches of this epoch done, and in all. */
  batch: z.int(),
  batches: z.int(),
  /** Global step numbers, 1 is the first. */
  steps: z.array(z.int()),
  loss: z.array(z.number()),
  accuracy: z.array(accuracy),
  learningRate: z.array(z.number()),
  /**
   * Of the last of these steps: the L2 norm of the gradient of each trained layer, before clipping, in the network's
   * order; null where it is not finite.
   */
  gradients: z.array(z.object({ layer: z.string(), norm: z.number().nullable() })),
  imagesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
});

/** A layer that was trained as an autoencoder, or is being: each epoch's mean squared error, oldest first. */
export const pretrainedLayer = z.object({
  /** By id; through blocks, a path. */
  layer: z.string(),
  name: z.string(),
  /** What gave back its input, in words: "Conv2DTranspose 1 @ 5x5". */
  decoder: z.string(),
  losses: z.array(z.number()),
  seconds: z.number(),
});

/** Several steps of a layer's pretraining at once. Arrays are parallel. */
export const pretrainingReport = z.object({
  run: z.string(),
  layer: z.string(),
  name: z.string(),
  /** Which one it is, 1 the first, and how many there are. */
  index: z.int(),
  count: z.int(),
  epoch: z.int(),
  /** Of each layer. */
  epochs: z.int(),
  batch: z.int(),
  batches: z.int(),
  /** Steps of this layer, 1 is the first. */
  steps: z.array(z.int()),
  /** Of each step's batch: the mean squared error. */
  loss: z.array(z.number()),
  imagesPerSecond: z.number(),
  /** Of this layer. */
  secondsLeft: z.number().nullable(),
});

/** A moment of a run that was kept, with the weights and all that it takes to continue from there. */
export const checkpoint = z.object({
  /** Steps taken until then: what it is known by. */
  steps: z.int(),
  /** The epoch under way and its batches done; epoch 4, batch 0 is the end of epoch 3. */
  epoch: z.int(),
  batch: z.int(),
  /** ISO 8601. */
  at: z.string(),
  bytes: z.int(),
  /** Kept because the settings say so; the best is kept in any case. */
  kept: z.boolean(),
  best: z.boolean(),
  /** Of the epoch that it closes; null within an epoch. */
  record: epochRecord.nullable(),
});

/** A person's name, tags and notes of a run. Older records have none. */
export const runWords = {
  tags: z.array(z.string().min(1).max(50)).max(50).default([]),
  notes: z.string().max(20_000).default(''),
};

/** A learning-rate range test, as far as it is. Arrays are parallel, in the order of the rising rates. */
export const rateSearch = z.object({
  /** Planned; the loss may blow up before. */
  from: z.number(),
  to: z.number(),
  steps: z.int(),
  rates: z.array(z.number()),
  /** Of each step's batch. */
  loss: z.array(z.number()),
  smoothed: z.array(z.number()),
  /** The rate at which the loss blew up; null where it held to the end. */
  blownUpAt: z.number().nullable(),
  /** Null while it continues, and where the loss never fell. See `suggestRate`. */
  suggestion: z
    .object({ rate: z.number(), least: z.number(), steepest: z.number(), openEnd: z.boolean() })
    .nullable(),
});

/** What a run has reached: the same in its record and in what is reported about it. */
export const runFacts = {
  state: runState,
  /** ISO 8601. */
  startedAt: z.string(),
  dataset: z.string(),
  /** What it learns to put out, where that is neither a class of the example nor its input. */
  target: targetSpecSchema.optional(),
  epochs: z.array(epochRecord),
  test: scores.nullable(),
  /** Of its network. */
  params: z.int(),
  /** From its first step to its last; left out where there is no choice, and by runs from before they were kept. */
  kernels: kernels.optional(),
  seconds: z.number(),
  message: textSchema,
  /** Where its first weights come from; none for a run that began with fresh ones. */
  parent: parent.optional(),
  /** The layers whose first weights were found without labels, in their order; left out where none were. */
  pretraining: z.array(pretrainedLayer).optional(),
  ...runWords,
};

export const runSummary = z.object({
  run: z.string(),
  name: z.string(),
  /** In a list: what distinguishes it from the others of its name, `lr 0.01, batch 64`; left out where nothing does. */
  differs: textSchema.optional(),
  ...runFacts,
  /** How its steps ran, or are to run. */
  step: z.enum(['compiled', 'eager']).optional(),
});

export type EngineInfo = z.output<typeof engineInfo>;
export type DatasetInfo = z.output<typeof datasetInfo>;
export type Image = z.output<typeof image>;
export type RunState = z.output<typeof runState>;
export type EpochRecord = z.output<typeof epochRecord>;
export type BatchReport = z.output<typeof batchReport>;
/** How far a run is. */
export type BatchProgress = Pick<
  BatchReport,
  'epoch' | 'epochs' | 'batch' | 'batches' | 'imagesPerSecond' | 'secondsLeft'
>;
export type PretrainedLayer = z.output<typeof pretrainedLayer>;
export type PretrainingReport = z.output<typeof pretrainingReport>;
export type RateSearch = z.output<typeof rateSearch>;
export type RunSummary = z.output<typeof runSummary>;
export type Scores = z.output<typeof scores>;
