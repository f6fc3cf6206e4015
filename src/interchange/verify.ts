import { EngineError } from '../protocol/client.ts';
import type { Verification } from '../protocol/export.ts';
import { compareOutputs } from './compare.ts';
import type { ExportedFile, ExportFormat, Runtime, Values } from './format.ts';

/** What the model is shown, and what the engine makes of it. */
export interface Trial {
  readonly samples: number;
  readonly inputs: readonly Values[];
  readonly expected: readonly Values[];
}

async function verifyIn(
  runtime: Runtime,
  files: readonly ExportedFile[],
  { samples, inputs, expected }: Trial,
): Promise<Verification> {
  let name = runtime.title;
  try {
    const model = await runtime.open(files);
    try {
      name = model.runtime;
      const found = await model.predict(inputs);
      name = model.runtime;
      const { agrees, largest, where } = compareOutputs(expected, found);
      if (agrees) return { runtime: name, samples, state: 'agrees', maxAbsDiff: largest };
      const maxAbsDiff = Number.isFinite(largest) ? largest : null;
      return { runtime: name, samples, state: 'differs', maxAbsDiff, message: where };
    } finally {
      await model.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { runtime: name, samples, state: 'failed', message };
  }
}

/**
 * Loads the files in each runtime, one after the other, and compares what comes out.
 * @throws EngineError `not-verifiable` where there is no runtime
 */
export async function verifyFiles(
  format: ExportFormat,
  runtimes: readonly Runtime[],
  files: readonly ExportedFile[],
  trial: Trial,
): Promise<readonly Verification[]> {
  if (runtimes.length === 0) {
    throw new EngineError('not-verifiable', `${format.title} has no runtime here to check the files with.`);
  }
  const verifications: Verification[] = [];
  for (const runtime of runtimes) verifications.push(await verifyIn(runtime, files, trial));
  return verifications;
}
