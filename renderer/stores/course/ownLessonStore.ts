import { create } from 'zustand';
import { type ParsedLesson, parseLesson } from '../../../src/course/parse.ts';

interface OwnLessonState {
  /** The file that is previewed, by its name; null where none is. */
  readonly file: string | null;
  readonly parsed: ParsedLesson | null;
  preview(file: string, text: string): void;
  close(): void;
}

/** A lesson that a teacher writes, as it was when its file was chosen. It is not kept. */
export const useOwnLesson = create<OwnLessonState>()((set) => ({
  file: null,
  parsed: null,
  preview: (file, text) => set({ file, parsed: parseLesson(text) }),
  close: () => set({ file: null, parsed: null }),
}));
