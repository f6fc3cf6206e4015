import type { FigureOf } from '../../../../src/insight/figure.ts';
import { barShares } from '../../../../src/insight/paint/image.ts';
import { t } from '../../../i18n/index.ts';
import { formatPercent } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from './figures.module.css';

type Bars = FigureOf<'bars'>;

/** What is said of a class: a share of 100 % only where it is a probability. */
export const formatClassValue = (meaning: Bars['meaning'], value: number): string =>
  meaning === 'probabilities' ? formatPercent(value, 1) : formatValue(value);

/** One bar per class, in the order of the classes; of many classes the likeliest. */
export function BarsFigure({ figure }: { readonly figure: Bars }) {
  const { labels, meaning, values, answer } = figure;
  const shares = barShares(figure);
  const all = labels.map((label, at) => ({ label, at, value: values[at] ?? 0, share: shares[at] ?? 0 }));
  const nearest = meaning === 'distances' ? 1 : -1;
  const shown = all.length <= 12 ? all : [...all].sort((a, b) => nearest * (a.value - b.value)).slice(0, 10);
  return (
    <ul className={css['bars']} aria-label={t.insight.prediction.bars[meaning]}>
      {shown.map(({ label, at, value, share }) => (
        <li key={at} data-top={at === answer}>
          <span className={css['barLabel']}>{label}</span>
          <span className={css['barTrack']} aria-hidden="true">
            <span className={css['barFill']} style={{ width: `${100 * share}%` }} />
          </span>
          <span className="numbers">{formatClassValue(meaning, value)}</span>
        </li>
      ))}
    </ul>
  );
}
