import { openWorkspace } from '../files/folder.ts';
import type { NetworkLayer } from '../network/network.ts';
import type { Verification } from '../protocol/export.ts';
import { message, type Text } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import { accuracyOf, compareOutputs, sameClasses } from './compare.ts';
import type { OutputFiles, ReloadedModel, Runtime, Values } from './format.ts';
import { RuntimeMissingError } from './runtime-missing.ts';
import type { TrainedNetwork } from './sources.ts';
import { stageFiles } from './stage.ts';

/** What the model is shown, and what the engine makes of it. */
export interface Trial {
  readonly samples: number;
  readonly inputs: readonly Values[];
  readonly expected: readonly Values[];
  /** The same examples as they are stored, `[samples, height, width, channels]`; null where they are no images. */
  readonly stored: Values | null;
  /** The class of each example; null where they have none. */
  readonly labels: Int32Array | null;
  /** What the engine's layers put out for such inputs, by their ids, in order. */
  outputsOf(ids: readonly string[], inputs: readonly Values[]): readonly Values[];
}

/** A written export. */
export interface Written {
  readonly trained: TrainedNetwork;
  /** Where its files are. */
  readonly folder: string;
  /** Where there is room for another folder. */
  readonly parent: string;
  /** How far outputs may lie apart; left out: as far as rounding explains. */
  readonly tolerance?: number | undefined;
  /** Whether the model takes images as they are stored. */
  readonly takesBytes: boolean;
  /** Writes the same for a network with other outputs. */
  write(trained: TrainedNetwork): OutputFiles;
}

/** One example of a batch, as a batch. */
function only({ shape: [batch, ...shape], values }: Values, example: number): Values {
  const size = values.length / batch!;
  return { shape: [1, ...shape], values: values.slice(example * size, (example + 1) * size) };
}

/**
 * The first layer, in the network's order, that computes something else in the exported model; null where each agrees
 * and their rounding adds up. The export is written once more with every layer as an output. One example is enough: all
 * layers' outputs of a batch may not fit into memory.
 */
async function firstThatDiffers(
  runtime: Runtime,
  { trained, parent, write, tolerance }: Written,
  { inputs, outputsOf }: Trial,
  example: number,
): Promise<NetworkLayer | null> {
  const layers = trained.network.layers.filter((layer) => layer.inputs.length > 0);
  const ids = layers.map(({ id }) => id);
  const shown = inputs.map((input) => only(input, example));
  const expected = outputsOf(ids, shown);
  const tapped = { ...trained, network: { ...trained.network, outputs: ids } };
  const workspace = await openWorkspace(parent);
  try {
    await stageFiles(workspace, write(tapped));
    const model = await runtime.open(workspace.folder, tapped);
    try {
      const found = await model.predict(shown);
      return layers.find((_, at) => !compareOutputs([expected[at]!], [found[at]!], tolerance).agrees) ?? null;
    } finally {
      await model.close();
    }
  } finally {
    await workspace.remove();
  }
}

/** Milliseconds an example that each side takes, warm. */
async function speedOf(
  model: ReloadedModel,
  { samples, inputs, outputsOf }: Trial,
  shown: readonly Values[],
  outputs: readonly string[],
): Promise<NonNullable<Extract<Verification, { state: 'agrees' }>['speed']>> {
  const each = (milliseconds: number): number => milliseconds / samples;
  const since = performance.now();
  outputsOf(outputs, inputs);
  const here = each(performance.now() - since);
  if (model.seconds !== undefined) return { here, there: each(1000 * model.seconds) };
  const from = performance.now();
  await model.predict(shown);
  return { here, there: each(performance.now() - from) };
}

async function verifyIn(runtime: Runtime, written: Written, trial: Trial): Promise<Verification> {
  const { samples, inputs, expected } = trial;
  let name: Text = runtime.title;
  try {
    const model = await runtime.open(written.folder, written.trained);
    try {
      name = model.runtime;
      const shown = written.takesBytes && trial.stored ? [trial.stored] : inputs;
      const found = await model.predict(shown);
      name = model.runtime;
      const { agrees, largest, where, example } = compareOutputs(expected, found, written.tolerance);
      const classes = sameClasses(written.trained.reading, expected, found);
      const { reading, network } = written.trained;
      const [here, there] = trial.labels
        ? [expected, found].map((outputs) => accuracyOf(reading, trial.labels!, outputs))
        : [null, null];
      const speed = await speedOf(model, trial, shown, network.outputs);
      const accuracy = typeof here === 'number' && typeof there === 'number' ? { here, there } : undefined;
      const tried = { runtime: name, samples, sameClasses: classes, speed, ...(accuracy && { accuracy }) };
      if (agrees || where === null) return { ...tried, state: 'agrees', maxAbsDiff: largest };
      const maxAbsDiff = Number.isFinite(largest) ? largest : null;
      // That they differ is what matters; a model of so many outputs may be more than the runtime takes.
      const first = await firstThatDiffers(runtime, written, trial, example ?? 0).catch(() => null);
      const detail = first
        ? message('interchange.first-different', { name: first.name, kind: first.kind.title, where })
        : where;
      return { ...tried, state: 'differs', maxAbsDiff, message: detail };
    } finally {
      await model.close();
    }
  } catch (error) {
    const state = error instanceof RuntimeMissingError ? 'unavailable' : 'failed';
    return { runtime: name, samples: state === 'failed' ? samples : 0, state, message: textOf(error) };
  }
}

/** Loads the files in each runtime, one after the other, and compares what comes out. */
export async function verifyFiles(
  runtimes: readonly Runtime[],
  written: Written,
  trial: Trial,
): Promise<readonly Verification[]> {
  const verifications: Verification[] = [];
  for (const runtime of runtimes) verifications.push(await verifyIn(runtime, written, trial));
  return verifications;
}
