import { requireValue } from '../check.ts';
import { parameterName } from '../limits.ts';
import type { Range } from '../range.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';
import { updateLayer } from './layers.ts';

export type SearchSpace = NonNullable<LayerNode['searchSpace']>;

/** The layer with this search space; without the field where nothing of it varies. */
function withSpace(layer: LayerNode, space: SearchSpace): LayerNode {
  const { searchSpace: before, ...plain } = layer;
  if (Object.keys(space).length === 0) return before === undefined ? layer : plain;
  return JSON.stringify(before) === JSON.stringify(space) ? layer : { ...plain, searchSpace: space };
}

/**
 * Sets the range over which a search varies one parameter of a layer; null: it is no longer varied. What is no name of a
 * parameter changes nothing.
 * @throws EditError for numbers that no file can hold
 */
export function setSearchRange(
  document: ConvasDocument,
  id: string,
  name: string,
  range: Range | null,
): ConvasDocument {
  if (!parameterName.test(name)) return document;
  requireValue(name, range);
  return updateLayer(document, id, (layer) => {
    const { [name]: _before, ...others } = layer.searchSpace ?? {};
    if (range === null) return withSpace(layer, others);
    return withSpace(layer, { ...layer.searchSpace, [name]: range });
  });
}

/** Sets the whole search space of each named layer; an empty one clears it. Other layers stay. */
export function setSearchSpaces(
  document: ConvasDocument,
  spaces: ReadonlyMap<string, SearchSpace>,
): ConvasDocument {
  return [...spaces].reduce(
    (result, [id, space]) => updateLayer(result, id, (layer) => withSpace(layer, space)),
    document,
  );
}
