import { analyze } from '../../network/analyze.ts';
import { optimizerSlots } from '../../network/memory.ts';
import type { Analysis, Network } from '../../network/network.ts';
import { type PastRuns, stepSeconds } from '../../network/time/epoch.ts';
import type { Speed } from '../../network/time/speed.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { RunStore } from '../runs/run-store.ts';
import { readDocument } from '../training/prepare.ts';
import type { SpeedEntry } from './speed-history.ts';

/** The newest runs say what the next will take; a machine and its software change. */
const most = 5;

/** What makes two networks cost the same: their layers in order, and what each takes from. */
function costOf({ layers }: Network): string {
  const place = new Map(layers.map(({ id }, at) => [id, at]));
  return JSON.stringify(
    layers.map(({ kind, params, inputs, outputShape }) => [
      kind.kind,
      params,
      inputs.map((id) => place.get(id)),
      outputShape,
    ]),
  );
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Seconds that a run took for an example; null before its first epoch. */
function secondsPerExample({ epochs }: RunRecord): number | null {
  const paces = epochs.map(({ imagesPerSecond }) => imagesPerSecond).filter((pace) => pace > 0);
  return paces.length === 0 ? null : 1 / median(paces);
}

/**
 * What earlier runs of an analyzed network took on the same backend, against what the speed says of them. Their
 * batch size and optimizer may have been others. Null where there are none.
 */
export async function pastRuns(
  { network, totals }: Pick<Analysis, 'network' | 'totals'>,
  store: RunStore,
  entry: SpeedEntry,
): Promise<PastRuns | null> {
  if (!network) return null;
  const wanted = costOf(network);
  const own: number[] = [];
  const others: number[] = [];
  for (const { folder, record } of await store.list()) {
    if (own.length === most) break;
    const took = secondsPerExample(record);
    if (took === null || record.backend !== entry.backend || record.params !== totals.params) continue;
    const factor = await factorOf(folder, store, wanted, took, entry.speed);
    // A step that could not be compiled will not be the next time either.
    if (factor !== null) (record.step === entry.step ? own : others).push(factor);
  }
  const factors = own.length > 0 ? own : others.slice(0, most);
  return factors.length === 0 ? null : { runs: factors.length, factor: median(factors) };
}

/** What a run took by what the speed says of it; null where it had another network, or cannot be read. */
async function factorOf(
  folder: string,
  store: RunStore,
  wanted: string,
  took: number,
  speed: Speed,
): Promise<number | null> {
  try {
    const document = readDocument((await store.read(folder)).document);
    const { network } = analyze(document, null);
    if (!network || costOf(network) !== wanted) return null;
    const { batchSize } = document.training;
    const size = { batchSize, optimizerSlots: optimizerSlots(document.training) };
    const forecast = stepSeconds(network, size, speed) / batchSize;
    return forecast > 0 ? took / forecast : null;
  } catch {
    return null;
  }
}
