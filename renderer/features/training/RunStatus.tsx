import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconFileImport,
  IconLoader2,
  IconPlayerPause,
  IconPlayerStop,
  IconPlugConnectedX,
  IconTrendingUp,
} from '@tabler/icons-react';
import type { RunState } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { isBusy, isPretraining, type Run } from '../../stores/runs/runMachine.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { Note } from '../../ui/Note.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { DivergenceAdvice } from './DivergenceAdvice.tsx';
import { Expected } from './Expected.tsx';
import { Fetching } from './Fetching.tsx';
import { TroubleNote } from './health/TroubleNote.tsx';
import { LiveRate } from './LiveRate.tsx';
import { PretrainingFigures } from './PretrainingFigures.tsx';
import { RunFigures } from './RunFigures.tsx';
import { TrainingBlocker } from './TrainingBlocker.tsx';
import classes from './training.module.css';

const strings = t.training;

/** Each state by a mark of its own; the tone only repeats it in color. */
const marks = {
  idle: { icon: IconCircle, tone: 'plain' },
  starting: { icon: IconLoader2, tone: 'busy' },
  preparing: { icon: IconLoader2, tone: 'busy' },
  running: { icon: IconTrendingUp, tone: 'busy' },
  paused: { icon: IconPlayerPause, tone: 'warning' },
  stopping: { icon: IconLoader2, tone: 'busy' },
  finished: { icon: IconCircleCheck, tone: 'good' },
  stopped: { icon: IconPlayerStop, tone: 'plain' },
  diverged: { icon: IconAlertTriangle, tone: 'error' },
  failed: { icon: IconAlertTriangle, tone: 'error' },
  interrupted: { icon: IconPlugConnectedX, tone: 'error' },
  imported: { icon: IconFileImport, tone: 'plain' },
  lost: { icon: IconPlugConnectedX, tone: 'error' },
} as const satisfies Record<RunState | 'idle' | 'starting' | 'lost', { icon: unknown; tone: string }>;

function Head({ mark, title, about }: { mark: keyof typeof marks; title: string; about: string }) {
  const { icon: Icon, tone } = marks[mark];
  return (
    <>
      <div className={classes['head']} role="status">
        <Icon size={20} stroke={1.6} className={classes['icon']} data-tone={tone} aria-hidden="true" />
        <h2 className={classes['state']}>{title}</h2>
      </div>
      {about && <p className={classes['about']}>{about}</p>}
    </>
  );
}

/** Where training stands, in words and numbers, with what can be done about it. */
export function RunStatus() {
  const training = useRun((state) => state.training);
  return (
    <section className={classes['status']} aria-label={t.shell.stages.train}>
      {(training.phase === 'idle' || training.phase === 'refused') && <Head mark="idle" {...strings.idle} />}
      {training.phase === 'starting' && <Head mark="starting" {...strings.starting} />}
      {training.phase === 'starting' && <Fetching />}
      {training.phase === 'run' && <RunView run={training.run} />}
      {!isBusy(training) && <TrainingBlocker />}
      {!isBusy(training) && <Expected />}
    </section>
  );
}

function RunView({ run }: { readonly run: Run }) {
  const { title, about } = strings.states[run.state];
  const words = run.state === 'diverged' || run.state === 'lost' ? about : sentence(run.message) || about;
  const at = isPretraining(run) && run.state === 'running' ? run.pretraining?.at : null;
  return (
    <>
      <Head
        mark={run.state}
        title={at ? strings.pretraining.state(at.name, formatCount(at.index), formatCount(at.count)) : title}
        about={words}
      />
      <PretrainingFigures run={run} />
      <RunFigures run={run} />
      {run.unsaved !== '' && (
        <Note tone="error" title={strings.unsaved}>
          {sentence(run.unsaved)}
        </Note>
      )}
      {run.progress && (run.state === 'running' || run.state === 'paused') && (
        <LiveRate rate={run.progress.learningRate} />
      )}
      {run.state === 'diverged' ? <DivergenceAdvice run={run} /> : <TroubleNote />}
      <NextSteps run={run} />
    </>
  );
}

/** States after which the weights are worth a look, and after which the run can continue. */
const inspectableStates: ReadonlySet<string> = new Set(['paused', 'finished', 'stopped']);
const resumableStates: ReadonlySet<string> = new Set(['stopped', 'interrupted']);

function NextSteps({ run }: { readonly run: Run }) {
  const ready = useEngine((state) => state.status.state === 'ready');
  const look = inspectableStates.has(run.state);
  const resumeRun = resumableStates.has(run.state) && ready;
  if (!look && !resumeRun) return null;
  return (
    <div className={classes['buttons']}>
      {resumeRun && (
        <Button variant="default" onClick={() => void useRun.getState().continueRun(run.run)}>
          {strings.controls.resumeRun}
        </Button>
      )}
      {look && (
        <Button variant="default" onClick={() => useWorkspace.getState().setStage('inspect')}>
          {strings.controls.inspect}
        </Button>
      )}
    </div>
  );
}
