import { z } from 'zod';
import { sweepSpecSchema } from '../sweep/spec.ts';
import { languages } from '../text/language.ts';
import { textSchema } from '../text/schema.ts';
import { benchmark } from './benchmark.ts';
import {
  bytes,
  checkpoint,
  datasetInfo,
  engineInfo,
  image,
  pastRuns,
  rateSearch,
  runState,
  runSummary,
  runWords,
  shape,
  speed,
} from './data.ts';
import { dataMapCalls } from './data-map.ts';
import { versionCalls } from './data-version.ts';
import { evaluation } from './evaluation.ts';
import { exportedFile, exportFormat, exportSource, unsupportedLayer, verification } from './export.ts';
import { forkPoint } from './fork.ts';
import { healthRow } from './health.ts';
import { importCalls } from './import.ts';
import { insightCalls } from './insight.ts';
import { kernelState } from './kernels.ts';
import { labelErrorCalls } from './label-errors.ts';
import { exploreCalls, ownDataCalls } from './own-data.ts';
import { preparationCalls } from './preparation.ts';
import { queueState, sweepInfo } from './sweeps.ts';
import { transferCalls } from './transfer.ts';

const run = z.object({ run: z.string() });
const sweep = z.object({ sweep: z.string() });
const libraryState = z.object({ text: z.string().nullable(), revision: z.string().nullable() });

const nothing = z.object({});

/** A document as text: the engine parses and validates it again, it trusts no sender. */
const documentText = z.string();

/** Of a format; it checks them itself. */
const exportOptions = z.record(z.string(), z.json()).default({});

/** What the engine can be asked. Each call: its parameters, its result, and what it reports on the way. */
export const calls = {
  'engine.info': { params: nothing, result: engineInfo },
  /** A sign of life, given by the engine's own loop. */
  'engine.ping': { params: nothing, result: nothing },
  /**
   * How fast this machine trains, and what runs of a document's network took. `measure`: where the speed is not known
   * yet, find it now, which takes some seconds and gives way to a run. Null where nothing is known.
   */
  'engine.pace': {
    params: z.object({ document: documentText, measure: z.boolean() }),
    result: z.object({ speed: speed.nullable(), past: pastRuns.nullable() }),
  },
  /** Measures which kernels are the fastest here and remembers them. Can be canceled; gives way to a run. */
  'engine.measureKernels': {
    params: nothing,
    result: z.object({ state: kernelState.nullable() }),
    progress: z.object({ done: z.int(), total: z.int() }),
  },
  /** Starts another engine in this one's place, with the kernels that a run was refused for the want of. */
  'engine.restart': { params: nothing, result: nothing },
  /** The last one that `convas bench` kept on this computer; null where there is none. */
  'engine.benchmark': { params: nothing, result: z.object({ benchmark: benchmark.nullable() }) },
  'datasets.list': { params: nothing, result: z.object({ datasets: z.array(datasetInfo) }) },
  /** Makes a dataset ready, downloading it if need be. Can be canceled. */
  'datasets.prepare': {
    params: z.object({ dataset: z.string() }),
    result: datasetInfo,
    progress: z.object({ phase: textSchema, done: z.number(), total: z.number() }),
  },
  /**
   * Images as stored, for looking at. `label` limits to one class; `offset` counts among the matching. `indices`: these
   * instead, in their order. `side`: shrunk so that no side is longer.
   */
  'datasets.samples': {
    params: z.object({
      dataset: z.string(),
      split: z.enum(['train', 'validation', 'test']),
      offset: z.int().min(0),
      count: z.int().min(1).max(1000),
      label: z.int().nullable(),
      indices: z.array(z.int().min(0)).max(1000).optional(),
      side: z.int().min(8).max(1024).optional(),
    }),
    /** `shape`: of one image. `images`: `[count, height, width, channels]`, 0 to 255. `total`: how many match. */
    result: z.object({
      shape,
      images: bytes,
      labels: z.array(z.int()),
      indices: z.array(z.int()),
      total: z.int(),
    }),
  },
  'datasets.statistics': {
    params: z.object({ dataset: z.string() }),
    /** Examples of each class; mean and standard deviation of the training pixels, 0 to 255, over channels. */
    result: z.object({ train: z.array(z.int()), test: z.array(z.int()), mean: z.number(), std: z.number() }),
  },
  ...exploreCalls,
  ...versionCalls,
  ...labelErrorCalls,
  ...dataMapCalls,
  ...ownDataCalls,
  ...preparationCalls,
  /** Starts a run and returns at once; events tell the rest. One run trains at a time. */
  'train.start': {
    params: z.object({
      document: documentText,
      /** A run that was stopped or cut off: it continues where it was. Null starts afresh. */
      resume: z.string().nullable().default(null),
      from: forkPoint,
    }),
    result: run,
  },
  'train.pause': { params: run, result: nothing },
  'train.resume': { params: run, result: nothing },
  /** One batch, then pause again. */
  'train.step': { params: run, result: nothing },
  /** Sets the learning rate of the next step; the schedule, if any, continues from it. Kept with the run. */
  'train.setLearningRate': {
    params: z.object({ run: z.string(), learningRate: z.number().positive().max(1e12) }),
    result: nothing,
  },
  /** Ends after the running step; the weights are kept. */
  'train.stop': { params: run, result: nothing },
  /**
   * Tries rising learning rates for a few steps each from the document's first weights; leaves nothing behind.
   * Can be canceled; gives way to a run that begins.
   */
  'train.findRate': {
    params: z.object({
      document: documentText,
      from: z.number().positive().default(1e-6),
      to: z.number().positive().max(1e6).default(10),
      steps: z.int().min(20).max(2000).default(150),
    }),
    result: rateSearch,
    progress: rateSearch,
  },
  /** The run that trains now, if any: for a face that connects late. */
  'train.current': {
    params: nothing,
    result: z.object({ run: z.string().nullable(), state: runState.nullable() }),
  },
  /** Trains a document when its turn has come: now, if nothing trains. The queue outlives the engine. */
  'queue.add': {
    params: z.object({ document: documentText, from: forkPoint }),
    result: z.object({ item: z.string() }),
  },
  'queue.list': { params: nothing, result: queueState },
  /** Takes out what does not train yet, or has failed. */
  'queue.remove': { params: z.object({ item: z.string() }), result: nothing },
  /** While the queue is held nothing new begins; what trains continues. */
  'queue.hold': { params: z.object({ held: z.boolean() }), result: nothing },
  /** Those that stay beside the latest, oldest first. */
  'runs.checkpoints': { params: run, result: z.object({ checkpoints: z.array(checkpoint) }) },
  /** Lays a sweep out over the document, checks each combination, and puts them into the queue. */
  'sweep.start': {
    params: z.object({ document: documentText, spec: sweepSpecSchema }),
    result: z.object({ sweep: sweepInfo }),
  },
  'sweep.list': { params: nothing, result: z.object({ sweeps: z.array(sweepInfo) }) },
  /** What waits is taken out of the queue; what trains is trained to its end. */
  'sweep.stop': { params: sweep, result: nothing },
  /** Trains what is missing of a sweep that was stopped or cut off; its runs continue from their checkpoints. */
  'sweep.resume': { params: sweep, result: z.object({ sweep: sweepInfo }) },
  /** Forgets a sweep that does not run; its runs stay. */
  'sweep.delete': { params: sweep, result: nothing },
  'runs.list': { params: nothing, result: z.object({ runs: z.array(runSummary) }) },
  /** What was seen of a run's gradients and activations, oldest first. */
  'runs.health': { params: run, result: z.object({ rows: z.array(healthRow) }) },
  'runs.get': { params: run, result: z.object({ summary: runSummary, document: documentText }) },
  /** Its name, tags and notes; what is left out stays. Works while it trains. */
  'runs.describe': {
    params: z.object({
      run: z.string(),
      name: z.string().min(1).max(200).optional(),
      tags: runWords.tags.removeDefault().optional(),
      notes: runWords.notes.removeDefault().optional(),
    }),
    result: nothing,
  },
  'runs.delete': { params: run, result: nothing },
  /** On the test split of the run's own dataset, or of the one named. */
  'runs.evaluate': {
    params: z.object({ run: z.string(), dataset: z.string().nullable().default(null) }),
    result: evaluation,
    progress: z.object({ done: z.number(), total: z.number() }),
  },
  /**
   * What to watch while training: at most `rate` frames per second, latest wins. An empty list watches nothing; no
   * image means one of the test split.
   */
  'probe.watch': {
    params: z.object({
      layers: z.array(
        z.object({ layer: z.string(), maps: z.int().min(1).max(256), side: z.int().min(4).max(256) }),
      ),
      image: image.nullable(),
      rate: z.number().min(0.1).max(30),
    }),
    result: nothing,
  },
  /** The blocks that the person keeps, as the face wrote them; null where there are none yet. */
  /** The library of blocks; null where there is none. `revision` names this very text. */
  'library.read': { params: nothing, result: libraryState },
  /** Replaces the text of that revision. Where another window has changed it meanwhile, answers with theirs. */
  'library.write': {
    params: z.object({ text: z.string().max(64 * 1024 * 1024), revision: z.string().nullable() }),
    result: libraryState.extend({ written: z.boolean() }),
  },
  /** The formats there are; their titles are in the catalogue. */
  'export.formats': { params: nothing, result: z.object({ formats: z.array(exportFormat) }) },
  /** The layers that a format cannot express; none where the network can be exported. */
  'export.check': {
    params: z.object({ source: exportSource, format: z.string(), options: exportOptions }),
    result: z.object({ unsupported: z.array(unsupportedLayer) }),
  },
  /**
   * Writes an export and keeps it until `export.close`; `export.read` hands it over. `verify`: load the files in each
   * runtime that is here, and compare their outputs with the engine's. `language`: of comments and cards. Can be canceled.
   */
  'export.write': {
    params: z.object({
      source: exportSource,
      format: z.string(),
      options: exportOptions,
      verify: z.boolean(),
      language: z.enum(languages),
    }),
    result: z.object({
      export: z.string(),
      files: z.array(exportedFile),
      /** Null where it was not asked for. */
      verified: z.array(verification).nullable(),
    }),
    /** Bytes; `total` is zero where it is not known. */
    progress: z.object({ phase: z.enum(['writing', 'verifying']), done: z.int(), total: z.int() }),
  },
  /** Bytes of an exported file from `offset` on, at most four megabytes. */
  'export.read': {
    params: z.object({ export: z.string(), path: z.string(), offset: z.int().min(0) }),
    result: z.object({ bytes }),
  },
  /** Removes a written export; one that is gone already is no error. */
  'export.close': { params: z.object({ export: z.string() }), result: nothing },
  ...importCalls,
  ...transferCalls,
  ...insightCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallParams<N extends CallName> = z.input<Calls[N]['params']>;
export type CallResult<N extends CallName> = z.output<Calls[N]['result']>;
export type CallProgress<N extends CallName> = Calls[N] extends { progress: infer P extends z.ZodType }
  ? z.output<P>
  : never;
