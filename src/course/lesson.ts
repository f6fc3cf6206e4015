import type { Language } from '../text/catalogue.ts';
import type { Check } from './check.ts';

/** What a person does in a step; each lesson has at least a prediction, a run or look, and a change. */
export const stepKinds = ['predict', 'run', 'look', 'change', 'build'] as const;
export type StepKind = (typeof stepKinds)[number];

/** A question with one right answer. */
export interface Question {
  /** Markdown. */
  readonly text: string;
  readonly answers: readonly { readonly text: string; readonly right: boolean }[];
}

export interface LessonStep {
  readonly kind: StepKind;
  readonly title: string;
  /** Markdown with formulas between dollar signs. */
  readonly text: string;
  readonly questions: readonly Question[];
  /** What the document and the run must fulfill before the step is done. */
  readonly checks: readonly PlacedCheck[];
}

/** A check and where it stands in the file, for the messages of its author. */
export interface PlacedCheck {
  readonly check: Check;
  /** 1 is the first. */
  readonly line: number;
}

export interface Lesson {
  /** The same in every language. */
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** One sentence on what one can do afterwards. */
  readonly goal: string;
  readonly minutes: number;
  /** The template that the lesson begins with; null begins with what is open. */
  readonly template: string | null;
  readonly steps: readonly LessonStep[];
}
