import { useMemo } from 'react';
import { t } from '../../../i18n/index.ts';
import { formatCount } from '../../../ui/numbers.ts';
import css from '../data.module.css';
import own from './explore.module.css';
import { countsOf, type Labels } from './labels.ts';

const words = t.explore.counts;

interface ClassCountsProps {
  readonly labels: Labels;
  readonly classes: readonly string[];
}

/** How many examples of each class the splits have, side by side; each split fills its own column. */
export function ClassCounts({ labels, classes }: ClassCountsProps) {
  const counts = useMemo(
    () => ({ train: countsOf(labels.train, classes.length), test: countsOf(labels.test, classes.length) }),
    [labels, classes.length],
  );
  const most = { train: Math.max(1, ...counts.train), test: Math.max(1, ...counts.test) };
  const splits = ['train', 'test'] as const;
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      <div className={own['tableScroll']}>
        <table className={own['counts']}>
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              {splits.map((split) => (
                <th key={split} scope="col">
                  {words[split](formatCount(labels[split].length))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((name, at) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {splits.map((split) => (
                  <td key={split}>
                    <div
                      className={own['bar']}
                      data-split={split}
                      style={{ width: `${(60 * (counts[split][at] ?? 0)) / most[split]}%` }}
                    />
                    <span className="numbers">{formatCount(counts[split][at] ?? 0)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
