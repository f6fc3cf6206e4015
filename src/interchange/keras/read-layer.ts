import type { Params } from '../../layers/kind.ts';
import { kindOf } from '../../layers/registry.ts';
import { message, type Text } from '../../text/message.ts';
import { type Dialect, type KerasLayer, type Reader, Unreadable } from './layer.ts';
import { codecOf } from './table.ts';

/** A layer of Keras as one of ours, and what of its config is not kept exactly. */
export interface ReadLayer {
  readonly kind: string;
  readonly params: Params;
  readonly notes: readonly Text[];
}

/**
 * Reads a layer's config; nothing in it is executed.
 * @returns its parameters in full
 * @throws Unreadable where no kind does what the layer does
 */
export function readLayer(layer: KerasLayer, dialect: Dialect): ReadLayer {
  const notes: Text[] = [];
  const read: Reader['read'] = (each) => {
    const found = codecOf(each.className);
    if (!found) throw new Unreadable(message('import.unknown-class', { className: each.className }));
    const params = found.codec.read(each, { dialect, note: (detail) => notes.push(detail), read });
    const parsed = kindOf(found.kind)!.parameters.safeParse(params);
    if (parsed.success) return { kind: found.kind, params: parsed.data };
    const { path, message: reason } = parsed.error.issues[0]!;
    throw new Unreadable(message('import.setting-out-of-range', { setting: path.join('.'), reason }));
  };
  return { ...read(layer), notes };
}
