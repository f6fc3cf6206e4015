import { useEffect, useState } from 'react';
import { parseDocument } from '../../../src/document/parse.ts';
import { cutPoints, transferDocument } from '../../../src/network/transfer/transfer.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { Collection } from '../../../src/protocol/own-data.ts';
import { sentence } from '../../../src/text/message.ts';
import { explain, TextError } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { openDocument } from '../../stores/document/files.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { hasEnded } from '../../stores/runs/runMachine.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import type { Tab } from '../../stores/tabs/tab.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';

export type TrainingStage =
  | { readonly state: 'idle' }
  | { readonly state: 'busy'; readonly epoch: number; readonly epochs: number }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'ready'; readonly run: string; readonly labels: readonly string[] };

const epochs = 30;

/** A new output on the base network that ships, which sees where in the picture things are; in a tab of its own. */
async function openNetwork(client: EngineClient, collection: Collection, name: string) {
  const { bases } = await client.call('transfer.bases', {});
  const [first] = bases;
  if (!first) throw new Error(t.demo.noBase);
  const { base } = first;
  const { source, ...trained } = await client.call('transfer.source', { source: { base } });
  const parsed = parseDocument(trained.document);
  if (!parsed.ok) throw new TextError(parsed.error);
  const cut = cutPoints(parsed.document).findLast(({ outputShape }) => outputShape.length === 3);
  if (!cut) throw new Error(t.transfer.noCut);
  const info = await client.call('datasets.prepare', { dataset: collection.path });
  const document = transferDocument(parsed.document, {
    source,
    cut: cut.layer,
    dataset: collection.path,
    classes: info.classes.length,
    examples: info.train,
    // A mirrored pose is another pose.
    preprocessing: trained.preprocessing.filter(({ step }) => step !== 'flip'),
    places: true,
    epochs,
    variants: 4,
    name,
  });
  return { document, labels: info.classes };
}

/** Trains on what was collected. `start` begins again; the network stays in its tab when the demonstration is left. */
export function useTraining(): {
  readonly stage: TrainingStage;
  start(collection: Collection, name: string): Promise<void>;
  reset(): void;
} {
  const [stage, setStage] = useState<TrainingStage>({ state: 'idle' });
  const [followed, setFollowed] = useState<{ tab: Tab; labels: readonly string[] } | null>(null);
  useEffect(() => {
    if (!followed) return;
    const { tab, labels } = followed;
    const look = (): void => {
      const { training } = useRun.of(tab).getState();
      if (training.phase === 'refused') setStage({ state: 'failed', error: training.reason });
      if (training.phase !== 'run') return;
      const { run } = training;
      if (!hasEnded(run)) setStage({ state: 'busy', epoch: run.epochs.length, epochs });
      else if (run.state === 'finished' || run.state === 'stopped')
        setStage({ state: 'ready', run: run.run, labels });
      else setStage({ state: 'failed', error: sentence(run.message) });
    };
    look();
    return useRun.of(tab).subscribe(look);
  }, [followed]);
  return {
    stage,
    reset: () => {
      setFollowed(null);
      setStage({ state: 'idle' });
    },
    async start(collection, name) {
      const { client } = useEngine.getState();
      setFollowed(null);
      setStage({ state: 'busy', epoch: 0, epochs });
      try {
        if (!client) throw new Error(t.shell.engine.notReady);
        const { document, labels } = await openNetwork(client, collection, name);
        const tab = openDocument(document, { edited: true });
        useWorkspace.getState().setStage('train');
        setFollowed({ tab, labels });
        await useRun.of(tab).getState().start();
      } catch (error) {
        setStage({ state: 'failed', error: explain(error) });
      }
    },
  };
}
