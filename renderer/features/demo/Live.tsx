import { Progress } from '@mantine/core';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { formatRoundPercent } from '../../ui/numbers.ts';
import css from './demo.module.css';
import type { Demo } from './demos.ts';
import { HideScreen } from './HideScreen.tsx';
import { PoseGame } from './PoseGame.tsx';
import { useAnswers } from './useAnswers.ts';

const words = t.demo;

interface LiveProps {
  readonly demo: Demo;
  readonly run: string;
  /** The classes in the order of the network's outputs. */
  readonly labels: readonly string[];
  /** What each class of the demonstration is called. */
  readonly nameOf: (id: Demo['classes'][number]['id']) => string;
  readonly capture: () => Image | null;
}

/** What the network says of the camera, smoothed, and what that sets off. */
export function Live({ demo, run, labels, nameOf, capture }: LiveProps) {
  const { confidence, active, latest, taken } = useAnswers(run, labels, capture);
  const chosen = active === null ? null : labels[active]!;
  const acting = demo.classes.find(({ id }) => nameOf(id) === chosen) ?? null;
  return (
    <>
      <div
        className={css['bars']}
        data-testid="demo-answer"
        data-active={acting?.id ?? ''}
        data-taken={taken}
        data-latest={
          demo.classes.find(({ id }) => latest !== null && nameOf(id) === labels[latest])?.id ?? ''
        }
      >
        {labels.map((label, at) => (
          <div key={label} className={css['bar']} data-active={at === active || undefined}>
            <span>{label}</span>
            <Progress value={100 * confidence[at]!} aria-label={label} transitionDuration={0} />
            <span className="numbers">{formatRoundPercent(confidence[at]!, 0)}</span>
          </div>
        ))}
      </div>
      {active === null && <p className={css['small']}>{words.unsure}</p>}
      {demo.does === 'hide' ? (
        <HideScreen hidden={acting?.id === 'near'} />
      ) : (
        <PoseGame pressed={acting?.key ?? null} />
      )}
    </>
  );
}
