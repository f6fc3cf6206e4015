import type {
  SpotlightActionData,
  SpotlightActionGroupData,
  SpotlightFilterFunction,
} from '@mantine/spotlight';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import { searchKinds } from '../ui/kinds/search.ts';

const all = Object.values<LayerKind>(kinds);

/** An action of the palette, and the kind of layer that it is about: what finds the kind finds it. */
export interface PaletteAction extends SpotlightActionData {
  /** Adds a layer of this kind: found when it is looked for, not listed before. */
  readonly 'data-adds'?: string;
  /** Goes to a layer of this kind. */
  readonly 'data-kind'?: string;
}

/** Kinds that are offered to be added for one query. */
const maxAdded = 8;

/** 2 where the label says it, 1 where a keyword does, 0 where nothing does. */
function textScore({ label = '', keywords = [] }: SpotlightActionData, query: string): number {
  if (label.toLowerCase().includes(query)) return 2;
  const others = typeof keywords === 'string' ? [keywords] : keywords;
  return others.some((keyword) => keyword.toLowerCase().includes(query)) ? 1 : 0;
}

function found(actions: readonly PaletteAction[], query: string, rank: ReadonlyMap<string, number>) {
  const scored = actions.map((action, index) => {
    const adds = rank.get(action['data-adds'] ?? '');
    if (action['data-adds'] !== undefined)
      return { action, index, score: adds === undefined ? 0 : 1000 - adds };
    const ofKind = rank.has(action['data-kind'] ?? '') ? 1 : 0;
    return { action, index, score: Math.max(textScore(action, query), ofKind) };
  });
  const sorted = scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const kept = sorted.map(({ action }) => action);
  return kept[0]?.['data-adds'] === undefined ? kept : kept.slice(0, maxAdded);
}

type SpotlightActions = ReturnType<SpotlightFilterFunction>[number];

const isGroup = (item: SpotlightActions): item is SpotlightActionGroupData => 'actions' in item;

/** Commands by their words; kinds of layer, and the layers of a kind, by the same search as in the list of layers. */
export function searchPalette(query: string, groups: SpotlightActions[]): SpotlightActions[] {
  const typed = query.trim().toLowerCase();
  const rank = new Map(searchKinds(all, typed).map(({ kind }, at) => [kind, at]));
  return groups.filter(isGroup).flatMap(({ group, actions }) => {
    const own = actions as readonly PaletteAction[];
    const shown =
      typed === '' ? own.filter((action) => action['data-adds'] === undefined) : found(own, typed, rank);
    return shown.length === 0 ? [] : [{ group, actions: [...shown] }];
  });
}
