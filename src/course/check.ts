import type { z } from 'zod';
import type { ConvasDocument } from '../document/schema.ts';
import type { Analysis } from '../network/network.ts';
import type { Message } from '../text/message.ts';

/** The scores that checks look at: of a run that is or was trained from the open document. */
export interface RunScores {
  readonly state: string;
  readonly epochs: readonly {
    readonly loss: number;
    readonly accuracy: number | null;
    readonly valLoss: number | null;
    readonly valAccuracy: number | null;
  }[];
  readonly test: { readonly loss: number; readonly accuracy: number | null } | null;
}

/** What a check is applied to. */
export interface CheckSubject {
  readonly document: ConvasDocument;
  readonly analysis: Analysis;
  /** The latest run; null before any. */
  readonly run: RunScores | null;
}

/** A kind of check: one file, one line in the registry, its sentence in the catalogue. */
export interface CheckKind<S extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly parameters: S;
  /** What is checked, as a sentence that is true once the check passes. */
  describe(values: z.output<S>): Message;
  passes(subject: CheckSubject, values: z.output<S>): boolean;
}

/** For type inference of the parameters. */
export const defineCheck = <S extends z.ZodObject>(kind: CheckKind<S>): CheckKind<S> => kind;

/** A check with its parameters filled in. */
export interface Check {
  readonly id: string;
  readonly about: Message;
  passes(subject: CheckSubject): boolean;
}

/** @param values what the kind's schema made of the author's words */
export const fillCheck = <S extends z.ZodObject>(kind: CheckKind<S>, values: z.output<S>): Check => ({
  id: kind.id,
  about: kind.describe(values),
  passes: (subject) => kind.passes(subject, values),
});
