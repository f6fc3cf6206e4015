import { Button } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconPlugConnected } from '@tabler/icons-react';
import { namePath } from '../../../src/document/place.ts';
import type { Problem } from '../../../src/network/network.ts';
import { sentence } from '../../../src/text/message.ts';
import { applyRepairAsEdit } from '../../actions/repairs.ts';
import { t } from '../../i18n/index.ts';
import { useHidden } from '../../stores/course/hidden.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useRanked } from '../../stores/document/rankedProblems.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { byTone, toneOf } from '../../ui/problemTone.ts';
import css from './inspector.module.css';

const icons = {
  error: IconAlertCircleFilled,
  warning: IconAlertTriangleFilled,
  pending: IconPlugConnected,
} as const;

function Item({ problem, at }: { problem: Problem; at: string | null }) {
  const { layer } = problem;
  const inside = useDocument(({ document }) => (layer === null ? null : namePath(document, layer)));
  const readOnly = useDocument((state) => state.readOnly);
  const repairs = useHidden('suggestions') ? [] : problem.repairs;
  const tone = toneOf(problem);
  const Icon = icons[tone];
  return (
    <li className={css['problem']} data-severity={tone}>
      <Icon size={14} aria-hidden="true" />
      <div>
        <p>{sentence(problem.message)}</p>
        {(repairs.length > 0 || (layer !== null && layer !== at)) && (
          <div className={css['repairs']}>
            {layer !== null && layer !== at && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => useSelection.getState().reveal(layer)}
              >
                {t.shell.problems.show(inside ?? layer)}
              </Button>
            )}
            {repairs.map((repair, index) => (
              <Button
                key={sentence(repair.label)}
                size="compact-xs"
                variant={index === 0 && tone !== 'pending' ? 'light' : 'default'}
                disabled={readOnly}
                onClick={() => applyRepairAsEdit(repair)}
              >
                {sentence(repair.label)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** The path of the layer that is shown already; what is elsewhere, inside of it, can be shown. */
  readonly at?: string;
}

/** More than these are in the dock below, where they have room. */
const most = 12;

/** Problems in words, each with its repairs as buttons. */
export function ProblemList({ problems: found, at }: ProblemListProps) {
  const problems = byTone(useRanked(found));
  if (problems.length === 0) return null;
  return (
    <>
      <ul className={css['problems']}>
        {problems.slice(0, most).map((problem) => (
          <Item
            key={`${problem.layer}:${problem.code}:${sentence(problem.message)}`}
            problem={problem}
            at={at ?? null}
          />
        ))}
      </ul>
      {problems.length > most && (
        <Button variant="subtle" onClick={() => useWorkspace.getState().showBottom('problems')}>
          {t.shell.problems.showAll(formatCount(problems.length))}
        </Button>
      )}
    </>
  );
}
