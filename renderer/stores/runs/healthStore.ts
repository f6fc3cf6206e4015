import { useMemo } from 'react';
import type { StoreApi } from 'zustand';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { findTroubles } from '../../../src/insight/troubles/registry.ts';
import type { Trouble } from '../../../src/insight/troubles/trouble.ts';
import type { Network } from '../../../src/network/network.ts';
import { applyRepair } from '../../../src/network/repair.ts';
import type { EpochRecord } from '../../../src/protocol/data.ts';
import type { HealthRow } from '../../../src/protocol/health.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useRun } from './runStore.ts';

interface HealthState {
  /** The run that the rows are of. */
  readonly run: string | null;
  /** Oldest first. */
  readonly rows: readonly HealthRow[];
}

const noHealth: HealthState = { run: null, rows: [] };

/** Gradients and activations of the run whose curves are shown: the one that trains, or a kept one. */
export const useHealth = perTab<HealthState>(() => noHealth, follow);

/** Follows the run that is shown, and each engine that connects. */
function follow(tab: Tab, { getState, setState }: StoreApi<HealthState>): void {
  const run = useRun.of(tab);
  /** The run to report. */
  const wanted = (): string | null => {
    const { past, training } = run.getState();
    if (past) return past.run;
    return training.phase === 'run' ? training.run.run : null;
  };
  /** Takes rows of a run, in the order of their steps; those of another run go. */
  const take = (of: string, added: readonly HealthRow[]): void => {
    const { run: known, rows } = getState();
    const kept = known === of ? rows : [];
    const byStep = new Map([...kept, ...added].map((row) => [row.step, row]));
    setState({ run: of, rows: [...byStep.values()].sort((a, b) => a.step - b.step) });
  };
  let fetched: string | null = null;
  const fetchRows = (): void => {
    const shown = wanted();
    if (shown === fetched) return;
    fetched = shown;
    if (shown === null) setState(noHealth);
    const { client } = useEngine.getState();
    if (shown === null || !client) return;
    client.call('runs.health', { run: shown }).then(
      ({ rows }) => {
        if (wanted() === shown) take(shown, rows);
      },
      // A run of an engine that has ended meanwhile is reported by its banner.
      () => undefined,
    );
  };
  tab.own(run.subscribe(fetchRows));
  let endListening = (): void => undefined;
  const listen = ({ client }: Pick<ReturnType<typeof useEngine.getState>, 'client'>): void => {
    endListening();
    endListening =
      client?.on('train.health', ({ run: of, row }) => {
        if (wanted() === of || run.getState().training.phase === 'starting') take(of, [row]);
      }) ?? (() => undefined);
  };
  listen(useEngine.getState());
  tab.own(
    useEngine.subscribe((state, before) => {
      if (state.client !== before.client) listen(state);
    }),
  );
  tab.own(() => endListening());
}

const none: readonly Trouble[] = [];
const noEpochs: readonly EpochRecord[] = [];

/** Troubles that are a mistake of the network rather than of the run: problems of it, once it is trained. */
const ofTheNetwork: ReadonlySet<string> = new Set(['dead-units']);

/** What training has shown to be wrong with the network. */
export function useTrainedProblems(): readonly Trouble[] {
  const troubles = useTroubles();
  return useMemo(() => troubles.filter(({ code }) => ofTheNetwork.has(code)), [troubles]);
}

/** The last answer: several views ask for the same. */
let last: { readonly inputs: readonly unknown[]; readonly troubles: readonly Trouble[] } | null = null;

function troublesOf(
  rows: readonly HealthRow[],
  network: Network | null,
  document: ConvasDocument,
  epochs: readonly EpochRecord[],
): readonly Trouble[] {
  if (!network || (rows.length === 0 && epochs.length === 0)) return none;
  const inputs = [rows, network, document, epochs];
  if (last && inputs.every((value, at) => value === last!.inputs[at])) return last.troubles;
  const found = findTroubles({ network, training: document.training, rows, epochs });
  const troubles = found.map((trouble) => ({
    ...trouble,
    repairs: trouble.repairs.filter((repair) => applyRepair(document, repair) !== document),
  }));
  last = { inputs, troubles };
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
