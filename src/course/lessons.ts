import type { Language } from '../text/catalogue.ts';
import { TextError } from '../text/text-error.ts';
import type { Lesson } from './lesson.ts';
import { lessonFiles } from './lessons/index.ts';
import { parseLesson } from './parse.ts';

/** The lessons that ship with the app, in the course's order, each in every language. */
export const lessons: readonly Lesson[] = lessonFiles.map((file) => {
  const parsed = parseLesson(file);
  // A test reads all of them, so this is never seen outside of writing one.
  if (!parsed.ok) throw new TextError(parsed.problems[0]!.text);
  return parsed.lesson;
});

/** Those in one language. */
export const lessonsIn = (language: Language): readonly Lesson[] =>
  lessons.filter((lesson) => lesson.language === language);
