import { z } from 'zod';
import { transferSchema, type WrittenTransfer, writtenTransfer, writtenTransferSchema } from './transfer.ts';

/** A member of a catalogue, by kind; its parameters stay unread until `resolveSettings` checks them. */
const chosen = (kind: string) =>
  z
    .object({ kind: z.string(), params: z.record(z.string(), z.unknown()).default({}) })
    .default({ kind, params: {} });

const clippingSchema = z.object({
  by: z.enum(['none', 'value', 'norm', 'globalNorm']).default('none'),
  /** The largest value of an element, norm of one weight's gradient, or norm of all gradients together. */
  limit: z.number().positive().max(1e12).default(1),
});

const warmupSchema = z.object({
  /** How long the rate rises to where the schedule starts; 0 is no warm-up. */
  length: z.number().min(0).max(1e9).default(0),
  unit: z.enum(['epochs', 'steps']).default('epochs'),
});

/** Of a layer's factor on the learning rate. */
export const maxLayerRate = 1e6;

const layerSettingsSchema = z.object({
  /** Does not train; batch normalization uses its moving statistics. */
  frozen: z.boolean().optional(),
  /** A factor on the learning rate. */
  rate: z.number().min(0).max(maxLayerRate).optional(),
});

const earlyStoppingSchema = z.object({
  /** `loss`, `accuracy`, `valLoss`, `valAccuracy`, or the name of one of the run's metrics. */
  monitor: z.string().max(200).default('valLoss'),
  /** Epochs without an improvement before the run ends. */
  patience: z.int().min(1).max(100_000).default(5),
  /** What counts as an improvement has to be more than this. */
  minDelta: z.number().min(0).max(1e6).default(0),
  /** Go back to the weights of the best epoch. */
  restoreBest: z.boolean().default(true),
});

const checkpointsSchema = z.object({
  /** After every so many epochs; null for never by epochs. */
  epochs: z.int().min(1).max(100_000).nullable().default(1),
  /** After every so many minutes; null for never by the clock. */
  minutes: z.number().positive().max(100_000).nullable().default(null),
  /** How many of the latest are kept. */
  keep: z.int().min(1).max(10_000).default(1),
});

/** How the hidden layers are pretrained, one after the other (Bengio, Lamblin, Popovici, Larochelle 2007). */
const pretrainingSchema = z.object({
  /** As autoencoders, or as restricted Boltzmann machines: a stack of those is a deep belief network. */
  method: z.enum(['autoencoder', 'boltzmann']).optional(),
  /** Times through the training examples, for each layer. */
  epochs: z.int().min(1).max(10_000).default(3),
  /** Of Adam, which pretrains autoencoders whatever optimizer the run has; of plain steps for Boltzmann machines. */
  learningRate: z.number().positive().max(1e6).default(0.003),
  /** The share of a layer's input that is set to 0 in each step, to be filled in again (Vincent et al. 2008). */
  corruption: z.number().min(0).max(0.95).default(0),
});

/**
 * How a network is trained. What comes from a catalogue is named by kind and carries its parameters unread, so
 * that a document with one we do not know keeps it; `resolveSettings` checks them against the catalogue.
 */
export const trainingSettingsSchema = z.object({
  epochs: z.int().min(1).max(100_000).default(5),
  /** Examples a step. */
  batchSize: z.int().min(1).max(65_536).default(128),
  /** Share of the training split held out for validation; 0 validates on the test split's place: nothing. */
  validationSplit: z.number().min(0).max(0.9).default(0.1),
  optimizer: chosen('adam'),
  loss: chosen('categoricalCrossentropy'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** How the learning rate changes over the run. */
  schedule: chosen('constant'),
  warmup: warmupSchema.prefault({}),
  /** What is done to gradients that are too large. */
  clipping: clippingSchema.prefault({}),
  /** The share of every weight, times the learning rate, taken off in each step, as Keras's `weight_decay`. */
  weightDecay: z.number().min(0).max(1e6).default(0),
  /** By id of the document's layers; of a block's instance it holds for all that is inside. */
  layers: z.record(z.string(), layerSettingsSchema).default({}),
  /** How much each class counts in the loss; `balanced` counts a class the more the rarer it is. */
  classWeights: z
    .union([z.enum(['none', 'balanced']), z.array(z.number().min(0).max(1e6)).max(100_000)])
    .default('none'),
  /** What is measured after each epoch on top of loss and accuracy, by name. */
  metrics: z.array(z.string().max(200)).max(100).default([]),
  earlyStopping: earlyStoppingSchema.nullable().default(null),
  /** Each hidden layer is first trained as an autoencoder, without labels; null begins with random weights. */
  pretraining: pretrainingSchema.nullable().default(null),
  /** Whose weights it starts from, where its layers have the same names; null: its own. */
  transfer: transferSchema.nullable().default(null),
  checkpoints: checkpointsSchema.prefault({}),
});

export type TrainingSettings = z.output<typeof trainingSettingsSchema>;

/** Reads the settings as a file holds them. */
export const writtenSettingsSchema = trainingSettingsSchema.extend({
  transfer: writtenTransferSchema.nullable().default(null),
});

interface WrittenSettings extends Omit<TrainingSettings, 'transfer'> {
  readonly transfer: WrittenTransfer | null;
}

/** All settings, each as a file holds it. */
export const allWritten = (settings: TrainingSettings): WrittenSettings => ({
  ...settings,
  transfer: settings.transfer && writtenTransfer(settings.transfer),
});

/** Always written out, so that what a document says about them does not change when a default does. */
const alwaysWritten: ReadonlySet<string> = new Set([
  'epochs',
  'batchSize',
  'validationSplit',
  'optimizer',
  'loss',
  'seed',
]);

const defaults: Readonly<Record<string, unknown>> = trainingSettingsSchema.parse({});

/** The settings as a file holds them: the refinements that no one made are left out. */
export function writtenSettings(settings: TrainingSettings): Partial<WrittenSettings> {
  return Object.fromEntries(
    Object.entries(allWritten(settings)).filter(
      ([name, value]) => alwaysWritten.has(name) || JSON.stringify(value) !== JSON.stringify(defaults[name]),
    ),
  );
}
