import { whyNotConnect } from '../../src/document/operations/edges.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { t } from '../i18n/index.ts';
import { closesCycle } from './connection.ts';
import { lookup } from './lookup.ts';

const words = t.canvas.refusal;

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
  }
  return closesCycle(document, source, target) ? words.cycle(layer.name) : null;
}
