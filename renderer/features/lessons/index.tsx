import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Lesson } from '../../../src/course/lesson.ts';
import { lessonsIn } from '../../../src/course/lessons.ts';
import { language } from '../../../src/text/language.ts';
import { aboutTemplate, localizedText, templateOf } from '../../../templates/index.ts';
import { t } from '../../i18n/index.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';
import { openTemplate } from '../../stores/document/files.ts';
import { LessonList } from './LessonList.tsx';
import css from './lessons.module.css';
import { StepView } from './StepView.tsx';

const words = t.lessons;

function OpenLesson({ lesson }: { readonly lesson: Lesson }) {
  const at = useLessons((state) => Math.min(state.step[lesson.id] ?? 0, lesson.steps.length - 1));
  const { show, restart } = useLessons.getState();
  const template = lesson.template === null ? undefined : templateOf(lesson.template);
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className={css['lesson']}>
      <div ref={top} className={css['head']}>
        <Tooltip label={words.all}>
          <ActionIcon aria-label={words.all} size={24} onClick={() => show(null)}>
            <IconArrowLeft size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <h2 className={css['lessonTitle']}>{lesson.title}</h2>
        <Tooltip label={words.restart}>
          <ActionIcon aria-label={words.restart} size={24} onClick={() => restart(lesson.id)}>
            <IconRefresh size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      {at === 0 && template && (
        <div className={css['begin']}>
          <p>{words.beginsWith(aboutTemplate(template).title)}</p>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => void openTemplate(localizedText(template))}
          >
            {words.openTemplate(aboutTemplate(template).title)}
          </Button>
        </div>
      )}
      <StepView key={at} lesson={lesson} at={at} />
    </div>
  );
}

/** The course: its lessons, or the one that is open, beside the canvas. */
export function LessonsFeature() {
  const open = useLessons((state) => state.open);
  const lessons = lessonsIn(language());
  const lesson = lessons.find(({ id }) => id === open);
  return lesson ? <OpenLesson key={lesson.id} lesson={lesson} /> : <LessonList lessons={lessons} />;
}
