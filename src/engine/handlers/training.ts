import type { Handlers } from '../../protocol/serve.ts';
import { activeRun } from '../training/job.ts';
import type { EngineContext } from './context.ts';

type TrainingCalls =
  | 'train.start'
  | 'train.pause'
  | 'train.resume'
  | 'train.step'
  | 'train.setLearningRate'
  | 'train.stop'
  | 'train.current'
  | 'probe.watch';

export function trainingHandlers({ trainer, models, probes }: EngineContext): Pick<Handlers, TrainingCalls> {
  return {
    'train.start': async ({ document, resume, from }, { canceled }) => {
      const run = await trainer.start(document, { resume, from }, canceled);
      // What was loaded of it before is about to change.
      models.forget(run);
      return { run };
    },
    'train.pause': ({ run }) => {
      trainer.training(run).pause();
      return {};
    },
    'train.resume': ({ run }) => {
      trainer.training(run).resume();
      return {};
    },
    'train.step': ({ run }) => {
      trainer.training(run).stepOnce();
      return {};
    },
    'train.setLearningRate': ({ run, learningRate }) => {
      trainer.setLearningRate(run, learningRate);
      return {};
    },
    'train.stop': ({ run }) => {
      trainer.stop(run);
      return {};
    },
    'train.current': () => {
      const { current } = trainer;
      if (!current || !trainer.isTraining(current.run)) return { run: null, state: null };
      return { run: current.run, state: activeRun(current)?.state ?? 'preparing' };
    },
    'probe.watch': (wanted) => {
      probes.watch(wanted);
      const { current } = trainer;
      const at = current && activeRun(current);
      if (at && at.state !== 'running') probes.show(current, at);
      return {};
    },
  };
}
