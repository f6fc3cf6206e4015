import { Checkbox } from '@mantine/core';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { formatDayAndTime } from '../../ui/dates.ts';
import { formatDuration, formatPercent } from '../../ui/numbers.ts';
import { runTitle } from '../../ui/runTitle.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import { RunMark } from './compare/RunMark.tsx';
import css from './runs.module.css';
import { type Score, scoreOf } from './summary.ts';

const strings = t.runs;

interface RunRowProps {
  readonly summary: RunSummary;
  /** Where it stands in the list, 0 first, of how many. */
  readonly place: number;
  readonly count: number;
  /** In pixels from the top of the list. */
  readonly top: number;
  /** Whether the tab key leads to it. */
  readonly tabStop: boolean;
  readonly onFocus: () => void;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  /** Its place among the runs side by side; null where it is not one of them. */
  readonly compared: number | null;
  /** False where there are enough of them already. */
  readonly comparable: boolean;
  readonly onCompare: (compare: boolean) => void;
}

/** A network that returns its input has no accuracy: how far off it is says how good it is. */
export const scoreFigure = ({ loss, accuracy }: Score): string =>
  accuracy === null ? strings.error(formatValue(loss)) : formatPercent(accuracy);

/** A run in two lines: what it is called and its score, then what it was, how it ended, and its tags. */
export function RunRow(props: RunRowProps) {
  const { summary, chosen, onChoose, compared, comparable, onCompare } = props;
  const { name, differs, state, dataset, epochs, seconds, startedAt, tags } = summary;
  const score = scoreOf(summary);
  const facts = [
    ...(differs ? [name] : []),
    t.training.states[state].title,
    dataset,
    strings.epochs(epochs.length),
    formatDuration(seconds),
    formatDayAndTime(new Date(startedAt)),
  ].join(', ');
  const tabIndex = props.tabStop ? 0 : -1;
  return (
    <li
      className={css['item']}
      style={{ top: props.top }}
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      onFocus={props.onFocus}
    >
      <Checkbox
        aria-label={strings.compare.choose(runTitle(summary))}
        checked={compared !== null}
        disabled={!comparable}
        tabIndex={tabIndex}
        onChange={(event) => onCompare(event.currentTarget.checked)}
      />
      <button
        type="button"
        className={css['row']}
        aria-pressed={chosen}
        tabIndex={tabIndex}
        title={[runTitle(summary), facts, tags.join(', ')].filter((line) => line !== '').join('\n')}
        onClick={onChoose}
      >
        <span className={css['rowMain']}>
          <span className={css['rowName']}>
            {compared !== null && <RunMark at={compared} />}
            {differs ? sentence(differs) : name}
          </span>
          <span className="numbers">
            {score ? scoreFigure(score) : strings.noAccuracy}
            {score && <small> {strings[score.of]}</small>}
          </span>
        </span>
        <span className={css['rowFacts']}>
          {tags.map((tag) => (
            <span key={tag} className={css['tag']}>
              {tag}
            </span>
          ))}
          {facts}
        </span>
      </button>
    </li>
  );
}
