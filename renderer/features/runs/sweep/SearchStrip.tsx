import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { SweepInfo } from '../../../../src/protocol/sweeps.ts';
import { t } from '../../../i18n/index.ts';
import { useSweeps } from '../../../stores/runs/sweepStore.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { isAccuracy } from './figures.ts';
import { FrontCard, useFront } from './SearchFront.tsx';
import css from './strip.module.css';

const strings = t.runs.sweep.strip;

/** Below the canvas: the best networks of the search that runs, or ran last, as they are found. */
export function SearchStrip() {
  const { sweeps, strip } = useSweeps();
  const stage = useWorkspace((state) => state.stage);
  const sweep = sweeps.find((each) => each.sweep === strip?.sweep);
  // The Runs stage shows them larger, in its dock.
  if (!sweep || !strip?.open || stage === 'runs') return null;
  return <Strip sweep={sweep} />;
}

function Strip({ sweep }: { readonly sweep: SweepInfo }) {
  const front = useFront(sweep);
  const { points, rungs, rung, state } = sweep;
  const running = state === 'running';
  const done = points.filter((point) => point.state !== 'waiting').length;
  const all = running && rung === 0 ? rungs[0]!.count : points.length;
  const title = running ? strings.title : strings.ended;
  return (
    <section className={css['strip']} aria-label={title}>
      <header className={css['head']}>
        <h2>{title}</h2>
        <p role="status">{strings.progress(done, all, front.length)}</p>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            useSweeps.getState().show(sweep.sweep);
            useWorkspace.getState().setStage('runs');
          }}
        >
          {strings.more}
        </Button>
        <ActionIcon aria-label={strings.close} onClick={() => useSweeps.getState().closeStrip()}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      {front.length === 0 ? (
        <p className={css['waiting']}>{strings.waiting}</p>
      ) : (
        <ul className={css['cards']}>
          {front.map((point) => (
            <li key={point.point}>
              <FrontCard point={point} accuracy={isAccuracy(sweep)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
