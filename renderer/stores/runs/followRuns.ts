import { parseDocument } from '../../../src/document/parse.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { RunState } from '../../../src/protocol/data.ts';
import type { EventData } from '../../../src/protocol/events.ts';
import { sentence } from '../../../src/text/message.ts';
import { isUntouched, useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { log } from '../engine/logStore.ts';
import { clearFrames, routeFramesTo } from '../engine/probes.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { openStores, type Tab } from '../tabs/tab.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { queuingTabOf } from './queueStore.ts';
import { isBusy, nextTraining, type Training, type TrainingEvent } from './runMachine.ts';
import { useRun } from './runStore.ts';
import { trainingSeries } from './trainingSeries.ts';

/** What the engine reports about a run goes to the tab that the run belongs to. */

const trainingIn = (tab: Tab): Training => useRun.of(tab).getState().training;

const dispatch = (tab: Tab | null, event: TrainingEvent): void => {
  if (tab) useRun.of(tab).setState(({ training }) => ({ training: nextTraining(training, event) }));
};

/** The tab in which a run trains, or did last; null for a run of which this window knows nothing. */
function tabOf(run: string): Tab | null {
  const trains = (tab: Tab): boolean => {
    const training = trainingIn(tab);
    return training.phase === 'run' && training.run.run === run;
  };
  return openStores().find(trains) ?? null;
}

/** Tabs that a run trained in before the page was loaded again, by run. */
const expected = new Map<string, Tab>();

/** A run that trained in this tab before the page was loaded again is shown there. */
export function expectRun(run: string, tab: Tab): void {
  expected.set(run, tab);
}

/**
 * Shows a run that the queue, or another window, began like one begun here: in the tab that queued it, or in the one on
 * the screen where no one here did. One whose tab is closed is in the list of runs alone.
 */
function adopt({ run, state, item }: EventData<'train.state'>): Tab | null {
  const queuer = item === undefined ? null : queuingTabOf(item);
  if (queuer === 'closed') {
    untrackedRuns.add(run);
    return null;
  }
  const tab = queuer ?? activeTab();
  const { training, shown } = useRun.of(tab).getState();
  if (isBusy(training)) return null;
  const looksOn = shown === null || (training.phase === 'run' && training.run.run === shown);
  trainingSeries.of(tab).clear();
  clearFrames(tab);
  dispatch(tab, { type: 'started', run, state });
  if (looksOn) useRun.of(tab).setState({ shown: run });
  return tab;
}

/** Runs that are shown in no tab. */
const untrackedRuns = new Set<string>();

/** The tab that a run's state is news for: while a start is unanswered, what begins to prepare is its run. */
function tabFor(data: EventData<'train.state'>): Tab | null {
  const { run, state, item } = data;
  const owner = tabOf(run);
  if (owner || untrackedRuns.has(run)) return owner;
  const starting = openStores().find((tab) => trainingIn(tab).phase === 'starting');
  if (starting && item === undefined) return starting;
  return state === 'preparing' || state === 'running' ? adopt(data) : null;
}

/** Shows a run that is under way already, and its document where no other has been opened. */
async function adoptRun(client: EngineClient, run: string, state: RunState): Promise<void> {
  const tab = expected.get(run) ?? activeTab();
  if (trainingIn(tab).phase !== 'idle') return;
  // At once, so that no later event of it is missed.
  dispatch(tab, { type: 'started', run, state });
  useRun.of(tab).setState({ shown: run });
  const { summary, document } = await client.call('runs.get', { run });
  const parsed = parseDocument(document);
  const { getState } = useDocument.of(tab);
  if (isUntouched(getState()) && parsed.ok) {
    getState().begin(parsed.document);
    if (tab === activeTab()) useWorkspace.getState().setStage('train');
  }
  dispatch(tab, { type: 'caught-up', run, earlier: summary.epochs, pretrained: summary.pretraining ?? [] });
}

function attach(client: EngineClient, ready: Promise<unknown>): void {
  client.on('train.state', (data) => {
    dispatch(tabFor(data), { type: 'state', data });
    if (data.message !== '') log(data.state === 'failed' ? 'error' : 'info', data.message);
  });
  client.on('train.pretraining', (data) => {
    const tab = tabOf(data.run);
    if (tab) trainingSeries.of(tab).appendPretraining(data);
    dispatch(tab, { type: 'pretraining', data });
  });
  client.on('train.pretrained', (data) => dispatch(tabOf(data.run), { type: 'pretrained', data }));
  client.on('train.batches', (data) => {
    const tab = tabOf(data.run);
    if (tab) trainingSeries.of(tab).append(data);
    dispatch(tab, { type: 'batches', data });
  });
  client.on('train.epoch', (data) => dispatch(tabOf(data.run), { type: 'epoch', data }));
  client.on('train.unsaved', (data) => {
    dispatch(tabOf(data.run), { type: 'unsaved', data });
    if (data.message !== '') log('error', data.message);
  });
  client.on('train.test', (data) => dispatch(tabOf(data.run), { type: 'test', data }));
  client.onClose((reason) => {
    const { status } = useEngine.getState();
    // A start that takes another engine goes on there.
    if (status.state === 'restarting' && status.planned) return;
    for (const tab of openStores()) dispatch(tab, { type: 'engine-lost', reason: sentence(reason) });
  });
  // A page that is loaded again while its engine trains takes the run up where it is, once it has its documents.
  void ready
    .then(() => client.call('train.current', {}))
    .then(({ run, state }) => (run === null || state === null ? undefined : adoptRun(client, run, state)))
    // An engine that ends meanwhile is reported by its banner.
    .catch(() => undefined);
}

/**
 * Follows each engine that connects.
 * @param ready settled when the documents that this page had before it was loaded again are back
 */
export function followRuns(ready: Promise<unknown> = Promise.resolve()): void {
  routeFramesTo(tabOf);
  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) attach(state.client, ready);
  });
}
