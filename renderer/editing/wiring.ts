import { blockInputKind, blockOutputKind, definitionOf } from '../../src/document/blocks.ts';
import { whyNotConnect } from '../../src/document/operations/edges.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { t } from '../i18n/index.ts';
import { closesCycle } from './connection.ts';
import { lookup, titleOf } from './lookup.ts';

const words = t.canvas.refusal;

/** Whether wires may lead into a layer of the kind; one that is not known may. */
export const takesInput = (kind: string): boolean =>
  kind !== blockInputKind && kindOf(kind)?.inputs.max !== 0;

/** Whether wires may lead out of a layer of the kind. */
export const givesOutput = (kind: string): boolean => kind !== blockOutputKind;

const isInput = (layer: LayerNode): boolean => layer.kind === blockInputKind;

/** Why a wire may not be drawn from one layer to another, in words; null when it may. */
export function refuseWire(document: ConvasDocument, source: string, target: string): string | null {
  const plain = whyNotConnect(document, source, target);
  if (plain === 'self-loop') return words.selfLoop;
  if (plain === 'already-connected') return words.duplicate;
  if (plain !== null) return '';
  const layers = lookup(document).layers;
  const layer = layers.get(target)!;
  const kind = kindOf(layer.kind);
  if (kind) {
    const taken = document.edges.filter((edge) => edge.target === target).length;
    if (kind.inputs.max === 0) return words.noInputs(kind.title);
    if (taken >= kind.inputs.max) return words.full(kind.title, kind.inputs.max);
  } else {
    const most = layer.block ? (definitionOf(document, layer)?.layers.filter(isInput).length ?? 0) : 1;
    if (!takesInput(layer.kind)) return words.noInputs(titleOf(layer.kind));
    if (document.edges.filter((edge) => edge.target === target).length >= most)
      return words.full(titleOf(layer.kind), most);
  }
  if (!givesOutput(layers.get(source)!.kind)) return words.noOutputs;
  return closesCycle(document, source, target) ? words.cycle(layer.name) : null;
}
