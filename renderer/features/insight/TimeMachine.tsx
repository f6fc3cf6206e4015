import { ActionIcon, Button, Slider, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { fork } from '../../stores/runs/opening.ts';
import { useRun } from '../../stores/runs/runStore.ts';
import { momentOf, useViewChoice } from '../../stores/window/viewStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import css from './insight.module.css';
import layout from './views.module.css';

const strings = t.insight.time;

/** Milliseconds that a moment is shown while they play. */
const frameInterval = 900;

/** One slider over the kept checkpoints of a run: every view shows the weights of that moment. */
export function TimeMachine({ run }: { readonly run: string }) {
  const state = useRun(({ training }) =>
    training.phase === 'run' && training.run.run === run
      ? `${training.run.state} ${training.run.epochs.length}`
      : 'kept',
  );
  const params = useMemo(() => ({ run }), [run]);
  const { value } = useCall('runs.checkpoints', params, { revision: state });
  const steps = useViewChoice(momentOf(run));
  const { setMoment } = useViewChoice.getState();
  const [playing, setPlaying] = useState(false);
  const checkpoints = useMemo(() => value?.checkpoints ?? [], [value]);
  const found = checkpoints.findIndex((each) => each.steps === steps);
  // The last position is the run as it is used: no checkpoint.
  const last = checkpoints.length;
  const at = found < 0 ? last : found;
  const go = (next: number): void => {
    const moment = checkpoints[next];
    setMoment(moment ? { run, steps: moment.steps } : null);
  };
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const next = checkpoints[at + 1];
      setMoment(next ? { run, steps: next.steps } : null);
      if (at + 1 >= last) setPlaying(false);
    }, frameInterval);
    return () => clearTimeout(timer);
  }, [playing, at, last, checkpoints, run, setMoment]);
  if (!value || last < 2) return null;
  const chosen = checkpoints[at];
  const label = chosen ? strings.at(formatCount(chosen.steps), chosen.epoch - 1, chosen.batch) : strings.now;
  const play = (): void => {
    if (!playing && at >= last) go(0);
    setPlaying(!playing);
  };
  const begin = async (): Promise<void> => {
    if (!chosen) return;
    try {
      await fork(run, chosen.steps);
    } catch (error) {
      notifications.show({ color: 'red', message: explain(error) });
    }
  };
  return (
    <section aria-label={strings.title} className={layout['time']}>
      <Tooltip label={playing ? strings.pause : strings.play}>
        <ActionIcon aria-label={playing ? strings.pause : strings.play} onClick={play}>
          {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        className={layout['timeSlider'] ?? ''}
        min={0}
        max={last}
        step={1}
        label={null}
        value={at}
        marks={last <= 24 ? [...checkpoints, null].map((_, place) => ({ value: place })) : []}
        thumbLabel={strings.title}
        aria-label={strings.title}
        onChange={(next) => {
          setPlaying(false);
          go(next);
        }}
      />
      <span className={`${css['small']} numbers ${layout['timeLabel']}`} aria-live="polite">
        {label}
      </span>
      {chosen && (
        <Button size="compact-xs" variant="default" title={strings.forkAbout} onClick={() => void begin()}>
          {strings.fork}
        </Button>
      )}
    </section>
  );
}
