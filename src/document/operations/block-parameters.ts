import { requireValue } from '../check.ts';
import { bindInFormulas, isFormula, renameInFormulas } from '../formula.ts';
import { parameterName } from '../limits.ts';
import type { ConvasDocument, LayerNode } from '../schema.ts';
import { updateBlock } from './blocks.ts';

type Json = LayerNode['params'][string];

/**
 * Adds a parameter that instances may set, or changes the default of one. The same document for a name that no
 * formula can hold. @throws EditError for a value that no file can hold
 */
export function setBlockParameter(
  document: ConvasDocument,
  id: string,
  name: string,
  value: Json,
): ConvasDocument {
  if (!parameterName.test(name)) return document;
  requireValue(name, value);
  return updateBlock(document, id, (block) => {
    const parameter = { name, default: value };
    const known = block.parameters.find((each) => each.name === name);
    if (known && JSON.stringify(known.default) === JSON.stringify(value)) return block;
    const parameters = known
      ? block.parameters.map((each) => (each === known ? parameter : each))
      : [...block.parameters, parameter];
    return { ...block, parameters };
  });
}

/** The number behind a value whose sides are all alike: a stride of 2 is 2, not [2, 2]. */
const single = (value: Json): Json =>
  Array.isArray(value) && value.length > 0 && value.every((side) => side === value[0]) ? value[0]! : value;

interface Promotion {
  /** What the parameter is called; the field's name if not given. One that the block has already is taken. */
  readonly name?: string;
  /** The default of a new parameter; the layer's present value if not given. */
  readonly value?: Json;
}

/**
 * Makes a parameter of a layer inside a block one of the block's own. Of sides that are alike (a kernel's height and
 * width) one parameter is made. The same document where there is nothing to promote.
 */
export function promoteParameter(
  document: ConvasDocument,
  block: string,
  layer: string,
  field: string,
  { name = field, value }: Promotion = {},
): ConvasDocument {
  const definition = document.blocks.find((candidate) => candidate.id === block);
  const node = definition?.layers.find((candidate) => candidate.id === layer);
  const present = value ?? node?.params[field];
  if (!definition || !node || present === undefined || isFormula(present)) return document;
  const initial = single(present);
  const known = definition.parameters.some((each) => each.name === name);
  const declared = known ? document : setBlockParameter(document, block, name, initial);
  if (!known && declared === document) return document;
  const formula = `=${name}`;
  const filled: Json = initial === present ? formula : (present as Json[]).map(() => formula);
  return updateBlock(declared, block, (own) => ({
    ...own,
    layers: own.layers.map((each) =>
      each.id === layer ? { ...each, params: { ...each.params, [field]: filled } } : each,
    ),
  }));
}

const everyPart = (
  document: ConvasDocument,
  change: (layers: ConvasDocument['layers']) => ConvasDocument['layers'],
): ConvasDocument => ({
  ...document,
  layers: change(document.layers),
  blocks: document.blocks.map((block) => ({ ...block, layers: change(block.layers) })),
});

/** Takes a parameter from a block: inside, its default stands in its place; instances lose their value of it. */
export function removeBlockParameter(document: ConvasDocument, id: string, name: string): ConvasDocument {
  const parameter = document.blocks
    .find((block) => block.id === id)
    ?.parameters.find((each) => each.name === name);
  if (!parameter) return document;
  const bound = updateBlock(document, id, (block) => ({
    ...block,
    parameters: block.parameters.filter((each) => each !== parameter),
    layers: block.layers.map((layer) => bindInFormulas(layer, name, parameter.default)),
  }));
  return everyPart(bound, (layers) =>
    layers.map((layer) => {
      if (layer.block?.definition !== id || !Object.hasOwn(layer.params, name)) return layer;
      const { [name]: _gone, ...params } = layer.params;
      return { ...layer, params };
    }),
  );
}

/** Gives a parameter another name, inside and in all instances. The same document where the name is taken or no name. */
export function renameBlockParameter(
  document: ConvasDocument,
  id: string,
  from: string,
  to: string,
): ConvasDocument {
  const block = document.blocks.find((candidate) => candidate.id === id);
  const names = block?.parameters.map((parameter) => parameter.name) ?? [];
  if (!names.includes(from) || names.includes(to) || !parameterName.test(to)) return document;
  const renamed = updateBlock(document, id, (own) => ({
    ...own,
    parameters: own.parameters.map((each) => (each.name === from ? { ...each, name: to } : each)),
    layers: own.layers.map((layer) => renameInFormulas(layer, from, to)),
  }));
  return everyPart(renamed, (layers) =>
    layers.map((layer) => {
      if (layer.block?.definition !== id || !Object.hasOwn(layer.params, from)) return layer;
      const entries = Object.entries(layer.params).map(([key, value]) => [key === from ? to : key, value]);
      return { ...layer, params: Object.fromEntries(entries) as LayerNode['params'] };
    }),
  );
}
