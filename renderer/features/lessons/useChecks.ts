import { useEffect, useMemo } from 'react';
import type { RunScores } from '../../../src/course/check.ts';
import type { Lesson } from '../../../src/course/lesson.ts';
import { lessonPart, useLessons } from '../../stores/course/lessonStore.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useRun } from '../../stores/runs/runStore.ts';

/** The run that trains in this tab, or the last one that did. */
export function useScores(): RunScores | null {
  const training = useRun((state) => state.training);
  return training.phase === 'run' ? training.run : null;
}

/** Whether each check of a step passes now, or did before. A passed check is kept. */
export function useChecks(lesson: Lesson, at: number): readonly boolean[] {
  const document = useDocument((state) => state.document);
  const analysis = useAnalysis((state) => state.analysis);
  const run = useScores();
  const passed = useLessons((state) => state.passed);
  const step = lesson.steps[at]!;
  const ids = useMemo(
    () => step.checks.map((_, index) => lessonPart(lesson.id, at, `check-${index}`)),
    [lesson.id, at, step],
  );
  const now = useMemo(
    () => step.checks.map(({ check }) => check.passes({ document, analysis, run })),
    [step, document, analysis, run],
  );
  useEffect(() => {
    useLessons.getState().pass(ids.filter((_, index) => now[index]));
  }, [ids, now]);
  return ids.map((id, index) => now[index] === true || passed.includes(id));
}
