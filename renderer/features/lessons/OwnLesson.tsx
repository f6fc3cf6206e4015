import { Alert, Button } from '@mantine/core';
import type { ParsedLesson } from '../../../src/course/parse.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useOwnLesson } from '../../stores/course/ownLessonStore.ts';
import css from './lessons.module.css';
import { OpenLesson } from './OpenLesson.tsx';

const words = t.lessons;

/** A teacher's own lesson as students will see it, or what is wrong with its file, line by line. */
export function OwnLesson({ file, parsed }: { readonly file: string; readonly parsed: ParsedLesson }) {
  const close = () => useOwnLesson.getState().close();
  if (parsed.ok) return <OpenLesson lesson={parsed.lesson} onClose={close} note={words.previewing(file)} />;
  return (
    <div className={css['lesson']}>
      <Alert color="red" title={words.mistakes(file, parsed.problems.length)}>
        <ul className={css['mistakes']}>
          {parsed.problems.map(({ line, text }) => (
            <li key={`${line} ${sentence(text)}`}>{words.mistake(line, sentence(text))}</li>
          ))}
        </ul>
      </Alert>
      <Button mt="sm" size="compact-sm" variant="default" onClick={close}>
        {words.closePreview}
      </Button>
    </div>
  );
}
