import type { ConvasDocument } from '../document/schema.ts';
import { type Chosen, chosenKernels, isToMeasure, measureKernels } from '../engine/kernels/choose.ts';
import { kernelsOfRun } from '../engine/kernels/kernels-of-run.ts';
import { networkClassOf } from '../engine/kernels/separable.ts';
import { withEnvironment } from '../engine/kernels/tensorflow-library.ts';
import { createRunStore } from '../engine/runs/run-store.ts';
import type { Analysis } from '../network/network.ts';
import type { Kernels, LibraryKernels } from '../protocol/kernels.ts';
import { text } from '../text/language.ts';
import { type Message, message, sentence } from '../text/message.ts';
import { resolveSettings } from '../training/resolve.ts';
import { runsFolder, withEngine } from './engine.ts';
import { fixed } from './figures.ts';
import { oneLine, type Streams } from './output.ts';
import { progressBar } from './progress.ts';
import { remoteAddress } from './remote/client.ts';

/** Measures which kernels are the fastest here, with a bar. @returns whether they are known now */
export async function measureWithBar(stderr: Streams['stderr']): Promise<boolean> {
  const bar = progressBar(stderr);
  const title = text.cli.output.kernels.measuring;
  try {
    return await measureKernels({
      onProgress: (done, total) => bar.update(title, done, total),
      signal: new AbortController().signal,
    });
  } catch (error) {
    bar.print(`convas: ${text.cli.output.kernels.notRemembered({ reason: oneLine(error) })}`);
    return false;
  } finally {
    bar.end();
  }
}

/** Before a training: measures the kernels where that was not done on this machine and with this TensorFlow. */
export async function ensureKernels(stderr: Streams['stderr'], backend: string | undefined): Promise<void> {
  // Another machine measures its own.
  if (remoteAddress() !== null) return;
  const named = backend ?? process.env['CONVAS_BACKEND'] ?? '';
  if ((named === '' || named === 'native') && isToMeasure()) await measureWithBar(stderr);
}

/** The document and the kernels that a run is resumed with. @throws EngineError where there is no such run */
export async function runToResume(run: string): Promise<{ document: string; kernels: Kernels | null }> {
  if (remoteAddress() !== null) {
    const { document } = await withEngine({}, ({ client }) => client.call('runs.get', { run }));
    return { document, kernels: null };
  }
  const store = createRunStore({ folder: runsFolder(), byPath: true });
  const { document } = await store.read(await store.folderOf(run));
  return { document, kernels: await kernelsOfRun(store, run) };
}

/** The kernels for a document that is trained again; null where it cannot be trained, which the engine then says. */
export function kernelsFor(document: ConvasDocument, { network }: Pick<Analysis, 'network'>): Kernels | null {
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) return null;
  return withEnvironment(chosenKernels().choice[networkClassOf({ network, settings: resolution.settings })]);
}

const libraryInWords = ({ oneDnn, intraOpThreads, interOpThreads }: LibraryKernels, shards: number) => ({
  oneDnn,
  shards,
  intra: intraOpThreads,
  inter: interOpThreads,
});

/** "oneDNN on, batches in 2 shards, 1 thread each, columns in pairs: up to 8 filters (inference: none)". */
export const kernelsInWords = ({ training, inference, ...library }: Kernels): Message =>
  message('cli.kernels', {
    ...libraryInWords(library, training.shards),
    training: training.pairedFilters,
    inference: inference.pairedFilters,
    ownOperations: training.ownOperations === true,
  });

/** What was compared, and how many times as fast as what was chosen networks of both kinds trained with it. */
export const comparisonsInWords = ({ measured }: Chosen): string[] =>
  (measured?.tried ?? []).map(({ shards, separable, whole, ...library }) =>
    text.cli.output.kernels.tried({
      what: sentence(
        message('cli.kernels', {
          ...libraryInWords(library, shards),
          training: null,
          inference: null,
          ownOperations: false,
        }),
      ),
      separable: fixed(separable, 2),
      whole: fixed(whole, 2),
    }),
  );
