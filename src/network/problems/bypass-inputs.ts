import { kindOf } from '../../layers/registry.ts';
import { type Message, message } from '../../text/message.ts';
import type { Bypassed } from '../expand.ts';
import type { Repair, SimpleRepair } from '../network.ts';
import { allUnfolded, nameOf, namesOf, type ProblemCheck, type ProblemContext } from './context.ts';

const removeBypass = ({ id }: Bypassed): Repair => ({
  label: message('repairs.remove-bypass'),
  action: 'removeBypass',
  layer: id,
});

/** Why a layer cannot be bypassed as it stands; null where it can. */
function fault(layer: Bypassed, context: ProblemContext): Message | null {
  const { name, node, sources, used, wires } = layer;
  if (kindOf(node.kind)?.inputs.max === 0) return message('network.bypass-of-input', { name });
  if (sources.length === 0 && used)
    return message(wires.length === 0 ? 'network.bypass-without-wire' : 'network.bypass-of-bypassed', {
      name,
    });
  if (sources.length < 2) return null;
  return message('network.bypass-of-several', { name, ...namesOf(context, sources) });
}

/** Keeps one wire of a bypassed layer that has several. */
function keepOneWire(layer: Bypassed, context: ProblemContext): Repair[] {
  if (layer.sources.length !== layer.wires.length) return [];
  return layer.sources.slice(0, 3).map((source, kept) => ({
    label: message('repairs.pass-on', { name: nameOf(context, source) }),
    action: 'several',
    repairs: layer.wires
      .filter((_, index) => index !== kept)
      .map((edge): SimpleRepair => ({ label: message('repairs.remove-wire'), action: 'removeEdge', edge })),
  }));
}

/** A bypassed layer that has no single input to pass on. */
export const bypassInputs: ProblemCheck = {
  code: 'bypass-inputs',
  structural: true,
  find(context) {
    if (!allUnfolded(context)) return [];
    return context.expansion.bypassed.flatMap((layer) => {
      const found = fault(layer, context);
      if (found === null) return [];
      const repairs = layer.sources.length > 1 ? [removeBypass(layer), ...keepOneWire(layer, context)] : [];
      return [
        {
          severity: 'error' as const,
          code: 'bypass-inputs',
          layer: layer.id,
          message: found,
          repairs: layer.wires.length === 0 ? [removeBypass(layer)] : repairs,
        },
      ];
    });
  },
};
