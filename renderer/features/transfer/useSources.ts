import { useMemo } from 'react';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { type CutPoint, cutPoints, usualCut } from '../../../src/network/transfer/transfer.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { formatWeightSource, type WeightSource } from '../../../src/training/transfer.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { canStartFrom } from '../../stores/runs/transferStore.ts';
import { formatPercent } from '../../ui/numbers.ts';
import { runTitle } from '../../ui/runTitle.ts';

const everything = {};

interface Item {
  readonly source: WeightSource;
  /** Of the source, unlike any other's. */
  readonly value: string;
  readonly label: string;
}

interface SourceGroup {
  readonly group: string;
  readonly items: readonly Item[];
}

const itemOf = (source: WeightSource, label: string): Item => ({
  source,
  value: formatWeightSource(source),
  label,
});

/** What a network can start from: those that ship, then the runs, the latest first. */
export function useSources(): readonly SourceGroup[] {
  const { value: shipped } = useCall('transfer.bases', everything);
  const { value: listed } = useCall('runs.list', everything);
  const bases = useMemo(
    () =>
      (shipped?.bases ?? []).map(({ base, name, accuracy }) =>
        itemOf({ base }, t.transfer.base(t.transfer.shipped[base] ?? name, formatPercent(accuracy))),
      ),
    [shipped],
  );
  const runs = useMemo(
    () =>
      (listed?.runs ?? [])
        .filter(canStartFrom)
        .map((summary) => itemOf({ run: summary.run }, runTitle(summary))),
    [listed],
  );
  return useMemo(
    () =>
      [
        { group: t.transfer.bases, items: bases },
        { group: t.transfer.runs, items: runs },
      ].filter(({ items }) => items.length > 0),
    [bases, runs],
  );
}

export interface TransferSource extends Omit<CallResult<'transfer.source'>, 'document'> {
  readonly document: ConvasDocument;
  readonly points: readonly CutPoint[];
  readonly usual: CutPoint | null;
}

/** The trained network with the places where it can be cut; null while it is read. */
export function useSource(wanted: WeightSource): {
  readonly source: TransferSource | null;
  readonly error: string;
} {
  const params = useMemo(() => ({ source: wanted }), [wanted]);
  const { value, error } = useCall('transfer.source', params);
  const source = useMemo(() => {
    // The answer to an earlier question may still be here.
    if (!value) return null;
    const parsed = parseDocument(value.document);
    if (!parsed.ok) return null;
    const { document } = parsed;
    return { ...value, document, points: cutPoints(document), usual: usualCut(document) };
  }, [value]);
  return { source, error };
}
