import { Checkbox } from '@mantine/core';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { formatDuration, formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import { RunMark } from './compare/RunMark.tsx';
import css from './runs.module.css';
import { type Score, scoreOf } from './summary.ts';

const strings = t.runs;
const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

interface RunRowProps {
  readonly summary: RunSummary;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  /** Its place among the runs side by side; null where it is not one of them. */
  readonly compared: number | null;
  /** False where there are enough of them already. */
  readonly comparable: boolean;
  readonly onCompare: (compare: boolean) => void;
}

/** A network that gives back its input has no accuracy: how far off it is tells how good it is. */
export const figure = ({ loss, accuracy }: Score): string =>
  accuracy === null ? strings.error(formatValue(loss)) : formatPercent(accuracy);

/** A run in two lines: name and score, then what it was and how it ended. */
export function RunRow({ summary, chosen, onChoose, compared, comparable, onCompare }: RunRowProps) {
  const score = scoreOf(summary);
  const facts = [
    t.training.states[summary.state].title,
    summary.dataset,
    strings.epochs(summary.epochs.length),
    formatDuration(summary.seconds),
    date.format(new Date(summary.startedAt)),
  ];
  return (
    <li className={css['item']}>
      <Checkbox
        aria-label={strings.compare.choose(summary.name)}
        checked={compared !== null}
        disabled={!comparable}
        onChange={(event) => onCompare(event.currentTarget.checked)}
      />
      <button type="button" className={css['row']} aria-pressed={chosen} onClick={onChoose}>
        <span className={css['rowMain']}>
          <span className={css['rowName']}>
            {compared !== null && <RunMark at={compared} />}
            {summary.name}
          </span>
          <span className="numbers">
            {score ? figure(score) : strings.noAccuracy}
            {score && <small> {strings[score.of]}</small>}
          </span>
        </span>
        <span className={css['small']}>{facts.join(', ')}</span>
        {summary.tags.length > 0 && (
          <span className={css['tags']}>
            {summary.tags.map((tag) => (
              <span key={tag} className={css['tag']}>
                {tag}
              </span>
            ))}
          </span>
        )}
      </button>
    </li>
  );
}
