import { maxLayerRate, type TrainingSettings } from '../../training/settings.ts';
import type { ConvasDocument } from '../schema.ts';
import { setTraining } from './settings.ts';

type Layers = TrainingSettings['layers'];
type Own = Layers[string];

/** What differs from how the network trains; nothing where it trains as the network does. */
function refined({ frozen, rate }: Own): Own | null {
  const own = { ...(frozen === true && { frozen }), ...(rate !== undefined && rate !== 1 && { rate }) };
  return Object.keys(own).length === 0 ? null : own;
}

/** Changes how one layer trains. `path` is its id; inside blocks `INSTANCE/REPETITION/.../LAYER`. */
export function setLayerTraining(document: ConvasDocument, path: string, change: Own): ConvasDocument {
  const { [path]: before = {}, ...others } = document.training.layers;
  const own = refined({ ...before, ...change });
  return setTraining(document, { layers: own ? { ...others, [path]: own } : others });
}

/** Both at once, as for a layer and the block that it is inside of. */
function combined(one: Own | undefined, other: Own): Own {
  if (!one) return other;
  const rate = Math.min(maxLayerRate, (one.rate ?? 1) * (other.rate ?? 1));
  return refined({ frozen: one.frozen === true || other.frozen === true, rate }) ?? {};
}

/**
 * Settings of layers whose paths have changed, with those inside of them.
 * @param moved old paths with the new ones; several where a layer was copied. Inner paths before outer ones.
 */
export function moveLayerTraining(
  training: TrainingSettings,
  moved: readonly (readonly [from: string, to: readonly string[]])[],
): TrainingSettings {
  if (Object.keys(training.layers).length === 0) return training;
  const layers: Record<string, Own> = {};
  for (const [path, own] of Object.entries(training.layers)) {
    const way = moved.find(([from]) => path === from || path.startsWith(`${from}/`));
    const targets = way ? way[1].map((to) => to + path.slice(way[0].length)) : [path];
    for (const target of targets) layers[target] = combined(layers[target], own);
  }
  return { ...training, layers };
}
