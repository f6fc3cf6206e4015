import type { ConvasDocument } from '../../document/schema.ts';
import { kindOf } from '../../layers/registry.ts';

/** A layer as it must stay: a default that is written out is no change. */
function stampOf(document: ConvasDocument, name: string): string | null {
  const layer = document.layers.find((each) => each.name === name);
  if (!layer) return null;
  const parsed = kindOf(layer.kind)?.parameters.safeParse(layer.params);
  return JSON.stringify([layer.kind, parsed?.success ? parsed.data : layer.params, layer.bypassed ?? false]);
}

/** The first of the locked layers that is not as it was; null where all are. */
export const changedLock = (
  start: ConvasDocument,
  document: ConvasDocument,
  locked: readonly string[],
): string | null => locked.find((name) => stampOf(start, name) !== stampOf(document, name)) ?? null;
