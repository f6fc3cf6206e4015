import { settingTitle } from '../../src/document/compare/words.ts';
import { setSearchRange, setSearchSpaces } from '../../src/document/operations/search-space.ts';
import type { Range } from '../../src/document/range.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { fieldsOf } from '../../src/layers/form.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { writeRange } from '../../src/sweep/ranges.ts';
import { spacesOf, suggestSpace } from '../../src/sweep/search/suggest.ts';
import type { SweepSpec } from '../../src/sweep/spec.ts';
import { t } from '../i18n/index.ts';
import type { Edit } from './edit.ts';

/** Whether an architecture search may change the layer. */
export const isVariable = ({ searchSpace }: LayerNode): boolean =>
  searchSpace !== undefined && Object.keys(searchSpace).length > 0;

/** What the form calls a parameter of a layer, or a setting of its place in the graph. */
function titleOf({ kind }: LayerNode, name: string): string {
  const known = kindOf(kind);
  return (known && fieldsOf(known).find((field) => field.name === name)?.title) ?? settingTitle(name);
}

/** What a search may change of a layer, one line each: "Filters: 2, 4, 6". */
export const variableLines = (layer: LayerNode): readonly string[] =>
  Object.entries(layer.searchSpace ?? {}).map(
    ([name, range]) => `${titleOf(layer, name)}: ${writeRange(range)}`,
  );

const namesOf = (document: ConvasDocument, ids: readonly string[]): string =>
  ids.length === 1
    ? (document.layers.find(({ id }) => id === ids[0])?.name ?? '')
    : t.canvas.inspector.several(ids.length);

/** Lets a search vary one parameter of a layer over a range; null: no longer. */
export function varyParameter(layer: LayerNode, name: string, title: string, range: Range | null): Edit {
  return {
    label: () =>
      range === null ? t.canvas.edits.varyNothing(title) : t.canvas.edits.varyParam(layer.name, title),
    change: (document) => ({ document: setSearchRange(document, layer.id, name, range) }),
  };
}

/** Marks these layers with what a search usually varies of them; what is marked already stays as it is. */
export function suggestVariation(document: ConvasDocument, ids: readonly string[]): Edit | null {
  const chosen = new Set(ids);
  const suggested = [...spacesOf(document, suggestSpace(document))].filter(([id]) => chosen.has(id));
  if (suggested.length === 0) return null;
  const spaces = suggested.map(([id, space]) => {
    const own = document.layers.find((layer) => layer.id === id)?.searchSpace;
    return [id, { ...space, ...own }] as const;
  });
  return {
    label: () => t.canvas.edits.vary(namesOf(document, ids)),
    change: (before) => ({ document: setSearchSpaces(before, new Map(spaces)) }),
  };
}

/** Marks a network with a whole space in place of what was marked. What is no parameter of a layer is left out. */
export function markSpace(document: ConvasDocument, varied: SweepSpec['varied']): Edit {
  const spaces = spacesOf(document, varied);
  return {
    label: () => t.canvas.edits.vary(namesOf(document, [...spaces.keys()])),
    change: (before) => ({
      document: setSearchSpaces(before, new Map(before.layers.map(({ id }) => [id, spaces.get(id) ?? {}]))),
    }),
  };
}

/** Takes the marks from these layers. */
export function varyNothing(document: ConvasDocument, ids: readonly string[]): Edit {
  return {
    label: () => t.canvas.edits.varyNothing(namesOf(document, ids)),
    change: (before) => ({ document: setSearchSpaces(before, new Map(ids.map((id) => [id, {}]))) }),
  };
}
