import { blockInputKind, blockOutputKind, definitionOf } from '../../src/document/blocks.ts';
import { connect, disconnect, whyNotConnect } from '../../src/document/operations/edges.ts';
import type { ConvasDocument, Edge, LayerNode } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { t } from '../i18n/index.ts';
import { closesCycle } from './connection.ts';
import { lookup, titleOf } from './lookup.ts';

const words = t.canvas.refusal;

/** Whether wires may lead into a layer of the kind; one that is not known may. */
export const takesInput = (kind: string): boolean =>
  kind !== blockInputKind && kindOf(kind)?.inputs.max !== 0;

/** Whether wires may lead out of a layer of the kind. */
export const hasOutput = (kind: string): boolean => kind !== blockOutputKind;

const isInput = (layer: LayerNode): boolean => layer.kind === blockInputKind;

/** What drawing a wire amounts to: why it may not be, in words, or the wires that give way to it. */
export type WirePlan =
  | { readonly refusal: string }
  | { readonly refusal: null; readonly replaces: readonly string[] };

const refuse = (refusal: string): WirePlan => ({ refusal });

/** How many wires a layer takes, and what it is called. */
function capacityOf(document: ConvasDocument, layer: LayerNode): { most: number; title: string } {
  const kind = kindOf(layer.kind);
  if (kind) return { most: kind.inputs.max, title: kind.title };
  const title = titleOf(layer.kind);
  if (!takesInput(layer.kind)) return { most: 0, title };
  return {
    most: layer.block ? (definitionOf(document, layer)?.layers.filter(isInput).length ?? 0) : 1,
    title,
  };
}

/**
 * What drawing a wire from one layer to another comes to. In an input that takes one wire the new wire replaces the
 * old one; a layer that takes several keeps those it has.
 */
export function planWire(document: ConvasDocument, source: string, target: string): WirePlan {
  const plain = whyNotConnect(document, source, target);
  if (plain === 'self-loop') return refuse(words.selfLoop);
  if (plain === 'already-connected') return refuse(words.duplicate);
  if (plain !== null) return refuse('');
  const { layers } = lookup(document);
  const layer = layers.get(target)!;
  const { most, title } = capacityOf(document, layer);
  const taken = document.edges.filter((edge) => edge.target === target).map(({ id }) => id);
  if (most === 0) return refuse(words.noInputs(title));
  if (most > 1 && taken.length >= most) return refuse(words.full(title, most));
  if (!hasOutput(layers.get(source)!.kind)) return refuse(words.noOutputs);
  const replaces = most === 1 ? taken : [];
  const left = { edges: document.edges.filter(({ id }) => !replaces.includes(id)) };
  return closesCycle(left, source, target) ? refuse(words.cycle(layer.name)) : { refusal: null, replaces };
}

/** Draws a wire, in the place of the one that gives way to it. The same document where `planWire` refuses. */
export function drawWire(document: ConvasDocument, source: string, target: string): ConvasDocument {
  const plan = planWire(document, source, target);
  return plan.refusal === null ? connect(disconnect(document, plan.replaces), source, target) : document;
}

/**
 * The wire that comes off when one pulls at a layer's input: the chosen one of several, else the one drawn last.
 * Null where the input is free.
 */
export function wireToDetach(
  { edges }: Pick<ConvasDocument, 'edges'>,
  layer: string,
  chosen: readonly string[],
): Edge | null {
  const taken = edges.filter((edge) => edge.target === layer);
  return taken.find(({ id }) => chosen.includes(id)) ?? taken.at(-1) ?? null;
}
