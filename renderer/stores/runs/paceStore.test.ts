import { beforeEach, expect, it, vi } from 'vitest';
import { setTraining } from '../../../src/document/operations/settings.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { TextError } from '../../../src/text/text-error.ts';
import { templateOf } from '../../../templates/index.ts';
import { installHost } from '../../host/current.ts';
import { createTestHost } from '../../testing/testHost.ts';
import { forecastWords } from '../../ui/forecastWords.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { usePast, useSpeed } from './paceStore.ts';
import { useRun } from './runStore.ts';

const lenet = () => {
  const parsed = parseDocument(templateOf('lenet-5')!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed.document;
};
const speed = { seconds: { step: 0.01, convolutionMacs: 1e-11 }, doubt: 1.6 };
const digits: DatasetInfo = {
  id: 'mnist-10k',
  title: 'Digits',
  description: '',
  license: '',
  source: '',
  classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
  sampleShape: [28, 28, 1],
  train: 8000,
  test: 2000,
  availability: 'ready',
  downloadBytes: 0,
};

/** The batch sizes of the documents that were asked about. */
const asked: number[] = [];
const pace = vi.fn(({ document }: { document: string }) => {
  const parsed = parseDocument(document);
  if (parsed.ok) asked.push(parsed.document.training.batchSize);
  return { speed, past: { runs: 2, factor: 1.5 } };
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  asked.length = 0;
  useSpeed.setState({ speed: null });
  usePast.setState({ past: null });
  useRun.setState({ training: { phase: 'idle' } });
  useDocument.getState().begin(lenet());
  installHost(createTestHost({ 'engine.pace': pace, 'datasets.list': () => ({ datasets: [digits] }) }));
  useEngine.setState({ status: { state: 'connecting' }, client: null });
  await useEngine.getState().connect();
});

it('is asked for once the app has come to rest, and again when the network has changed', async () => {
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(2500);
  await vi.waitFor(() => expect(usePast.getState().past).toEqual({ runs: 2, factor: 1.5 }));
  const before = asked.length;
  const { document } = useDocument.getState();
  const wider = {
    ...document,
    layers: document.layers.map((layer) =>
      layer.name === 'F6' ? { ...layer, params: { ...layer.params, units: 90 } } : layer,
    ),
  };
  useDocument.getState().commit('wider', () => wider);
  // What runs took was of the other network.
  expect(useSpeed.getState()).toEqual({ speed });
  expect(usePast.getState()).toEqual({ past: null });
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(usePast.getState().past).toEqual({ runs: 2, factor: 1.5 }));
  expect(asked.length).toBe(before + 1);
});

it('leaves the engine alone while it trains, and where there is nothing to forecast', async () => {
  useRun.setState({ training: { phase: 'starting' } });
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toEqual([]);
  useRun.setState({ training: { phase: 'idle' } });
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(asked.length).toBe(1));
  useDocument.getState().commit('no data', (document) => ({
    ...setTraining(document, {}),
    data: null,
    layers: document.layers.slice(0, 8),
  }));
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.length).toBe(1);
});

it('is said as what is about known', () => {
  const epoch = { seconds: 12.345, least: 7.7, most: 19.75, runs: 0 };
  const time = { epoch, epochs: 20, startSeconds: 0, pretraining: null, seconds: 20 * epoch.seconds };
  const words = forecastWords(time);
  expect(words.epoch).toBe('about 12 s per epoch');
  expect(words.all).toBe('4.1 min for 20 epochs');
  expect(words.range).toMatch(/^7\.7 s to 20 s per epoch, based on how fast this machine/);
  const short = { epoch: { seconds: 0.05, least: 0.04, most: 0.06, runs: 1 }, epochs: 1, seconds: 0.05 };
  expect(forecastWords({ ...short, startSeconds: 0, pretraining: null })).toMatchObject({
    epoch: 'less than 0.1 s per epoch',
    all: '1 epoch in total',
  });
  const pretraining = { seconds: 60, least: 40, most: 90, layers: 3 };
  const both = forecastWords({ ...time, pretraining, seconds: time.seconds + 60 });
  expect(both.epoch).toBe(words.epoch);
  expect(both.all).toBe('5.1 min for the pretraining and 20 epochs');
  expect(both.range).toMatch(/trained some small networks\. Pretraining 3 layers takes about 1 min\.$/);
});
