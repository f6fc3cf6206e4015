import { IconAlertCircleFilled, IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Problem } from '../../../src/network/network.ts';
import { t } from '../../i18n/index.ts';
import css from './card.module.css';

/** A problem's code in words: `kernel-larger-than-input` is "Kernel larger than input". */
export function problemWord(code: string): string {
  const text = code.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The worst of a layer's problems in a word, or how many there are. */
export function ProblemChip({ problems }: { problems: readonly Problem[] }) {
  const worst = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  if (!worst) return null;
  const Icon = worst.severity === 'error' ? IconAlertCircleFilled : IconAlertTriangleFilled;
  return (
    <div
      className={css['chip']}
      data-severity={worst.severity}
      title={problems.map((problem) => problem.message).join('\n')}
    >
      <Icon size={12} aria-hidden="true" />
      <span>
        {problems.length === 1 ? problemWord(worst.code) : t.canvas.layer.problems(problems.length)}
      </span>
    </div>
  );
}
