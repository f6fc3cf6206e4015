import { UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Lesson } from '../../../src/course/lesson.ts';
import { t } from '../../i18n/index.ts';
import { demoIds, useDemo } from '../../stores/course/demoStore.ts';
import { lessonPart, useLessons } from '../../stores/course/lessonStore.ts';
import css from './lessons.module.css';

const words = t.lessons;

/** Whether all checks of a lesson have passed. */
const isDone = (lesson: Lesson, passed: readonly string[]): boolean =>
  lesson.steps.every((step, at) =>
    step.checks.every((_, index) => passed.includes(lessonPart(lesson.id, at, `check-${index}`))),
  );

/** The lessons of the course, in its order. */
export function LessonList({ lessons }: { readonly lessons: readonly Lesson[] }) {
  const passed = useLessons((state) => state.passed);
  const { show } = useLessons.getState();
  return (
    <>
      <ol className={css['list']} aria-label={words.list}>
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <UnstyledButton className={css['entry']} onClick={() => show(lesson.id)}>
              <span className={css['name']}>
                {lesson.title}
                {isDone(lesson, passed) && (
                  <IconCircleCheck size={16} stroke={1.75} role="img" aria-label={words.done} />
                )}
              </span>
              <span className={css['goal']}>{lesson.goal}</span>
              <span className={css['minutes']}>{words.minutes(lesson.minutes)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <p className={css['goal']}>{t.demo.open}</p>
      <ul className={css['list']} aria-label={t.demo.open}>
        {demoIds.map((id) => (
          <li key={id}>
            <UnstyledButton className={css['entry']} onClick={() => useDemo.getState().show(id)}>
              <span className={css['name']}>{t.demo.demos[id].title}</span>
              <span className={css['goal']}>{t.demo.demos[id].about}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
