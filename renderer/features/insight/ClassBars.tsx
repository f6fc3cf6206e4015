import { t } from '../../i18n/index.ts';
import css from './insight.module.css';
import { type ClassPrediction, formatClassValue } from './meaning.ts';

/** How much of its track the bar of a value fills, from 0 to 1. */
const shares: Readonly<
  Record<ClassPrediction['meaning'], (value: number, lowest: number, highest: number) => number>
> = {
  probabilities: (value) => value,
  // Scores have no end on either side: the bars reach from the lowest to the highest.
  scores: (value, lowest, highest) => (highest > lowest ? (value - lowest) / (highest - lowest) : 0),
  distances: (value, _lowest, highest) => (highest > 0 ? value / highest : 0),
};

/** One bar per class, in the order of the classes; of many classes the likeliest. */
export function ClassBars({ prediction }: { readonly prediction: ClassPrediction }) {
  const { labels, meaning, values, label: top } = prediction;
  const all = labels.map((label, at) => ({ label, at, value: values[at] ?? 0 }));
  const nearest = meaning === 'distances' ? 1 : -1;
  const shown = all.length <= 12 ? all : [...all].sort((a, b) => nearest * (a.value - b.value)).slice(0, 10);
  const lowest = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return (
    <ul className={css['bars']} aria-label={t.insight.prediction.bars[meaning]}>
      {shown.map(({ label, at, value }) => (
        <li key={at} data-top={at === top}>
          <span className={css['barLabel']}>{label}</span>
          <span className={css['barTrack']} aria-hidden="true">
            <span
              className={css['barFill']}
              style={{ width: `${100 * Math.min(1, Math.max(0, shares[meaning](value, lowest, highest)))}%` }}
            />
          </span>
          <span className="numbers">{formatClassValue(meaning, value)}</span>
        </li>
      ))}
    </ul>
  );
}
