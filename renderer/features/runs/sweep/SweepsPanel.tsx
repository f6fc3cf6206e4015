import { Button, Progress, Select } from '@mantine/core';
import { useState } from 'react';
import type { SweepInfo } from '../../../../src/protocol/sweeps.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { lookInside, openNetwork } from '../../../stores/runs/opening.ts';
import { useSweeps } from '../../../stores/runs/sweepStore.ts';
import { alertError, useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { Note } from '../../../ui/Note.tsx';
import { pointName } from './figures.ts';
import { ParallelPlot } from './ParallelPlot.tsx';
import { ParetoPlot } from './ParetoPlot.tsx';
import { PointTable } from './PointTable.tsx';
import { SearchFront } from './SearchFront.tsx';
import css from './sweep.module.css';

const strings = t.runs.sweep;

/** More than these cannot be distinguished. */
const maxAxes = 8;

function act(work: Promise<unknown> | undefined): void {
  work?.then(
    () => useSweeps.getState().refresh(),
    (error: unknown) => alertError(() => t.runs.actionFailed, error),
  );
}

/** The sweeps: one of them in figures, its combinations in a table and two plots. */
export function SweepsPanel() {
  const { sweeps, shown, show } = useSweeps();
  const sweep = sweeps.find((other) => other.sweep === shown) ?? sweeps[0];
  const begin = (): void => useWorkspace.getState().setDialog('sweep');
  if (!sweep) {
    return (
      <Note
        title={strings.none}
        action={
          <Button variant="default" onClick={begin}>
            {strings.new}
          </Button>
        }
      >
        {strings.noneAbout}
      </Note>
    );
  }
  return (
    <section aria-label={strings.title} className={css['panel']}>
      <div className={css['head']}>
        <Select
          aria-label={strings.choose}
          data={sweeps.map(({ sweep: value, name }) => ({ value, label: name }))}
          value={sweep.sweep}
          allowDeselect={false}
          onChange={(next) => next !== null && show(next)}
          className={css['select']}
        />
        <Button variant="default" onClick={begin}>
          {strings.new}
        </Button>
      </div>
      <Sweep key={sweep.sweep} sweep={sweep} />
    </section>
  );
}

function Sweep({ sweep }: { readonly sweep: SweepInfo }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const client = useEngine((state) => state.client);
  const { points, rungs, rung, state, message } = sweep;
  const settled = points.filter((point) => point.state !== 'waiting').length;
  // A search makes its points as it goes.
  const all = Math.max(points.length, state === 'running' && rung === 0 ? rungs[0]!.count : 0);
  const point = points.find((other) => other.point === chosen);
  const running = state === 'running';
  return (
    <>
      <div className={css['state']}>
        <p>
          {strings.sweepStates[state]}
          {rungs.length > 1 && `, ${strings.rung(rung + 1, rungs.length, rungs[rung]!.epochs)}`},{' '}
          {strings.settled(settled, all)}
          {message !== '' && ` ${sentence(message)}`}
        </p>
        {running && <Progress size={6} value={(100 * settled) / all} aria-label={strings.progress} />}
        <div className={css['buttons']}>
          {running ? (
            <Button
              variant="default"
              title={strings.stopAbout}
              onClick={() => act(client?.call('sweep.stop', { sweep: sweep.sweep }))}
            >
              {strings.stop}
            </Button>
          ) : (
            <>
              {state === 'stopped' && (
                <Button
                  variant="default"
                  title={strings.resumeAbout}
                  onClick={() => act(client?.call('sweep.resume', { sweep: sweep.sweep }))}
                >
                  {strings.resume}
                </Button>
              )}
              <Button
                variant="subtle"
                color="red"
                title={strings.removeAbout}
                onClick={() => act(client?.call('sweep.delete', { sweep: sweep.sweep }))}
              >
                {strings.remove}
              </Button>
            </>
          )}
        </div>
      </div>
      <SearchFront sweep={sweep} />
      <ParetoPlot sweep={sweep} chosen={chosen} onChoose={setChosen} />
      {sweep.spec.varied.length <= maxAxes && (
        <ParallelPlot sweep={sweep} chosen={chosen} onChoose={setChosen} />
      )}
      {point && (
        <div className={css['chosen']} role="status">
          <p>
            {strings.pointTitle(pointName(point), strings.states[point.state])}
            {point.message !== '' && ` ${sentence(point.message)}`}
          </p>
          {point.run !== null && (
            <div className={css['buttons']}>
              <Button variant="default" onClick={() => act(openNetwork(point.run!))}>
                {strings.open}
              </Button>
              <Button variant="default" onClick={() => act(lookInside(point.run!))}>
                {t.runs.inspect}
              </Button>
            </div>
          )}
        </div>
      )}
      <PointTable sweep={sweep} chosen={chosen} onChoose={setChosen} />
    </>
  );
}
