import type { ConvasDocument } from '../document/schema.ts';
import { type Chosen, chosenKernels, isToMeasure, measureKernels } from '../engine/kernels/choose.ts';
import { obeying } from '../engine/kernels/library.ts';
import { kernelsOfRun } from '../engine/kernels/of-run.ts';
import { kindOf } from '../engine/kernels/separable.ts';
import { createRunStore } from '../engine/runs/store.ts';
import { analyze } from '../network/analyze.ts';
import type { Kernels, LibraryKernels } from '../protocol/kernels.ts';
import { resolveSettings } from '../training/resolve.ts';
import { runsFolder } from './engine.ts';
import { oneLine, type Streams } from './output.ts';
import { progressBar } from './progress.ts';

/** Measures which kernels are the fastest here, with a bar. @returns whether they are known now */
export async function measureWithBar(stderr: Streams['stderr']): Promise<boolean> {
  const bar = progressBar(stderr);
  const title = 'measuring which kernels are the fastest here, once, for some ten seconds';
  try {
    return await measureKernels({
      onProgress: (done, total) => bar.update(title, done, total),
      signal: new AbortController().signal,
    });
  } catch (error) {
    bar.say(`convas: the kernels are not remembered: ${oneLine(error)}`);
    return false;
  } finally {
    bar.end();
  }
}

/** Before a training: measures the kernels where that was not done on this machine and with this TensorFlow. */
export async function readyKernels(stderr: Streams['stderr'], backend: string | undefined): Promise<void> {
  const named = backend ?? process.env['CONVAS_BACKEND'] ?? '';
  if ((named === '' || named === 'native') && isToMeasure()) await measureWithBar(stderr);
}

/** The kernels that a run is resumed with. @throws EngineError where there is no such run */
export const kernelsToResume = (run: string): Promise<Kernels | null> =>
  kernelsOfRun(createRunStore({ folder: runsFolder(), byPath: true }), run);

/** The kernels for a document that is trained anew; null where it cannot be trained, which the engine then says. */
export function kernelsFor(document: ConvasDocument): Kernels | null {
  const { network } = analyze(document, null);
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) return null;
  return obeying(chosenKernels().choice[kindOf({ network, settings: resolution.settings })]);
}

const onOff = (on: boolean): string => (on ? 'on' : 'off');
const threadsInWords = (count: number): string => `${count} thread${count === 1 ? '' : 's'}`;

const spreadInWords = ({ intraOpThreads, interOpThreads }: LibraryKernels, shards: number): string =>
  shards > 1
    ? `batches in ${shards} shards, ${threadsInWords(intraOpThreads)} each`
    : intraOpThreads === interOpThreads
      ? threadsInWords(intraOpThreads)
      : `${threadsInWords(intraOpThreads)} within and ${interOpThreads} between operations`;

const pairsInWords = (most: number): string => (most === 0 ? 'none' : `up to ${most} filters`);

/** "oneDNN on, batches in 2 shards, 1 thread each, columns in pairs: up to 8 filters (inference: none)". */
export function kernelsInWords({ training, inference, ...library }: Kernels): string {
  const pairs = pairsInWords(training.pairedFilters);
  const used = pairsInWords(inference.pairedFilters);
  return (
    `oneDNN ${onOff(library.oneDnn)}, ${spreadInWords(library, training.shards)}, columns in pairs: ${pairs}` +
    (used === pairs ? '' : ` (inference: ${used})`)
  );
}

/** What was compared, and how many times as fast as what was chosen networks of both kinds trained with it. */
export const triedInWords = ({ measured }: Chosen): string[] =>
  (measured?.tried ?? []).map(
    ({ oneDnn, shards, separable, whole, ...threads }) =>
      `oneDNN ${onOff(oneDnn)}, ${spreadInWords({ oneDnn, ...threads }, shards)}: ${separable.toFixed(2)}x, ` +
      `with batch statistics ${whole.toFixed(2)}x`,
  );
