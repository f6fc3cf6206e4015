import type { Figure } from '../../insight/figure.ts';

/** Figures that were computed from one checkpoint, kept with it. */
export interface Results {
  get(key: string): readonly Figure[] | undefined;
  set(key: string, figures: readonly Figure[]): void;
  /** What several views compute, kept as long. */
  readonly memory: Map<string, unknown>;
}

/** Bytes of values that the figures of a checkpoint take up at most. */
const maxBytes = 64 * 2 ** 20;

const bytesOf = (figures: readonly Figure[]): number =>
  figures
    .flatMap((figure): unknown[] => Object.values(figure))
    .reduce<number>((sum, value) => sum + (value instanceof Float32Array ? value.byteLength : 64), 0);

/** The latest used come last: the oldest are forgotten first. */
export function createResults(most = maxBytes): Results {
  const kept = new Map<string, { readonly figures: readonly Figure[]; readonly bytes: number }>();
  let bytes = 0;
  const forget = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    memory: new Map(),
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.figures;
    },
    set(key, figures) {
      forget(key);
      const own = bytesOf(figures);
      if (own > most) return;
      kept.set(key, { figures, bytes: own });
      bytes += own;
      for (const old of kept.keys()) {
        if (bytes <= most) break;
        forget(old);
      }
    },
  };
}
