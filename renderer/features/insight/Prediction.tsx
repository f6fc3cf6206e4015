import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Figure, type FigureOf, firstFigure } from '../../../src/insight/figure.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { momentOf, useViewChoice } from '../../stores/window/viewStore.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { BarsFigure, formatClassValue } from './figures/BarsFigure.tsx';
import { Figures } from './figures/Figures.tsx';
import css from './insight.module.css';
import { useNetworkExample } from './useNetworkExample.ts';
import { useView } from './useView.ts';
import { useWeightsRevision } from './useWeightsRevision.ts';

const strings = t.insight.prediction;

interface PredictionProps {
  readonly run: string;
  readonly image: Image | null;
  /** The image's label where it is known. */
  readonly truth: number | null;
}

/** What the network makes of the image: its class in large and how sure it is, or the image returned. */
export function Prediction({ run, image, truth }: PredictionProps) {
  const checkpoint = useViewChoice(momentOf(run));
  const given = useNetworkExample(image);
  const params = useMemo(
    () => given && { run, view: 'prediction' as const, ...given, checkpoint },
    [run, given, checkpoint],
  );
  const revision = useWeightsRevision(run);
  const { state, figures, error, retry } = useView(params, { debounce: 40, revision });
  if (state === 'failed') return <FailedCall title={strings.failed} error={error} retry={retry} />;
  if (!given || !figures) return <p className={css['waiting']}>{given ? strings.busy : strings.waiting}</p>;
  const classes = firstFigure(figures, 'bars');
  return (
    <div className={css['prediction']} aria-busy={state === 'busy'}>
      {classes ? <PredictedClass classes={classes} truth={truth} /> : <Reconstruction figures={figures} />}
    </div>
  );
}

/** What an autoencoder reconstructs, on the scale of what it was shown, and where the two differ. */
function Reconstruction({ figures }: { readonly figures: readonly Figure[] }) {
  const shown = useMemo(
    () => figures.filter((each) => each.figure !== 'picture' || each.of !== 'input'),
    [figures],
  );
  return (
    <div className={css['reconstruction']}>
      <Figures figures={shown} />
    </div>
  );
}

interface VerdictProps {
  readonly classes: FigureOf<'bars'>;
  readonly truth: number | null;
}

function PredictedClass({ classes, truth }: VerdictProps) {
  const { answer, labels, meaning, values } = classes;
  const label = labels[answer] ?? String(answer);
  const detail = strings.detail[meaning](formatClassValue(meaning, values[answer] ?? 0));
  const right = answer === truth;
  return (
    <>
      <p className={css['verdict']}>
        <span className="visually-hidden" role="status">
          {strings.answerIs(label, detail)}
        </span>
        <span
          className={css['answer']}
          data-short={label.length <= 2}
          data-testid="prediction"
          aria-hidden="true"
        >
          {label}
        </span>
        <span className="numbers" aria-hidden="true">
          {detail}
        </span>
        {truth !== null && (
          <span className={css['check']} data-right={right}>
            {right ? <IconCheck size={14} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}
            {right ? strings.right : strings.wrong}
          </span>
        )}
      </p>
      <BarsFigure figure={classes} />
    </>
  );
}
