import { useState } from 'react';
import { lessonsIn } from '../../../src/course/lessons.ts';
import { language } from '../../../src/text/language.ts';
import { useAssignment } from '../../stores/course/assignmentStore.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';
import { useOwnLesson } from '../../stores/course/ownLessonStore.ts';
import { AssignmentView } from './AssignmentView.tsx';
import { LessonList } from './LessonList.tsx';
import css from './lessons.module.css';
import { OpenLesson } from './OpenLesson.tsx';
import { OwnLesson } from './OwnLesson.tsx';
import { Teachers } from './Teachers.tsx';

function Content() {
  const open = useLessons((state) => state.open);
  const { file, parsed } = useOwnLesson();
  const [teachers, setTeachers] = useState(false);
  const work = useAssignment((state) => state.work);
  /** The work that was put aside for the lessons. */
  const [aside, setAside] = useState<typeof work>(null);
  const lessons = lessonsIn(language());
  const lesson = lessons.find(({ id }) => id === open);
  if (file !== null && parsed) return <OwnLesson file={file} parsed={parsed} />;
  if (lesson)
    return <OpenLesson key={lesson.id} lesson={lesson} onClose={() => useLessons.getState().show(null)} />;
  if (work && work !== aside)
    return (
      <AssignmentView assignment={work.assignment} checks={work.checks} onLeave={() => setAside(work)} />
    );
  if (teachers) return <Teachers onClose={() => setTeachers(false)} />;
  return (
    <LessonList lessons={lessons} onTeachers={() => setTeachers(true)} onAssignment={() => setAside(null)} />
  );
}

/** The course: its lessons, or the one that is open, beside the canvas. */
export function LessonsFeature() {
  const large = useLessons((state) => state.large);
  return (
    <div className={css['course']} data-large={large || undefined}>
      <Content />
    </div>
  );
}
