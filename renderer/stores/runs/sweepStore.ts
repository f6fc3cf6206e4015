import { create } from 'zustand';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { SweepInfo } from '../../../src/protocol/sweeps.ts';
import { useEngine } from '../engine/engineStore.ts';

interface SweepState {
  /** Newest first. */
  readonly sweeps: readonly SweepInfo[];
  /** The sweep that is looked at; null for the newest. */
  readonly shown: string | null;
  /** Whether the Runs stage shows sweeps, not single runs. */
  readonly open: boolean;
  setOpen(open: boolean): void;
  show(sweep: string): void;
  refresh(): Promise<void>;
}

/** The sweeps, as the engine tells of them. */
export const useSweeps = create<SweepState>()((set) => ({
  sweeps: [],
  shown: null,
  open: false,
  setOpen: (open) => set({ open }),
  show: (shown) => set({ shown, open: true }),
  async refresh() {
    const { client } = useEngine.getState();
    if (client) set(await client.call('sweep.list', {}));
  },
}));

function attach(client: EngineClient): void {
  client.on('sweep.changed', ({ sweep }) => {
    const { sweeps } = useSweeps.getState();
    const known = sweeps.some((other) => other.sweep === sweep.sweep);
    const next = sweeps.map((other) => (other.sweep === sweep.sweep ? sweep : other));
    useSweeps.setState({ sweeps: known ? next : [sweep, ...sweeps] });
  });
  // An engine that ends meanwhile is told of by its banner.
  void client.call('sweep.list', {}).then(
    (all) => useSweeps.setState(all),
    () => undefined,
  );
}

/** Follows each engine that connects. */
export function followSweeps(): void {
  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) attach(state.client);
  });
}
