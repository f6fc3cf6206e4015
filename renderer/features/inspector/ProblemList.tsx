import { Button } from '@mantine/core';
import { IconAlertCircleFilled, IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Problem } from '../../../src/network/network.ts';
import { applyRepair } from '../../../src/network/repair.ts';
import { useDocument } from '../../stores/documentStore.ts';
import css from './inspector.module.css';

function Item({ problem }: { problem: Problem }) {
  const readOnly = useDocument((state) => state.readOnly);
  const Icon = problem.severity === 'error' ? IconAlertCircleFilled : IconAlertTriangleFilled;
  return (
    <li className={css['problem']} data-severity={problem.severity}>
      <Icon size={14} aria-hidden="true" />
      <div>
        <p>{problem.message}</p>
        {problem.repairs.length > 0 && (
          <div className={css['repairs']}>
            {problem.repairs.map((repair, index) => (
              <Button
                key={repair.label}
                size="compact-xs"
                variant={index === 0 ? 'filled' : 'default'}
                disabled={readOnly}
                onClick={() =>
                  useDocument.getState().commit(repair.label, (document) => applyRepair(document, repair))
                }
              >
                {repair.label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** Problems in words, each with its repairs as buttons. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={css['problems']}>
      {problems.map((problem) => (
        <Item key={`${problem.layer}:${problem.code}:${problem.message}`} problem={problem} />
      ))}
    </ul>
  );
}
