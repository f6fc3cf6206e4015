import { Button, UnstyledButton } from '@mantine/core';
import {
  IconCamera,
  IconCircle,
  IconCircleCheck,
  IconCircleHalf2,
  IconClipboardCheck,
  IconFileText,
  IconSchool,
} from '@tabler/icons-react';
import type { Lesson } from '../../../src/course/lesson.ts';
import { t } from '../../i18n/index.ts';
import { openAssignment, useAssignment } from '../../stores/course/assignmentStore.ts';
import { demoIds, useDemo } from '../../stores/course/demoStore.ts';
import { lessonPart, useLessons } from '../../stores/course/lessonStore.ts';
import { useOwnLesson } from '../../stores/course/ownLessonStore.ts';
import { FileChoice } from './FileChoice.tsx';
import { LargeType } from './LargeType.tsx';
import css from './lessons.module.css';

const words = t.lessons;
/** Whether all checks of a lesson have passed and all its questions are answered right. */
function isDone(
  lesson: Lesson,
  passed: readonly string[],
  answers: Readonly<Record<string, number>>,
): boolean {
  return lesson.steps.every(
    (step, at) =>
      step.checks.every((_, index) => passed.includes(lessonPart(lesson.id, at, `check-${index}`))) &&
      step.questions.every(
        (question, index) =>
          question.answers[answers[lessonPart(lesson.id, at, `question-${index}`)] ?? -1]?.right === true,
      ),
  );
}

/** The lessons of the course, in its order. */
export function LessonList({
  lessons,
  onTeachers,
  onAssignment,
}: {
  readonly lessons: readonly Lesson[];
  readonly onTeachers: () => void;
  readonly onAssignment: () => void;
}) {
  const { passed, answers, step } = useLessons();
  const work = useAssignment((state) => state.work);
  const { show } = useLessons.getState();
  const done = lessons.filter((lesson) => isDone(lesson, passed, answers));
  return (
    <>
      <div className={css['bar']}>
        <span className={css['minutes']}>{words.progress(done.length, lessons.length)}</span>
        <LargeType />
      </div>
      <ol className={css['list']} aria-label={words.list}>
        {lessons.map((lesson, at) => {
          const isOver = done.includes(lesson);
          const Icon = isOver ? IconCircleCheck : (step[lesson.id] ?? 0) > 0 ? IconCircleHalf2 : IconCircle;
          return (
            <li key={lesson.id}>
              <UnstyledButton className={css['entry']} onClick={() => show(lesson.id)}>
                <Icon
                  size={16}
                  stroke={1.75}
                  className={css['mark']}
                  data-done={isOver}
                  {...(isOver ? { role: 'img', 'aria-label': words.done } : { 'aria-hidden': true })}
                />
                <span className={css['about']}>
                  <span className={css['name']}>
                    <span className={css['number']}>{at + 1}</span> {lesson.title}
                  </span>
                  <span className={css['goal']}>{lesson.goal}</span>
                  <span className={css['minutes']}>{words.minutes(lesson.minutes)}</span>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
      <p className={css['part']}>{t.demo.open}</p>
      <ul className={css['list']} aria-label={t.demo.open}>
        {demoIds.map((id) => (
          <li key={id}>
            <UnstyledButton className={css['entry']} onClick={() => useDemo.getState().show(id)}>
              <IconCamera size={16} stroke={1.75} className={css['mark']} aria-hidden="true" />
              <span className={css['about']}>
                <span className={css['name']}>{t.demo.demos[id].title}</span>
                <span className={css['goal']}>{t.demo.demos[id].about}</span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <div className={css['foot']}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconSchool size={16} stroke={1.5} />}
          onClick={onTeachers}
        >
          {words.teachers}
        </Button>
        <FileChoice
          label={words.preview}
          accept=".md,.txt,text/markdown,text/plain"
          icon={<IconFileText size={16} stroke={1.5} />}
          take={(name, text) => useOwnLesson.getState().preview(name, text)}
        />
        <FileChoice
          label={words.assignment.open}
          accept=".json,application/json"
          icon={<IconClipboardCheck size={16} stroke={1.5} />}
          take={(_, text) => openAssignment(text)}
        />
        {work && (
          <Button size="compact-sm" variant="subtle" onClick={onAssignment}>
            {words.assignment.back(work.assignment.title)}
          </Button>
        )}
      </div>
    </>
  );
}
