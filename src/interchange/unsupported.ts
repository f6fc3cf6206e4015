import { fieldsOf } from '../layers/form.ts';
import type { NetworkLayer } from '../network/network.ts';
import { EngineError } from '../protocol/client.ts';
import type { UnsupportedLayer } from '../protocol/export.ts';
import { type Message, message } from '../text/message.ts';

interface UnsupportedReason {
  /** The name of a parameter; null where it is the kind itself. */
  readonly parameter: string | null;
  readonly reason: Message;
  readonly remedy: Message;
}

/** What a person calls a parameter. */
const titleOf = ({ kind }: NetworkLayer, parameter: string): string =>
  fieldsOf(kind).find(({ name }) => name === parameter)?.title ?? parameter;

export const unsupported = (
  layer: NetworkLayer,
  { parameter, reason, remedy }: UnsupportedReason,
): UnsupportedLayer => ({
  layer: layer.id,
  name: layer.name,
  kind: layer.kind.title,
  parameter: parameter === null ? null : titleOf(layer, parameter),
  reason,
  remedy,
});

/** A layer: name, kind, parameter, why, and what to do. */
export const describeUnsupported = ({ name, kind, parameter, reason, remedy }: UnsupportedLayer): Message =>
  message('interchange.layer', { name, kind, parameter, reason, remedy });

/** @throws EngineError `not-exportable` with every layer, where there are any */
export function refuseUnsupported(format: string, layers: readonly UnsupportedLayer[]): void {
  if (layers.length === 0) return;
  throw new EngineError(
    'not-exportable',
    message('interchange.not-exportable', {
      format,
      count: layers.length,
      layers: layers.map(describeUnsupported),
    }),
  );
}
