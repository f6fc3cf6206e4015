import type { LayerKind, Params } from '../../layers/kind.ts';
import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import type { LocalCheck } from './context.ts';

const describeValue = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
};

/** The kind's own value for a field; undefined where it has none that stands alone. */
function defaultOf(kind: LayerKind, field: string): unknown {
  const defaults = kind.parameters.safeParse({});
  return defaults.success ? (defaults.data as Params)[field] : undefined;
}

function repairs(id: string, kind: LayerKind, field: string): Repair[] {
  const value = defaultOf(kind, field);
  if (value === undefined) return [];
  return [
    {
      label: message('repairs.set-value', { value: describeValue(value) }),
      action: 'setParams',
      layer: id,
      params: { [field]: value },
    },
  ];
}

export const invalidParameter: LocalCheck = {
  code: 'invalid-parameter',
  everywhere: true,
  at({ graph }, id) {
    const { kind, invalid } = resolve(graph.byId.get(id)!.node);
    if (!kind) return [];
    return invalid.map(({ field, reason, value }) => ({
      severity: 'error' as const,
      code: 'invalid-parameter',
      layer: id,
      message:
        value === undefined
          ? message('network.missing-parameter', { field, reason })
          : message('network.invalid-parameter', { field, value: describeValue(value), reason }),
      repairs: repairs(id, kind, field),
    }));
  },
};
