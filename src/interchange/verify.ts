import type { Network, NetworkLayer } from '../network/network.ts';
import { EngineError } from '../protocol/client.ts';
import type { Verification } from '../protocol/export.ts';
import { message, type Text } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import { compareOutputs } from './compare.ts';
import type { ExportedFile, ModelFormat, Runtime, Values } from './format.ts';

/** What the model is shown, and what the engine makes of it. */
export interface Trial {
  readonly network: Network;
  readonly samples: number;
  readonly inputs: readonly Values[];
  readonly expected: readonly Values[];
  /** What the engine's layers put out for such inputs, by their ids, in order. */
  outputsOf(ids: readonly string[], inputs: readonly Values[]): readonly Values[];
}

/** One example of a batch, as a batch. */
function only({ shape: [batch, ...shape], values }: Values, example: number): Values {
  const size = values.length / batch!;
  return { shape: [1, ...shape], values: values.slice(example * size, (example + 1) * size) };
}

/**
 * The first layer, in the network's order, that computes something else in the exported model; null where each agrees
 * and their rounding adds up. One example is enough: all layers' outputs of a batch may not fit into memory.
 */
async function firstThatDiffers(
  format: ModelFormat,
  runtime: Runtime,
  files: readonly ExportedFile[],
  { network, inputs, outputsOf }: Trial,
  example: number,
): Promise<NetworkLayer | null> {
  const layers = network.layers.filter((layer) => layer.inputs.length > 0);
  const ids = layers.map(({ id }) => id);
  const shown = inputs.map((input) => only(input, example));
  const expected = outputsOf(ids, shown);
  const model = await runtime.open(format.tapped(files, network, ids));
  try {
    const found = await model.predict(shown);
    return layers.find((_, at) => !compareOutputs([expected[at]!], [found[at]!]).agrees) ?? null;
  } finally {
    await model.close();
  }
}

async function verifyIn(
  format: ModelFormat,
  runtime: Runtime,
  files: readonly ExportedFile[],
  trial: Trial,
): Promise<Verification> {
  const { samples, inputs, expected } = trial;
  let name: Text = runtime.title;
  try {
    const model = await runtime.open(files);
    try {
      name = model.runtime;
      const found = await model.predict(inputs);
      name = model.runtime;
      const { agrees, largest, where, example } = compareOutputs(expected, found);
      if (agrees || where === null) return { runtime: name, samples, state: 'agrees', maxAbsDiff: largest };
      const maxAbsDiff = Number.isFinite(largest) ? largest : null;
      // That they differ is what matters; a model of so many outputs may be more than the runtime takes.
      const first = await firstThatDiffers(format, runtime, files, trial, example ?? 0).catch(() => null);
      const told = first
        ? message('interchange.first-different', { name: first.name, kind: first.kind.title, where })
        : where;
      return { runtime: name, samples, state: 'differs', maxAbsDiff, message: told };
    } finally {
      await model.close();
    }
  } catch (error) {
    return { runtime: name, samples, state: 'failed', message: textOf(error) };
  }
}

/**
 * Loads the files in each runtime, one after the other, and compares what comes out.
 * @throws EngineError `not-verifiable` where there is no runtime
 */
export async function verifyFiles(
  format: ModelFormat,
  runtimes: readonly Runtime[],
  files: readonly ExportedFile[],
  trial: Trial,
): Promise<readonly Verification[]> {
  if (runtimes.length === 0) {
    throw new EngineError('not-verifiable', message('interchange.no-runtime', { format: format.id }));
  }
  const verifications: Verification[] = [];
  for (const runtime of runtimes) verifications.push(await verifyIn(format, runtime, files, trial));
  return verifications;
}
