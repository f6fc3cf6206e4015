import type { RunSummary } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { formatDuration, formatPercent } from '../../ui/numbers.ts';
import css from './runs.module.css';
import { accuracyOf } from './summary.ts';

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
}

/** A run in two lines: name and accuracy, then what it was and how it ended. */
export function RunRow({ summary, chosen, onChoose }: RunRowProps) {
  const accuracy = accuracyOf(summary);
  const facts = [
    t.training.states[summary.state].title,
    summary.dataset,
    strings.epochs(summary.epochs.length),
    formatDuration(summary.seconds),
    date.format(new Date(summary.startedAt)),
  ];
  return (
    <li>
      <button type="button" className={css['row']} aria-pressed={chosen} onClick={onChoose}>
        <span className={css['rowMain']}>
          <span className={css['rowName']}>{summary.name}</span>
          <span className="numbers">
            {accuracy ? formatPercent(accuracy.share) : strings.noAccuracy}
            {accuracy && <small> {strings[accuracy.of]}</small>}
          </span>
        </span>
        <span className={css['small']}>{facts.join(', ')}</span>
      </button>
    </li>
  );
}
