import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { type Message, sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import css from './lessons.module.css';

const words = t.lessons;

interface ShownCheck {
  readonly about: Message;
  readonly done: boolean;
  /** What it is worth; left out where that is nothing. */
  readonly points?: number;
}

/** What the network and the run have to fulfill, and which of it they do. */
export function Checks({ checks }: { readonly checks: readonly ShownCheck[] }) {
  return (
    <ul className={css['checks']} aria-label={words.checks}>
      {checks.map(({ about, done, points }) => {
        const Icon = done ? IconCircleCheck : IconCircle;
        return (
          <li key={sentence(about)} data-done={done || undefined}>
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <span className="visually-hidden">{done ? words.done : words.open}: </span>
            <span>
              {sentence(about)}
              {points !== undefined && (
                <span className={css['minutes']}> · {words.assignment.points(points)}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
