import type { BlockDefinition, ConvasDocument, LayerNode } from './schema.ts';

/** The kind of a layer that stands for a block. */
export const blockKind = 'block';
/** Inside a block: where a wire from outside arrives, and where the result leaves. */
export const blockInputKind = 'blockInput';
export const blockOutputKind = 'blockOutput';

export function definitionOf(document: ConvasDocument, layer: LayerNode): BlockDefinition | undefined {
  const id = layer.block?.definition;
  return id === undefined ? undefined : document.blocks.find((block) => block.id === id);
}

export const isPort = (layer: LayerNode): boolean =>
  layer.kind === blockInputKind || layer.kind === blockOutputKind;

/** The layers where wires arrive, in the order of an instance's inputs. */
export const inputPorts = (block: BlockDefinition): LayerNode[] =>
  block.layers.filter((layer) => layer.kind === blockInputKind);

export const outputPort = (block: BlockDefinition): LayerNode | undefined =>
  block.layers.find((layer) => layer.kind === blockOutputKind);

/** The values that formulas in a block see for this instance: its own, else the parameters' defaults. */
export function argumentsOf(block: BlockDefinition, instance: LayerNode): LayerNode['params'] {
  return Object.fromEntries(
    block.parameters.map((parameter) => [
      parameter.name,
      Object.hasOwn(instance.params, parameter.name) ? instance.params[parameter.name]! : parameter.default,
    ]),
  );
}

/** The inside of a block as a document, so that every operation on documents edits it too. */
export function openBlock(document: ConvasDocument, id: string): ConvasDocument | null {
  const block = document.blocks.find((candidate) => candidate.id === id);
  if (!block) return null;
  const { name, description, layers, edges, notes } = block;
  return { ...document, name, description, layers, edges, notes };
}

/**
 * The document with the inside of a block as `inside`, which `openBlock` gave, was edited. A block keeps its name where
 * the inside has none: a network may go without.
 */
export function closeBlock(document: ConvasDocument, id: string, inside: ConvasDocument): ConvasDocument {
  const { description, layers, edges, notes } = inside;
  let changed = inside.blocks !== document.blocks;
  const blocks = inside.blocks.map((block) => {
    if (block.id !== id) return block;
    const name = inside.name.trim() === '' ? block.name : inside.name;
    const same =
      block.layers === layers &&
      block.edges === edges &&
      block.notes === notes &&
      block.name === name &&
      block.description === description;
    if (same) return block;
    changed = true;
    return { ...block, name, description, layers, edges, notes };
  });
  return changed ? { ...document, blocks } : document;
}
