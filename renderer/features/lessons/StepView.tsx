import { Button, Radio } from '@mantine/core';
import type { Lesson, Question } from '../../../src/course/lesson.ts';
import { t } from '../../i18n/index.ts';
import { lessonPart, useLessons } from '../../stores/course/lessonStore.ts';
import { Checks } from './Checks.tsx';
import { LessonText } from './LessonText.tsx';
import css from './lessons.module.css';
import { useChecks } from './useChecks.ts';

const words = t.lessons;

function QuestionView({ id, question }: { readonly id: string; readonly question: Question }) {
  const given = useLessons((state) => state.answers[id]);
  const answer = given === undefined ? undefined : question.answers[given];
  return (
    <Radio.Group
      className={css['question']!}
      label={<LessonText text={question.text} inline />}
      value={given === undefined ? null : String(given)}
      onChange={(value) => useLessons.getState().answer(id, Number(value))}
    >
      <div className={css['answers']}>
        {question.answers.map(({ text }, at) => (
          <Radio key={text} size="xs" value={String(at)} label={<LessonText text={text} inline />} />
        ))}
      </div>
      <p className={css['verdict']} data-right={answer?.right} aria-live="polite">
        {answer && (answer.right ? words.right : words.wrong)}
      </p>
    </Radio.Group>
  );
}

/** A step of a lesson: what to read, what to answer, and what the network or the run has to fulfill. */
export function StepView({
  lesson,
  at,
  onFinish,
}: {
  readonly lesson: Lesson;
  readonly at: number;
  readonly onFinish: () => void;
}) {
  const step = lesson.steps[at]!;
  const done = useChecks(lesson, at);
  const { goTo } = useLessons.getState();
  const last = at === lesson.steps.length - 1;
  const complete = done.every(Boolean);
  return (
    <section aria-label={step.title} className={css['step']}>
      <p className={css['kind']}>{words.kinds[step.kind]}</p>
      <h3 className={css['title']}>
        <LessonText text={step.title} inline />
      </h3>
      <LessonText text={step.text} />
      {step.questions.map((question, index) => {
        const id = lessonPart(lesson.id, at, `question-${index}`);
        return <QuestionView key={id} id={id} question={question} />;
      })}
      {step.checks.length > 0 && (
        <Checks
          checks={step.checks.map(({ check }, index) => ({ about: check.about, done: done[index]! }))}
        />
      )}
      <div className={css['way']}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={at === 0}
          onClick={() => goTo(lesson.id, at - 1)}
        >
          {words.back}
        </Button>
        <span className={css['where']}>{words.step(at + 1, lesson.steps.length)}</span>
        <Button
          size="compact-sm"
          variant={complete ? 'filled' : 'default'}
          onClick={() => (last ? onFinish() : goTo(lesson.id, at + 1))}
        >
          {last ? words.finish : complete ? words.next : words.skip}
        </Button>
      </div>
    </section>
  );
}
