import { kindOf } from '../../layers/registry.ts';
import type { Bypassed } from '../expand.ts';
import type { Repair, SimpleRepair } from '../network.ts';
import { allUnfolded, listNames, nameOf, type ProblemCheck, type ProblemContext } from './context.ts';

const removeBypass = ({ id }: Bypassed): Repair => ({
  label: 'Remove the bypass',
  action: 'removeBypass',
  layer: id,
});

/** Why a layer cannot be bypassed as it stands; null where it can. */
function fault(layer: Bypassed, context: ProblemContext): string | null {
  const { name, node, sources, used, wires } = layer;
  if (kindOf(node.kind)?.inputs.max === 0)
    return `"${name}" is where data enters, so it cannot be bypassed: nothing arrives that could be passed on.`;
  if (sources.length === 0 && used)
    return wires.length === 0
      ? `Nothing flows into "${name}", which is bypassed and so has nothing to pass on: draw a wire into it.`
      : `What flows into "${name}" comes from bypassed layers alone, so it has nothing to pass on.`;
  if (sources.length < 2) return null;
  const names = listNames(sources.map((source) => nameOf(context, source)));
  return `"${name}" combines ${sources.length} inputs (${names}), so it cannot be bypassed: only a single input can be passed on.`;
}

/** Keeps one wire of a bypassed layer that has several. */
function keepOne(layer: Bypassed, context: ProblemContext): Repair[] {
  if (layer.sources.length !== layer.wires.length) return [];
  return layer.sources.slice(0, 3).map((source, kept) => ({
    label: `Pass on "${nameOf(context, source)}" alone`,
    action: 'several',
    repairs: layer.wires
      .filter((_, index) => index !== kept)
      .map((edge): SimpleRepair => ({ label: 'Remove the wire', action: 'removeEdge', edge })),
  }));
}

/** A bypassed layer that has no single input to pass on. */
export const bypassInputs: ProblemCheck = {
  code: 'bypass-inputs',
  find(context) {
    if (!allUnfolded(context)) return [];
    return context.expansion.bypassed.flatMap((layer) => {
      const message = fault(layer, context);
      if (message === null) return [];
      const repairs = layer.sources.length > 1 ? [removeBypass(layer), ...keepOne(layer, context)] : [];
      return [
        {
          severity: 'error' as const,
          code: 'bypass-inputs',
          layer: layer.id,
          message,
          repairs: layer.wires.length === 0 ? [removeBypass(layer)] : repairs,
        },
      ];
    });
  },
};
