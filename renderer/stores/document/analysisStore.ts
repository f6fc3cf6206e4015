import type { StoreApi } from 'zustand';
import { generatedFacts, publishedArchives } from '../../../src/datasets/published/registry.ts';
import { createAnalyzer } from '../../../src/network/analyze.ts';
import { dataShape } from '../../../src/network/data-shape.ts';
import type {
  Analysis,
  DataShape,
  LayerAnalysis,
  MissingData,
  Problem,
} from '../../../src/network/network.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { useEngine } from '../engine/engineStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { perTab } from '../tabs/perTab.ts';
import { eachTab, type Tab } from '../tabs/tab.ts';
import { useDocument } from './documentStore.ts';

interface AnalysisState {
  readonly analysis: Analysis;
  /** What is known of the data that the network was checked against; null where it is not chosen, or not known yet. */
  readonly data: DataShape | MissingData | null;
  /** The person wanted to train: what is still missing is a problem now, until the network can be trained. */
  readonly wantsToTrain: boolean;
  /** By the layer's path in the network; blocks' instances too. */
  readonly byLayer: ReadonlyMap<string, LayerAnalysis>;
}

/** Each tab's own: it keeps what it knows of one network. */
const analyzerOf = eachTab(createAnalyzer);
type DatasetFacts = Pick<
  DatasetInfo,
  'sampleShape' | 'classes' | 'target' | 'dtype' | 'train' | 'validation'
>;
/** The same object for the same data: the analyzer keeps what it knows by identity. */
const shapes = new WeakMap<DatasetFacts, DataShape>();

function shapeOf(info: DatasetFacts): DataShape {
  const known = shapes.get(info) ?? dataShape(info);
  shapes.set(info, known);
  return known;
}

/** What is known of a dataset; null until the engine has listed its datasets. */
function dataOf(id: string | undefined, datasets: readonly DatasetInfo[]): DataShape | MissingData | null {
  if (id === undefined) return null;
  const info = datasets.find((dataset) => dataset.id === id);
  if (info) return shapeOf(info);
  // So that a network is checked against its data before the engine has answered, and when it cannot.
  const published = [...publishedArchives.map((archive) => archive.info), ...generatedFacts].find(
    (facts) => facts.id === id,
  );
  if (published) return shapeOf(published);
  if (datasets.length === 0) return null;
  return {
    reason: '',
    known: datasets.map((each) => ({ ...shapeOf(each), id: each.id, title: each.title })),
  };
}

/** Nothing waits any more. */
const withoutPending = (problems: readonly Problem[]): readonly Problem[] =>
  problems.map(({ pending: _none, ...problem }) => problem);

function derive(tab: Tab, wanted = false): AnalysisState {
  const { document } = useDocument.of(tab).getState();
  const data = dataOf(document.data?.dataset, useEngine.getState().datasets);
  const found = analyzerOf(tab)(document, data);
  const wantsToTrain = wanted && found.network === null;
  const analysis = wantsToTrain ? { ...found, problems: withoutPending(found.problems) } : found;
  const known = [...analysis.layers, ...analysis.blocks, ...analysis.bypassed];
  return { analysis, data, wantsToTrain, byLayer: new Map(known.map((layer) => [layer.id, layer])) };
}

/** The person wants to train a network that is not finished: from now on what it lacks is a problem. */
export function askToTrain(): void {
  const tab = activeTab();
  useAnalysis.of(tab).setState(derive(tab, true));
}

/** What is known of the network on the canvas: always of the present document, never stored in it. */
export const useAnalysis = perTab<AnalysisState>((tab) => derive(tab), follow);

/** A document or the datasets changed: derives again, in the same tick, so that no one sees the two apart. */
function follow(tab: Tab, store: StoreApi<AnalysisState>): void {
  const { getState, setState } = store;
  tab.own(
    useDocument.of(tab).subscribe((state, before) => {
      if (state.document === before.document) return;
      setState(derive(tab, getState().wantsToTrain && state.session === before.session));
    }),
  );
  tab.own(
    useEngine.subscribe((state, before) => {
      if (state.datasets !== before.datasets) setState(derive(tab, getState().wantsToTrain));
    }),
  );
}
