import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { analyze } from '../../../src/network/analyze.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { openDocument } from '../document/files.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { useRun } from './runStore.ts';
import { useTrainingTab } from './trainingTab.ts';

/** A run's network, as it was trained. @throws Error in words */
export async function networkOf(run: string): Promise<ConvasDocument | null> {
  const { client } = useEngine.getState();
  if (!client) return null;
  const parsed = parseDocument((await client.call('runs.get', { run })).document);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
}

/** Opens the run's network as a new document. False without an engine. */
export async function openNetwork(run: string): Promise<boolean> {
  const document = await networkOf(run);
  if (!document) return false;
  const tab = openDocument(document, { edited: true });
  useRun.of(tab).getState().show(run);
  return true;
}

/** Opens the run's network unless its layers are those on the canvas: weights are shown layer by layer. */
async function showNetwork(run: string): Promise<boolean> {
  const document = await networkOf(run);
  if (!document) return false;
  // As the engine knows them: those inside of blocks by their paths.
  const { byLayer } = useAnalysis.getState();
  const same = analyze(document, null).layers.every((layer) => byLayer.get(layer.id)?.kind === layer.kind);
  return same || openNetwork(run);
}

export async function lookInside(run: string): Promise<void> {
  if (!(await showNetwork(run))) return;
  useRun.getState().show(run);
  useWorkspace.getState().setStage('inspect');
}

/**
 * Starts a new run of the run's network with the weights of that step. While another trains it waits in the queue.
 * @returns whether it waits
 */
export async function fork(run: string, steps: number): Promise<boolean> {
  const { client } = useEngine.getState();
  if (client && useTrainingTab.getState().tab !== null) {
    const { document } = await client.call('runs.get', { run });
    await client.call('queue.add', { document, from: { run, steps } });
    return true;
  }
  if (!(await openNetwork(run))) return false;
  useWorkspace.getState().setStage('train');
  useWorkspace.getState().showBottom('curves');
  await useRun.getState().start({ run, steps });
  return false;
}

export async function resumeRun(run: string): Promise<void> {
  if (!(await showNetwork(run))) return;
  useWorkspace.getState().setStage('train');
  useWorkspace.getState().showBottom('curves');
  await useRun.getState().continueRun(run);
}
