import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Lesson } from '../../../src/course/lesson.ts';
import { aboutTemplate, localizedText, templateOf } from '../../../templates/index.ts';
import { t } from '../../i18n/index.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';
import { openTemplate } from '../../stores/document/files.ts';
import { LargeType } from './LargeType.tsx';
import css from './lessons.module.css';
import { StepView } from './StepView.tsx';

const words = t.lessons;

/** The lesson that is open, one step at a time. */
export function OpenLesson({
  lesson,
  note = null,
  onClose,
}: {
  readonly lesson: Lesson;
  /** What is to be known of it before it begins. */
  readonly note?: string | null;
  readonly onClose: () => void;
}) {
  const at = useLessons((state) => Math.min(state.step[lesson.id] ?? 0, lesson.steps.length - 1));
  const template = lesson.template === null ? undefined : templateOf(lesson.template);
  // Opened again, a lesson begins at its first step.
  const finish = (): void => {
    useLessons.getState().goTo(lesson.id, 0);
    onClose();
  };
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className={css['lesson']}>
      <div ref={top} className={css['head']}>
        <Tooltip label={words.all}>
          <ActionIcon aria-label={words.all} size={24} onClick={onClose}>
            <IconArrowLeft size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <h2 className={css['lessonTitle']}>{lesson.title}</h2>
        <LargeType />
        <Tooltip label={words.restart}>
          <ActionIcon
            aria-label={words.restart}
            size={24}
            onClick={() => useLessons.getState().restart(lesson.id)}
          >
            <IconRefresh size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Progress
        size={4}
        mt={8}
        value={(100 * (at + 1)) / lesson.steps.length}
        aria-label={words.step(at + 1, lesson.steps.length)}
      />
      {note && <p className={css['note']}>{note}</p>}
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
      <StepView key={at} lesson={lesson} at={at} onFinish={finish} />
    </div>
  );
}
