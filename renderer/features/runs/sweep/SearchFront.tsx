import { useEffect, useMemo, useState } from 'react';
import { analyze } from '../../../../src/network/analyze.ts';
import type { Analysis } from '../../../../src/network/network.ts';
import type { SweepInfo, SweepPoint } from '../../../../src/protocol/sweeps.ts';
import { frontOf, goalsOf } from '../../../../src/sweep/search/goals.ts';
import { t } from '../../../i18n/index.ts';
import { networkOf, openNetwork } from '../../../stores/runs/opening.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { NetworkPicture } from '../../../ui/NetworkPicture.tsx';
import { isAccuracy, writeScore } from './figures.ts';
import css from './sweep.module.css';

const strings = t.runs.sweep;

/** The networks of a search that no other beats in all that it weighs, smallest first; of another sweep none. */
export function useFront({ points, spec: { method } }: SweepInfo): readonly SweepPoint[] {
  return useMemo(() => {
    if (method.kind !== 'search') return [];
    const found = frontOf(points, (point) => goalsOf(point, method.costs));
    return [...found].sort((a, b) => a.params - b.params);
  }, [points, method]);
}

/** The best networks of a search as pictures; each opens as a document. */
export function SearchFront({ sweep }: { readonly sweep: SweepInfo }) {
  const front = useFront(sweep);
  if (front.length === 0) return null;
  const accuracy = isAccuracy(sweep);
  return (
    <section aria-label={strings.frontTitle}>
      <h3 className={css['frontTitle']}>{strings.frontTitle}</h3>
      <ul className={css['cards']}>
        {front.map((point) => (
          <li key={point.point}>
            <FrontCard point={point} accuracy={accuracy} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a run's network looks like; null until the engine has sent it. */
function useNetworkOf(run: string | null): Analysis | null {
  const [analysis, setAnalysis] = useState<Analysis | null>(null);
  useEffect(() => {
    let current = true;
    if (run !== null)
      networkOf(run).then(
        (document) => current && document && setAnalysis(analyze(document, null)),
        // Without its picture the card still says what it came to.
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [run]);
  return analysis;
}

/** One network of the front: what it looks like and what it came to. Opens in a tab of its own. */
export function FrontCard({ point, accuracy }: { readonly point: SweepPoint; readonly accuracy: boolean }) {
  const { run, score, params } = point;
  const analysis = useNetworkOf(run);
  const title = strings.trial(point.point);
  const open = (): void => {
    if (run !== null) openNetwork(run).catch((error) => alertError(() => t.runs.actionFailed, error));
  };
  return (
    <button type="button" className={css['frontCard']} disabled={run === null} onClick={open}>
      <span className={css['frontPicture']}>
        {analysis && <NetworkPicture analysis={analysis} title={title} />}
      </span>
      <strong>{writeScore(score!, accuracy)}</strong>
      <span>{strings.paramsOf(params)}</span>
      <span className={css['frontTrial']}>{title}</span>
    </button>
  );
}
