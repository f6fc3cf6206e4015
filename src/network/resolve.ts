import type { LayerNode } from '../document/schema.ts';
import type { LayerKind, Params } from '../layers/kind.ts';
import { kindOf } from '../layers/registry.ts';
import { issueText } from '../text/issue.ts';
import type { Text } from '../text/message.ts';

/** A parameter that its kind does not accept. */
export interface InvalidParameter {
  readonly field: string;
  /** What the schema says of it. */
  readonly reason: Text;
  readonly value: unknown;
}

/** A layer's kind and its parameters, checked; independent of the layer's inputs. */
export type Resolved =
  | { readonly kind: null; readonly params: null; readonly invalid: readonly [] }
  | { readonly kind: LayerKind; readonly params: null; readonly invalid: readonly InvalidParameter[] }
  | { readonly kind: LayerKind; readonly params: Params; readonly invalid: readonly [] };

const resolved = new WeakMap<LayerNode, Resolved>();

/** Remembered by the node's identity: nodes are immutable. */
export function resolve(node: LayerNode): Resolved {
  const known = resolved.get(node);
  if (known) return known;
  const result = resolveAfresh(node);
  resolved.set(node, result);
  return result;
}

function resolveAfresh(node: LayerNode): Resolved {
  const kind = kindOf(node.kind);
  if (!kind) return { kind: null, params: null, invalid: [] };
  const parsed = kind.parameters.safeParse(node.params);
  if (parsed.success) return { kind, params: parsed.data, invalid: [] };
  const byField = new Map<string, InvalidParameter>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!byField.has(field))
      byField.set(field, { field, reason: issueText(issue), value: node.params[field] });
  }
  return { kind, params: null, invalid: [...byField.values()] };
}
