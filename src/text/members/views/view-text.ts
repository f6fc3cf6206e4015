import type { FieldTexts } from '../../describe.ts';

export interface ViewText {
  readonly title: string;
  /** How to read it, and where it comes from. */
  readonly about: string;
  /** Of its options, by name. */
  readonly parameters?: FieldTexts;
  /** Words in its figures, by the name that the view gives them. */
  readonly captions?: Readonly<Record<string, string>>;
}
