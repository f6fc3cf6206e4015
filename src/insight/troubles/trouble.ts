import type { Network, NetworkLayer, Problem } from '../../network/network.ts';
import type { EpochRecord } from '../../protocol/data.ts';
import type { HealthRow, LayerHealth } from '../../protocol/health.ts';
import type { TrainingSettings } from '../../training/settings.ts';

/** What a detector may look at: a run so far, and the network and settings that its remedies would change. */
export interface TroubleInput {
  readonly network: Network;
  readonly training: TrainingSettings;
  /** Oldest first. */
  readonly rows: readonly HealthRow[];
  /** Oldest first. */
  readonly epochs: readonly EpochRecord[];
}

/** Something that keeps a run from learning well, with what to try, best first. */
export interface Trouble extends Omit<Problem, 'code'> {
  /** Its detector's. */
  readonly code: string;
  /** The epoch in which it was seen last. */
  readonly epoch: number;
}

/** One of the course's named troubles: how it is recognized. Pure. */
export interface Detector {
  readonly code: string;
  find(input: TroubleInput): readonly Trouble[];
}

/** The layers of a row that are still in the network, with what the network knows of them. */
export function knownLayers(
  { network }: Pick<TroubleInput, 'network'>,
  row: HealthRow,
): readonly { readonly health: LayerHealth; readonly layer: NetworkLayer }[] {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  return row.layers.flatMap((health) => {
    const layer = byId.get(health.layer);
    return layer ? [{ health, layer }] : [];
  });
}

/** A layer that shows a trouble, and how much of it, 0 to 1. */
export interface AffectedLayer {
  readonly layer: NetworkLayer;
  readonly share: number;
}

/** From this many layers on a trouble of each is reported as one of all. */
const many = 3;

/** Troubles of one kind: one a layer while they are few, else one of all with the worst layer named. */
export function gather(
  found: readonly AffectedLayer[],
  one: (afflicted: AffectedLayer) => Trouble,
  all: (found: readonly AffectedLayer[], worst: AffectedLayer) => Trouble,
): readonly Trouble[] {
  if (found.length < many) return found.map(one);
  return [
    all(
      found,
      found.reduce((most, other) => (other.share > most.share ? other : most)),
    ),
  ];
}
