import { Button, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconPlugConnected,
  IconTool,
} from '@tabler/icons-react';
import { useState } from 'react';
import { namePath } from '../../../src/document/place.ts';
import type { Problem } from '../../../src/network/network.ts';
import { sentence } from '../../../src/text/message.ts';
import { applyRepairAsEdit } from '../../actions/repairs.ts';
import { t } from '../../i18n/index.ts';
import { useHidden } from '../../stores/course/hidden.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useRanked } from '../../stores/document/rankedProblems.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useTrainedProblems } from '../../stores/runs/healthStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { byTone, toneOf } from '../../ui/problemTone.ts';
import css from './problems.module.css';

const strings = t.shell.problems;
const severities = {
  error: { Icon: IconExclamationCircle, word: 'error', className: css['error'] },
  warning: { Icon: IconAlertTriangle, word: 'warning', className: css['warning'] },
  pending: { Icon: IconPlugConnected, word: 'pending', className: css['pending'] },
} as const;

function ProblemItem({ problem }: { problem: Omit<Problem, 'code'> }) {
  const name = useDocument(({ document }) => {
    const at = problem.layer;
    const named = at === null ? null : namePath(document, at);
    return named === at ? null : named;
  });
  const readOnly = useDocument((state) => state.readOnly);
  const { Icon, word, className } = severities[toneOf(problem)];
  const { layer } = problem;
  const repairs = useHidden('suggestions') ? [] : problem.repairs;
  return (
    <li className={css['item']}>
      <span className={`${css['severity']} ${className}`}>
        <Icon size={16} stroke={1.75} aria-hidden="true" />
        <span className="visually-hidden">{strings[word]}: </span>
      </span>
      {layer !== null && name !== null ? (
        <UnstyledButton
          className={css['where']}
          aria-label={strings.show(name)}
          onClick={() => useSelection.getState().reveal(layer)}
        >
          {name}
        </UnstyledButton>
      ) : (
        <span className={css['whole']}>{strings.network}</span>
      )}
      <span className={css['message']}>{sentence(problem.message)}</span>
      <span className={css['repairs']}>
        {repairs.map((repair, index) => (
          <Button
            key={sentence(repair.label)}
            size="compact-xs"
            variant={index === 0 ? 'light' : 'subtle'}
            leftSection={index === 0 ? <IconTool size={14} stroke={1.75} /> : null}
            disabled={readOnly}
            aria-label={strings.repair(sentence(repair.label))}
            onClick={() => applyRepairAsEdit(repair)}
          >
            {sentence(repair.label)}
          </Button>
        ))}
      </span>
    </li>
  );
}

/** Who has more has the same one many times. */
const atFirst = 60;

/** What is wrong with the network: errors first, each with its way out. */
export function ProblemsFeature() {
  const drawn = useRanked(useAnalysis((state) => state.analysis.problems));
  const trained = useTrainedProblems();
  const problems = [...drawn, ...trained];
  const [all, setAll] = useState(false);
  const empty = useDocument((state) => state.document.layers.length === 0);
  if (problems.length === 0 || empty)
    return (
      <div className={css['none']}>
        {!empty && <IconCircleCheck size={18} stroke={1.75} className={css['good']} aria-hidden="true" />}
        <Text size="sm" c="dimmed">
          {empty ? strings.noneYet : strings.none}
        </Text>
      </div>
    );
  const shown = all ? problems.length : atFirst;
  const sorted = byTone(problems);
  return (
    <>
      <ul className={css['list']} aria-label={t.shell.docks.problems}>
        {sorted.slice(0, shown).map((problem) => (
          <ProblemItem
            key={`${problem.code} ${problem.layer} ${sentence(problem.message)}`}
            problem={problem}
          />
        ))}
      </ul>
      {sorted.length > shown && (
        <Button variant="subtle" className={css['more']} onClick={() => setAll(true)}>
          {strings.showAll(formatCount(sorted.length))}
        </Button>
      )}
    </>
  );
}
