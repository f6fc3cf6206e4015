import type { FieldTexts } from '../../describe.ts';

/** A preprocessing step: its title, what it does, and its parameters. */
export interface StepText {
  readonly title: string;
  /** One or two sentences. */
  readonly about: string;
  readonly parameters: FieldTexts;
}
