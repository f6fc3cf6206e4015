import { blockInputKind, definitionOf } from '../../src/document/blocks.ts';
import { addInstance, countInstances, detachInstance } from '../../src/document/operations/blocks.ts';
import { copy } from '../../src/document/operations/clipboard.ts';
import { addBlockPort, makeBlock } from '../../src/document/operations/make-block.ts';
import { blocksOfRepeated } from '../../src/document/operations/repeated-blocks.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { t } from '../i18n/index.ts';
import type { Edit } from './edit.ts';
import type { SavedBlock } from './edits.ts';

const words = t.blocks.edits;

/** How many other layers stand for the same block. */
export function othersOf(document: ConvasDocument, layer: LayerNode): number {
  return layer.block ? Math.max(0, countInstances(document, layer.block.definition) - 1) : 0;
}

/** A name for a block that holds these layers. */
export function suggestName(layers: readonly LayerNode[]): string {
  const names = t.blocks.suggested;
  const kinds = new Set(layers.map((layer) => layer.kind));
  if (kinds.has('add')) return names.add;
  if (kinds.has('concatenate')) return names.concatenate;
  const convolves = layers.some((layer) => kindOf(layer.kind)?.family === 'convolution');
  return convolves ? names.convolution : names.other;
}

/** Makes a block of these layers, and selects the layer that stands for it. */
export const blockOf = (layers: readonly string[], name: string): Edit => ({
  label: () => words.make(name),
  change(before) {
    const made = makeBlock(before, layers, name);
    return made ? { document: made.document, select: [made.instance] } : { document: before };
  },
});

/** Makes blocks of the parts that repeat, and selects the layers that stand for them. */
export const repeatedBlocks = (): Edit => ({
  label: () => words.repeated,
  change(before) {
    const { document, instances } = blocksOfRepeated(before, suggestName);
    return document === before ? { document } : { document, select: instances };
  },
});

/** Gives a layer that shares its block a block of its own. */
export const detachmentOf = (id: string, name: string): Edit => ({
  label: () => words.detach(name),
  change: (before) => ({ document: detachInstance(before, id) }),
});

/** Another place where wires arrive in the open block. */
export const blockInput = (): Edit => ({
  label: () => words.addInput,
  change(before) {
    const { document, id } = addBlockPort(before, blockInputKind);
    return { document, select: [id] };
  },
});

/**
 * The block that a layer stands for, with its values here, to be kept for all documents; null where it stands for none.
 * @param computed the layer with its formulas computed
 */
export function keptOfLayer(document: ConvasDocument, computed: LayerNode): SavedBlock | null {
  const definition = definitionOf(document, computed);
  if (!computed.block || !definition) return null;
  const alone: LayerNode = {
    ...computed,
    position: { x: 0, y: 0 },
    block: { ...computed.block, repeat: 1 },
  };
  return { name: definition.name, document: copy({ ...document, layers: [alone] }, [computed.id]) };
}

/** A block of the document with its defaults, to be kept for all documents; null where it cannot be. */
export function keptOfDefinition(document: ConvasDocument, id: string): SavedBlock | null {
  const added = addInstance(document, id, { x: 0, y: 0 });
  const name = document.blocks.find((block) => block.id === id)?.name ?? '';
  return added && { name, document: copy(added.document, [added.id]) };
}
