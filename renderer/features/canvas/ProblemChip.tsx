import { IconAlertCircleFilled, IconAlertTriangleFilled, IconBulbOff } from '@tabler/icons-react';
import type { Problem } from '../../../src/network/network.ts';
import { t } from '../../i18n/index.ts';
import type { Dead } from '../../stores/deadStore.ts';
import css from './card.module.css';

const words = t.canvas.layer;

/** A problem's code in words: `kernel-larger-than-input` is "Kernel larger than input". */
export function problemWord(code: string): string {
  const text = code.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface ProblemChipProps {
  readonly problems: readonly Problem[];
  /** What training has shown: units that are never on. */
  readonly dead?: Dead | null;
}

/** The worst of a layer's problems in a word, or how many there are; dead units are one of them. */
export function ProblemChip({ problems, dead = null }: ProblemChipProps) {
  const worst = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  if (!worst && !dead) return null;
  const error = worst?.severity === 'error';
  const Icon = error ? IconAlertCircleFilled : worst ? IconAlertTriangleFilled : IconBulbOff;
  const told = problems.map((problem) => problem.message);
  if (dead) told.push(words.deadAbout(dead.dead, dead.units, dead.called));
  const single = worst ? problemWord(worst.code) : dead ? words.dead(dead.dead, dead.units) : '';
  return (
    <div className={css['chip']} data-severity={error ? 'error' : 'warning'} title={told.join('\n')}>
      <Icon size={12} aria-hidden="true" />
      <span>{told.length === 1 ? single : words.problems(told.length)}</span>
    </div>
  );
}
