import { dirname } from 'node:path';
import { datasetInfo } from '../datasets/registry.ts';
import type { ConvasDocument } from '../document/schema.ts';
import { serializeDocument } from '../document/serialize.ts';
import { createRunStore } from '../engine/runs/run-store.ts';
import { pastRuns } from '../engine/speed/past.ts';
import { openSpeedHistory } from '../engine/speed/speed-history.ts';
import { optimizerSlots } from '../network/memory.ts';
import type { Analysis, Network } from '../network/network.ts';
import { layerSeconds, type PastRuns } from '../network/time/epoch.ts';
import type { Speed } from '../network/time/speed.ts';
import { type TrainingTime, trainingTime } from '../network/time/training.ts';
import { text } from '../text/language.ts';
import { runsFolder, withEngine } from './engine.ts';
import { figure } from './figures.ts';
import { oneLine, type Streams } from './output.ts';
import { duration } from './progress.ts';

interface SpeedEstimate {
  readonly speed: Speed;
  readonly past: PastRuns | null;
}

export interface TimeForecast extends TrainingTime {
  /** Seconds of each layer in one training step, by id. */
  readonly layers: ReadonlyMap<string, number>;
}

/** What was measured on this machine before; null where nothing was. */
export async function knownPace(analysis: Analysis): Promise<SpeedEstimate | null> {
  const entry = await openSpeedHistory(dirname(runsFolder())).read(null);
  if (!entry) return null;
  const store = createRunStore({ folder: runsFolder(), byPath: false });
  return { speed: entry.speed, past: await pastRuns(analysis, store, entry) };
}

/** What is known, or is measured now, once for a machine; null where no backend computes. */
export async function findPace(
  document: ConvasDocument,
  analysis: Analysis,
  stderr: Streams['stderr'],
): Promise<SpeedEstimate | null> {
  const known = await knownPace(analysis);
  if (known) return known;
  stderr.write(`convas: ${text.cli.output.time.measuring}\n`);
  try {
    const request = { document: serializeDocument(document), measure: true };
    const { speed, past } = await withEngine({}, ({ client }) => client.call('engine.pace', request));
    return speed && { speed, past };
  } catch (error) {
    stderr.write(`convas: ${text.cli.output.time.none({ reason: oneLine(error) })}\n`);
    return null;
  }
}

/** What training a document on its data will take. */
export async function forecastTime(
  { training, data }: ConvasDocument,
  network: Network,
  { speed, past }: SpeedEstimate,
): Promise<TimeForecast> {
  const counts = await datasetInfo(data!.dataset);
  const size = { batchSize: training.batchSize, optimizerSlots: optimizerSlots(training) };
  const factor = past?.factor ?? 1;
  const layers = new Map([...layerSeconds(network, size, speed)].map(([id, value]) => [id, factor * value]));
  return { ...trainingTime(network, training, counts, speed, past), layers };
}

/** Two significant digits: it is not known better. */
const roughly = (seconds: number): string =>
  seconds < 10 ? `${figure(seconds, 2)} s` : duration(Number(seconds.toPrecision(2)));

/** In words. */
export function timeInWords({ epoch, epochs, pretraining, seconds: all }: TimeForecast): string {
  const { seconds, least, most, runs } = epoch;
  const words = text.cli.output.time;
  const before = pretraining
    ? words.pretraining({ time: roughly(pretraining.seconds), layers: pretraining.layers })
    : '';
  const after = words.epochs({
    epoch: roughly(seconds),
    least: roughly(least),
    most: roughly(most),
    from: runs === 0 ? words.byMachine : words.byRuns({ runs }),
    all: roughly(all),
    epochs,
    pretraining: pretraining !== null,
  });
  return before + after;
}

/** As JSON; null where nothing is known. */
export const timeAsJson = (time: TimeForecast | null): unknown =>
  time && {
    secondsPerEpoch: time.epoch.seconds,
    least: time.epoch.least,
    most: time.epoch.most,
    /** All in all. */
    seconds: time.seconds,
    epochs: time.epochs,
    startSeconds: time.startSeconds,
    runs: time.epoch.runs,
    pretraining: time.pretraining,
  };
