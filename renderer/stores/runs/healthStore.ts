import { useMemo } from 'react';
import { create } from 'zustand';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { findTroubles } from '../../../src/insight/troubles/registry.ts';
import type { Trouble } from '../../../src/insight/troubles/trouble.ts';
import type { Network, Problem } from '../../../src/network/network.ts';
import { applyRepair } from '../../../src/network/repair.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { EpochRecord } from '../../../src/protocol/data.ts';
import type { HealthRow } from '../../../src/protocol/health.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useRun } from './runStore.ts';

interface HealthState {
  /** The run that the rows are of. */
  readonly run: string | null;
  /** Oldest first. */
  readonly rows: readonly HealthRow[];
}

const nothing: HealthState = { run: null, rows: [] };

/** Gradients and activations of the run whose curves are shown: the one that trains, or a kept one. */
export const useHealth = create<HealthState>()(() => nothing);

/** Takes rows of a run, in the order of their steps; those of another run go. */
function take(run: string, added: readonly HealthRow[]): void {
  const { run: known, rows } = useHealth.getState();
  const kept = known === run ? rows : [];
  const byStep = new Map([...kept, ...added].map((row) => [row.step, row]));
  useHealth.setState({ run, rows: [...byStep.values()].sort((a, b) => a.step - b.step) });
}

/** The run to tell of. */
function wanted(): string | null {
  const { past, training } = useRun.getState();
  if (past) return past.run;
  return training.phase === 'run' ? training.run.run : null;
}

async function fetchRows(client: EngineClient, run: string): Promise<void> {
  const { rows } = await client.call('runs.health', { run });
  if (wanted() === run) take(run, rows);
}

/** Follows the run that is shown, and each engine that connects. */
export function followHealth(): void {
  let fetched: string | null = null;
  const follow = (): void => {
    const run = wanted();
    if (run === fetched) return;
    fetched = run;
    if (run === null) useHealth.setState(nothing);
    const { client } = useEngine.getState();
    if (run === null || !client) return;
    // A run of an engine that has ended meanwhile is told of by its banner.
    void fetchRows(client, run).catch(() => undefined);
  };
  useRun.subscribe(follow);
  useEngine.subscribe((state, before) => {
    if (!state.client || state.client === before.client) return;
    state.client.on('train.health', ({ run, row }) => {
      if (wanted() === run || useRun.getState().training.phase === 'starting') take(run, [row]);
    });
  });
}

const none: readonly Trouble[] = [];
const noEpochs: readonly EpochRecord[] = [];

/** Troubles that are a mistake of the network rather than of the run: problems of it, once it is trained. */
const ofTheNetwork: ReadonlySet<string> = new Set(['dead-units']);

/** What training has shown to be wrong with the network. */
export function useTrainedProblems(): readonly Problem[] {
  const troubles = useTroubles();
  return useMemo(() => troubles.filter(({ code }) => ofTheNetwork.has(code)), [troubles]);
}

/** The last answer: several views ask for the same. */
let last: { readonly asked: readonly unknown[]; readonly troubles: readonly Trouble[] } | null = null;

function troublesOf(
  rows: readonly HealthRow[],
  network: Network | null,
  document: ConvasDocument,
  epochs: readonly EpochRecord[],
): readonly Trouble[] {
  if (!network || (rows.length === 0 && epochs.length === 0)) return none;
  const asked = [rows, network, document, epochs];
  if (last && asked.every((value, at) => value === last!.asked[at])) return last.troubles;
  const found = findTroubles({ network, training: document.training, rows, epochs });
  const troubles = found.map((trouble) => ({
    ...trouble,
    repairs: trouble.repairs.filter((repair) => applyRepair(document, repair) !== document),
  }));
  last = { asked, troubles };
  return troubles;
}

/**
 * What troubles the run that is shown, worst first, with remedies for the network on the canvas: those that would
 * change nothing, because they have been applied or have no place there, are left out.
 */
export function useTroubles(): readonly Trouble[] {
  const rows = useHealth((state) => state.rows);
  const network = useAnalysis((state) => state.analysis.network);
  const document = useDocument((state) => state.document);
  const epochs = useRun(({ past, training }) =>
    past ? past.epochs : training.phase === 'run' ? training.run.epochs : noEpochs,
  );
  return troublesOf(rows, network, document, epochs);
}
