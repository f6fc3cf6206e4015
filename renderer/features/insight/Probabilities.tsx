import { t } from '../../i18n/index.ts';
import { formatPercent } from '../../ui/numbers.ts';
import css from './insight.module.css';

interface ProbabilitiesProps {
  readonly labels: readonly string[];
  readonly probabilities: readonly number[];
  /** The class of the highest probability. */
  readonly top: number;
}

/** One bar a class, in the order of the classes; of many classes the likeliest. */
export function Probabilities({ labels, probabilities, top }: ProbabilitiesProps) {
  const all = labels.map((label, at) => ({ label, at, share: probabilities[at] ?? 0 }));
  const shown = all.length <= 12 ? all : [...all].sort((a, b) => b.share - a.share).slice(0, 10);
  return (
    <ul className={css['bars']} aria-label={t.insight.prediction.probabilities}>
      {shown.map(({ label, at, share }) => (
        <li key={at} data-top={at === top}>
          <span className={css['barLabel']}>{label}</span>
          <span className={css['barTrack']} aria-hidden="true">
            <span
              className={css['barFill']}
              style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }}
            />
          </span>
          <span className="numbers">{formatPercent(share, 1)}</span>
        </li>
      ))}
    </ul>
  );
}
