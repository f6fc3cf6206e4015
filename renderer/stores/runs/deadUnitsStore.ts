import type { StoreApi } from 'zustand';
import { deadLayers } from '../../../src/insight/troubles/dead-units.ts';
import type { BlockAnalysis, LayerAnalysis } from '../../../src/network/network.ts';
import { useAnalysis } from '../document/analysisStore.ts';
import { perTab } from '../tabs/perTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useHealth } from './healthStore.ts';

/** How many of a layer's units are dead; of a block, of those inside it that have any. */
export interface DeadUnits {
  readonly dead: number;
  readonly units: number;
  readonly called: 'channels' | 'units';
}

const none: ReadonlyMap<string, DeadUnits> = new Map();

interface DeadUnitsState {
  readonly byLayer: ReadonlyMap<string, DeadUnits>;
}

function derive(tab: Tab, before: ReadonlyMap<string, DeadUnits>): ReadonlyMap<string, DeadUnits> {
  const { rows } = useHealth.of(tab).getState();
  const { network } = useAnalysis.of(tab).getState().analysis;
  if (!network || rows.length === 0) return none;
  const found = deadLayers({ network, rows });
  // Equal numbers keep the map, so that no card is drawn again for them.
  const same = ({ layer, dead, units }: (typeof found)[number]): boolean => {
    const known = before.get(layer.id);
    return known?.dead === dead && known.units === units;
  };
  if (found.length === before.size && found.every(same)) return before;
  return new Map(found.map(({ layer, dead, units, called }) => [layer.id, { dead, units, called }]));
}

/** The layers with dead units, by path, once the network has been trained. */
export const useDeadUnits = perTab<DeadUnitsState>(() => ({ byLayer: none }), follow);

function follow(tab: Tab, { getState, setState }: StoreApi<DeadUnitsState>): void {
  const deriveAgain = (): void => {
    const byLayer = derive(tab, getState().byLayer);
    if (byLayer !== getState().byLayer) setState({ byLayer });
  };
  tab.own(useHealth.of(tab).subscribe(deriveAgain));
  tab.own(useAnalysis.of(tab).subscribe(deriveAgain));
}

const lastOf = new WeakMap<ReadonlyMap<string, DeadUnits>, Map<string, DeadUnits>>();

/** Of all layers of a block together, kept with the map that they come from. */
function sumOf(byLayer: ReadonlyMap<string, DeadUnits>, block: BlockAnalysis): DeadUnits | null {
  const sums = lastOf.get(byLayer) ?? new Map<string, DeadUnits>();
  lastOf.set(byLayer, sums);
  const known = sums.get(block.id);
  if (known) return known;
  const inside = block.layers.flatMap((id) => byLayer.get(id) ?? []);
  const [first] = inside;
  if (!first) return null;
  const sum = inside.reduce((a, b) => ({
    dead: a.dead + b.dead,
    units: a.units + b.units,
    called: a.called === b.called ? a.called : 'units',
  }));
  sums.set(block.id, sum);
  return sum;
}

/** The dead units of what a card stands for; null where there are none worth a word. */
export function useDeadUnitsOf(analysis: LayerAnalysis | BlockAnalysis | undefined): DeadUnits | null {
  return useDeadUnits(({ byLayer }) => {
    if (!analysis || byLayer.size === 0) return null;
    return 'layers' in analysis ? sumOf(byLayer, analysis) : (byLayer.get(analysis.id) ?? null);
  });
}
