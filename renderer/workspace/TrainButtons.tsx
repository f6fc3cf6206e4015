import { ActionIcon, Button } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import { useCommand } from '../commands/useCommand.ts';
import { t } from '../i18n/index.ts';
import { useTrainingTime } from '../stores/runs/paceStore.ts';
import { isBusy } from '../stores/runs/runMachine.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { useTrainingElsewhere } from '../stores/runs/trainingTab.ts';
import { useTrainObstacle } from '../stores/runs/trainObstacle.ts';
import { BarTooltip } from '../ui/BarTooltip.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { forecastWords } from '../ui/forecastWords.ts';
import css from './topBar.module.css';

const strings = t.shell.topBar;

const sentence = ({ epoch, all, range }: ReturnType<typeof forecastWords>): string =>
  strings.expect(epoch, all, range);

/** Train; where something is in the way it says what, and pressing it goes there. */
function TrainButton() {
  const own = useTrainObstacle();
  const elsewhere = useTrainingElsewhere();
  const obstacle = own ?? elsewhere;
  const time = useTrainingTime();
  const { run } = useCommand('train.start');
  // The forecast stands beside the button and in the panel: a tooltip would hide what it repeats.
  const description = obstacle ?? (time && sentence(forecastWords(time)));
  return (
    <BarTooltip label={obstacle} disabled={obstacle === null}>
      <Button
        leftSection={<IconPlayerPlayFilled size={14} />}
        variant={obstacle === null ? 'filled' : 'default'}
        aria-disabled={obstacle !== null}
        aria-description={description ?? undefined}
        data-obstacle={obstacle !== null || undefined}
        onClick={run}
      >
        {strings.train}
      </Button>
    </BarTooltip>
  );
}

function PauseOrResume() {
  const state = useRun(({ training }) => (training.phase === 'run' ? training.run.state : training.phase));
  const pause = useCommand('train.pause');
  const resume = useCommand('train.resume');
  const step = useCommand('train.step');
  if (state === 'paused')
    return (
      <>
        <BarTooltip label={strings.step}>
          <ActionIcon variant="default" size={30} aria-label={strings.step} onClick={step.run}>
            <IconPlayerSkipForwardFilled size={14} />
          </ActionIcon>
        </BarTooltip>
        <Button leftSection={<IconPlayerPlayFilled size={14} />} onClick={resume.run}>
          {strings.resume}
        </Button>
      </>
    );
  const busy = state === 'starting' || state === 'preparing';
  return (
    <BarTooltip label={strings.pauseHint}>
      <Button
        leftSection={<IconPlayerPauseFilled size={14} />}
        loading={busy}
        disabled={!pause.enabled && !busy}
        onClick={pause.run}
      >
        {busy ? strings.starting : strings.pause}
      </Button>
    </BarTooltip>
  );
}

/** What training will take, beside the button that begins it. */
function Forecast() {
  const time = useTrainingTime();
  if (!time) return null;
  const { epoch, all } = forecastWords(time);
  return (
    <div className={css['forecast']}>
      <span>{epoch}</span>
      <span>{all}</span>
    </div>
  );
}

/** The one primary action: Train, which becomes Pause and Stop. */
export function TrainButtons() {
  const busy = useRun((state) => isBusy(state.training));
  const stopping = useRun(({ training }) => training.phase === 'run' && training.run.state === 'stopping');
  const stop = useCommand('train.stop');
  const elsewhere = useTrainingElsewhere() !== null;
  return (
    <div className={css['train']}>
      {busy ? (
        <>
          <CommandButton id="train.queue" size={30} />
          <BarTooltip label={strings.stopHint}>
            <Button
              variant="default"
              leftSection={<IconPlayerStopFilled size={14} />}
              disabled={!stop.enabled}
              onClick={stop.run}
            >
              {stopping ? strings.stopping : strings.stop}
            </Button>
          </BarTooltip>
          {/* Where Train was, and shut until the run has begun: a double click does no harm. */}
          <PauseOrResume />
        </>
      ) : (
        <>
          <Forecast />
          {elsewhere && <CommandButton id="train.queue" size={30} />}
          <TrainButton />
        </>
      )}
    </div>
  );
}
