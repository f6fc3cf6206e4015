import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { fork } from '../../stores/runs/opening.ts';
import { formatCount } from '../../ui/numbers.ts';
import { runTitle } from '../../ui/runTitle.ts';
import { scoreFigure } from './RunRow.tsx';
import css from './runs.module.css';
import { scoreOf } from './summary.ts';

const strings = t.runs.checkpoints;

type Checkpoint = CallResult<'runs.checkpoints'>['checkpoints'][number];

/** Where it was taken; the figures of the epoch that it closes, where it closes one. */
function aboutOf({ steps, batch, record }: Checkpoint): string {
  const score = record && scoreOf({ test: null, epochs: [record] });
  const figures = score && `${scoreFigure(score)} ${t.runs[score.of]}`;
  return [strings.steps(formatCount(steps)), ...(batch === 0 && figures ? [figures] : [])].join(', ');
}

/** The moments of a run that were kept, newest first; a new run can start from each. */
export function Checkpoints({
  summary,
  act,
}: {
  readonly summary: RunSummary;
  readonly act: (work: () => Promise<unknown>) => void;
}) {
  const { run, epochs, state } = summary;
  const params = useMemo(() => ({ run }), [run]);
  const {
    state: asked,
    value,
    error,
  } = useCall('runs.checkpoints', params, {
    revision: `${epochs.length} ${state}`,
  });
  const begin = async (steps: number): Promise<void> => {
    if (await fork(run, steps))
      notifications.show({ color: 'green', message: strings.queued(runTitle(summary)) });
  };
  if (!value && asked !== 'failed') return null;
  return (
    <section aria-label={strings.title}>
      <h3 className={css['title']}>{strings.title}</h3>
      {asked === 'failed' && <p className={css['small']}>{`${strings.failed}: ${error}`}</p>}
      {value?.checkpoints.length === 0 && <p className={css['small']}>{strings.none}</p>}
      <ul className={css['checkpoints']}>
        {[...(value?.checkpoints ?? [])].reverse().map((checkpoint) => {
          const { steps, epoch, batch, best } = checkpoint;
          return (
            <li key={steps}>
              <span className={css['queueWords']}>
                <span>
                  {batch === 0
                    ? strings.after(formatCount(epoch - 1))
                    : strings.within(formatCount(epoch), formatCount(batch))}{' '}
                  {best && <span className={css['tag']}>{strings.best}</span>}
                </span>
                <span className={css['small']}>{aboutOf(checkpoint)}</span>
              </span>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={strings.forkAbout(formatCount(steps))}
                title={strings.forkAbout(formatCount(steps))}
                onClick={() => act(() => begin(steps))}
              >
                {strings.fork}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
