import { openDataset } from '../../datasets/registry.ts';
import { differencesOf } from '../../document/compare/naming.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Evaluation } from '../../protocol/evaluation.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message } from '../../text/message.ts';
import { targetOf } from '../../training/target.ts';
import { readingOf } from '../model/outputs.ts';
import { latestIndex, readIndex } from '../runs/checkpoint.ts';
import { listCheckpoints } from '../runs/checkpoint-store.ts';
import { claimToDelete } from '../runs/claim.ts';
import { readHealth } from '../runs/health-file.ts';
import { type RunRecord, summaryOf } from '../runs/run-record.ts';
import { checkComparable, reportOf } from '../training/evaluation-report.ts';
import { learnedBy } from '../training/learned-by.ts';
import type { EngineContext } from './context.ts';
import { evaluateSplit, evaluationPlanOf } from './evaluate-split.ts';
import { presentRecord } from './present-record.ts';

type ClassMeaning = NonNullable<Evaluation['answers']>['meaning'];

type RunCalls =
  | 'runs.list'
  | 'runs.get'
  | 'runs.checkpoints'
  | 'runs.health'
  | 'runs.describe'
  | 'runs.delete'
  | 'runs.evaluate';

export function runHandlers({
  store,
  trainer,
  models,
  execution,
  openFeeder,
}: EngineContext): Pick<Handlers, RunCalls> {
  const present = (record: RunRecord): RunRecord => presentRecord(trainer, record);

  return {
    'runs.list': async () => {
      const listed = await store.list();
      const differs = differencesOf(listed.map(({ record: { name }, traits }) => ({ name, traits })));
      return {
        runs: listed.map(({ record }, at) => ({
          ...summaryOf(present(record)),
          ...(differs[at] && { differs: differs[at] }),
        })),
      };
    },

    'runs.get': async ({ run }) => {
      const { record, document } = await store.read(await store.folderOf(run));
      return { summary: summaryOf(present(record)), document };
    },

    'runs.checkpoints': async ({ run }) => {
      const folder = await store.folderOf(run);
      const latest = await readIndex(folder, latestIndex);
      const best = latest?.progress.best?.steps ?? null;
      const { epochs } = latest?.progress ?? { epochs: [] };
      return {
        checkpoints: (await listCheckpoints(folder)).map(({ steps, epoch, batch, at, bytes, kept }) => ({
          steps,
          epoch,
          batch,
          at,
          bytes,
          kept,
          best: steps === best,
          // Its figures are those of the epoch that it closes.
          record: batch === 0 ? (epochs.find((record) => record.epoch === epoch - 1) ?? null) : null,
        })),
      };
    },

    'runs.health': async ({ run }) => {
      const { current } = trainer;
      if (current?.run === run && current.health) return { rows: [...current.health.rows] };
      return { rows: await readHealth(await store.folderOf(run)) };
    },

    'runs.describe': async ({ run, ...printed }) => {
      await trainer.describe(await store.folderOf(run), ({ name, tags, notes }) => ({
        name: printed.name ?? name,
        tags: [...new Set(printed.tags ?? tags)],
        notes: printed.notes ?? notes,
      }));
      return {};
    },

    'runs.delete': async ({ run }) => {
      if (trainer.isTraining(run)) {
        throw new EngineError('busy', message('runs.delete-while-training'));
      }
      const folder = await store.folderOf(run);
      await trainer.forget(run);
      models.forget(run);
      await store.remove(folder, await claimToDelete(folder, run));
      return {};
    },

    'runs.evaluate': ({ run, dataset: named }, { progress, canceled }) =>
      models.use(run, async (model) => {
        const { target } = model.checked;
        const dataset = learnedBy(await openDataset(named ?? model.dataset, { canceled }), target);
        checkComparable(dataset.info, model.checked);
        if (dataset.test.count === 0)
          throw new EngineError('data', message('engine.no-test-examples', { title: dataset.info.title }));
        const split = dataset.test;
        const parts = { execution, openFeeder };
        const result = await evaluateSplit(model, split, parts, { withValues: true, progress, canceled });
        const { loss, accuracy, predicted, values, metrics } = result;
        const { meaning } = readingOf(evaluationPlanOf(model));
        if (!Number.isFinite(loss)) {
          throw new EngineError('diverged', message('engine.loss-not-finite'));
        }
        return {
          loss,
          accuracy,
          ...(metrics && { metrics }),
          ...(dataset.info.target && target !== 'input' && { target: dataset.info.target }),
          ...reportOf(result, split.labels, target === 'input' ? null : targetOf(dataset.info)),
          ...(target === 'class' && {
            answers: {
              meaning: meaning as ClassMeaning,
              actual: Float32Array.from(split.labels.subarray(0, predicted.length)),
              predicted: Float32Array.from(predicted),
              values: new Float32Array(values),
            },
          }),
        };
      }),
  };
}
