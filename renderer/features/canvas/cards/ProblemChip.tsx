import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconBulbOff,
  IconPlugConnected,
} from '@tabler/icons-react';
import type { Problem } from '../../../../src/network/network.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import type { DeadUnits } from '../../../stores/runs/deadUnitsStore.ts';
import { toneOf, worstTone } from '../../../ui/problemTone.ts';
import css from './chip.module.css';

const words = t.canvas.layer;

/** What is only still to come is said in gentler words than what is wrong. */
const chipWord = ({ code, pending }: Problem): string =>
  pending ? (words.pending[code] ?? words.notConnected) : words.problemWords[code];

const icons = {
  error: IconAlertCircleFilled,
  warning: IconAlertTriangleFilled,
  pending: IconPlugConnected,
} as const;

interface ProblemChipProps {
  readonly problems: readonly Problem[];
  /** What training has shown: units that are never on. */
  readonly dead?: DeadUnits | null;
}

/** The worst of a layer's problems in a word, or how many there are; dead units are one of them. */
export function ProblemChip({ problems, dead = null }: ProblemChipProps) {
  const tone = worstTone(problems);
  const worst = problems.find((problem) => toneOf(problem) === tone);
  if (!worst && !dead) return null;
  const Icon = worst ? icons[toneOf(worst)] : IconBulbOff;
  const lines = problems.map((problem) => sentence(problem.message));
  if (dead) lines.push(words.deadAbout(dead.dead, dead.units, dead.called));
  const single = worst ? chipWord(worst) : dead ? words.dead(dead.dead, dead.units) : '';
  return (
    <div className={css['chip']} data-severity={tone ?? 'warning'} title={lines.join('\n')}>
      <Icon size={12} aria-hidden="true" />
      <span>{lines.length === 1 || tone === 'pending' ? single : words.problems(lines.length)}</span>
    </div>
  );
}
