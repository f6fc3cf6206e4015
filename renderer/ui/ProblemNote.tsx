import { Button } from '@mantine/core';
import type { Problem, Repair } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';
import { Note } from './Note.tsx';

interface ProblemNoteProps {
  readonly problem: Problem;
  readonly tone: 'warning' | 'error';
  readonly readOnly: boolean;
  readonly onRepair: (repair: Repair) => void;
}

/** A problem where it concerns what is shown, with a button for each of its repairs. */
export const ProblemNote = ({ problem, tone, readOnly, onRepair }: ProblemNoteProps) => (
  <Note
    tone={tone}
    title={sentence(problem.message)}
    action={problem.repairs.map((repair) => (
      <Button
        key={sentence(repair.label)}
        variant="default"
        disabled={readOnly}
        onClick={() => onRepair(repair)}
      >
        {sentence(repair.label)}
      </Button>
    ))}
  />
);
