import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface LessonState {
  /** The lesson that is open, by id; null shows the list. */
  readonly open: string | null;
  /** By lesson, the step that is shown; 0 is the first. */
  readonly step: Readonly<Record<string, number>>;
  /** What was answered, by `LESSON/STEP/QUESTION`: the place of the answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Checks that have passed once, by `LESSON/STEP/CHECK`: a later step may change the network again. */
  readonly passed: readonly string[];
  /** Letters that the last row of a lecture hall reads. */
  readonly large: boolean;
  setLarge(large: boolean): void;
  show(lesson: string | null): void;
  goTo(lesson: string, step: number): void;
  answer(question: string, answer: number): void;
  pass(checks: readonly string[]): void;
  /** Forgets the answers and checks of a lesson, and shows its first step. */
  restart(lesson: string): void;
}

const without = <T>(record: Readonly<Record<string, T>>, prefix: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !key.startsWith(prefix)));

/** How far a person is in the course. Kept in this browser or window. */
export const useLessons = create<LessonState>()(
  persist(
    (set) => ({
      open: null,
      step: {},
      answers: {},
      passed: [],
      large: false,
      setLarge: (large) => set({ large }),
      show: (open) => set({ open }),
      goTo: (lesson, step) => set((state) => ({ step: { ...state.step, [lesson]: step } })),
      answer: (question, answer) => set((state) => ({ answers: { ...state.answers, [question]: answer } })),
      pass: (checks) =>
        set((state) => {
          const fresh = checks.filter((check) => !state.passed.includes(check));
          return fresh.length === 0 ? state : { passed: [...state.passed, ...fresh] };
        }),
      restart: (lesson) =>
        set((state) => ({
          step: { ...state.step, [lesson]: 0 },
          answers: without(state.answers, `${lesson}/`),
          passed: state.passed.filter((check) => !check.startsWith(`${lesson}/`)),
        })),
    }),
    { name: 'convas.lessons', version: 1 },
  ),
);

/** The ids under which a step's questions and checks are kept. */
export const lessonPart = (lesson: string, step: number, part: string): string => `${lesson}/${step}/${part}`;
