import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AssignedCheck, Assignment } from '../../../src/course/assignment/assignment.ts';
import { t } from '../../i18n/index.ts';
import { submit } from '../../stores/course/assignmentStore.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { activeTab } from '../../stores/tabs/activeTab.ts';
import { alertError } from '../../stores/window/workspaceStore.ts';
import { Checks } from './Checks.tsx';
import css from './lessons.module.css';
import { useScores } from './useChecks.ts';

const words = t.lessons.assignment;
const studentKey = 'convas.student';

/** The assignment of the open document: its checks as they stand now, and the hand-in. */
export function AssignmentView({
  assignment,
  checks,
  onLeave,
}: {
  readonly assignment: Assignment;
  readonly checks: readonly AssignedCheck[];
  readonly onLeave: () => void;
}) {
  const document = useDocument((state) => state.document);
  const analysis = useAnalysis((state) => state.analysis);
  const run = useScores();
  const [student, setStudent] = useState(() => localStorage.getItem(studentKey) ?? '');
  const [place, setPlace] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    localStorage.setItem(studentKey, student);
    setPlace(await submit(activeTab(), student.trim()));
  };
  return (
    <section className={css['lesson']} aria-label={words.label}>
      <h2 className={css['lessonTitle']}>{assignment.title}</h2>
      <p className={css['note']}>{words.lead(assignment.id)}</p>
      {assignment.locked.length > 0 && (
        <p className={css['note']}>{words.locked(assignment.locked.join(', '))}</p>
      )}
      {checks.length > 0 && (
        <Checks
          checks={checks.map(({ check, points }) => ({
            about: check.about,
            points,
            done: check.passes({ document, analysis, run }),
          }))}
        />
      )}
      <TextInput
        label={words.student}
        size="xs"
        maxLength={200}
        value={student}
        onChange={({ currentTarget }) => setStudent(currentTarget.value)}
      />
      <div className={css['way']}>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {words.leave}
        </Button>
        <Button
          size="compact-sm"
          disabled={student.trim() === ''}
          onClick={() => {
            save().catch((error: unknown) => alertError(() => words.handIn, error));
          }}
        >
          {words.handIn}
        </Button>
      </div>
      <Text size="xs" mt="xs" role="status">
        {place !== null && words.saved(place)}
      </Text>
    </section>
  );
}
