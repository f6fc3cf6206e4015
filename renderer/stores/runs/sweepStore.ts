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
  /** The search whose best networks lie below the canvas, and whether the person still wants to see them. */
  readonly strip: { readonly sweep: string; readonly open: boolean } | null;
  setOpen(open: boolean): void;
  closeStrip(): void;
  show(sweep: string): void;
  refresh(): Promise<void>;
}

/** The sweeps, as the engine reports them. */
export const useSweeps = create<SweepState>()((set) => ({
  sweeps: [],
  shown: null,
  open: false,
  strip: null,
  setOpen: (open) => set({ open }),
  closeStrip: () => set(({ strip }) => ({ strip: strip && { ...strip, open: false } })),
  show: (shown) => set({ shown, open: true }),
  async refresh() {
    const { client } = useEngine.getState();
    if (client) set(await client.call('sweep.list', {}));
  },
}));

/** A search that runs is shown below the canvas, until it is hidden or another runs. */
function followSearch(sweep: SweepInfo): void {
  if (sweep.spec.method.kind !== 'search' || sweep.state !== 'running') return;
  if (useSweeps.getState().strip?.sweep === sweep.sweep) return;
  useSweeps.setState({ strip: { sweep: sweep.sweep, open: true } });
}

function attach(client: EngineClient): void {
  client.on('sweep.changed', ({ sweep }) => {
    const { sweeps } = useSweeps.getState();
    const known = sweeps.some((other) => other.sweep === sweep.sweep);
    const next = sweeps.map((other) => (other.sweep === sweep.sweep ? sweep : other));
    useSweeps.setState({ sweeps: known ? next : [sweep, ...sweeps] });
    followSearch(sweep);
  });
  // An engine that ends meanwhile is reported by its banner.
  void client.call('sweep.list', {}).then(
    (all) => {
      useSweeps.setState(all);
      all.sweeps.forEach(followSearch);
    },
    () => undefined,
  );
}

/** Follows each engine that connects. */
export function followSweeps(): void {
  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) attach(state.client);
  });
}
