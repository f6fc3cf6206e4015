import { Button } from '@mantine/core';
import { teachersPage } from '../../../src/course/teaching/index.ts';
import { language } from '../../../src/text/language.ts';
import { t } from '../../i18n/index.ts';
import { LessonText } from './LessonText.tsx';
import css from './lessons.module.css';

/** What a teacher wants to know before a course: coverage, order, timing, installation, privacy. */
export function Teachers({ onClose }: { readonly onClose: () => void }) {
  return (
    <article className={`${css['lesson']} ${css['teachers']}`} aria-label={t.lessons.teachers}>
      <Button size="compact-sm" variant="default" mb="sm" onClick={onClose}>
        {t.lessons.all}
      </Button>
      <LessonText text={teachersPage(language())} />
    </article>
  );
}
