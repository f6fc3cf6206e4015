import type { z } from 'zod';
import { describe, type Field, type FieldText } from '../text/describe.ts';
import { text } from '../text/language.ts';
import type { Lesson } from '../text/members/texts.ts';
import { type Message, message } from '../text/message.ts';
import type { LossName, losses } from './losses/registry.ts';
import type { MetricName } from './metrics/registry.ts';
import type { OptimizerName, optimizers } from './optimizers/registry.ts';
import type { ScheduleName, schedules } from './schedules/registry.ts';

type Parameters<K> = K extends { readonly parameters: z.ZodType<infer P> } ? keyof P : never;

/** A text for each parameter of each member: one without does not compile. */
type ParameterTexts<R> = {
  readonly [K in keyof R]: Readonly<Record<Extract<Parameters<R[K]>, string>, FieldText>>;
};

const lessons: {
  readonly optimizers: Readonly<Record<OptimizerName, Lesson>>;
  readonly losses: Readonly<Record<LossName, Lesson>>;
  readonly schedules: Readonly<Record<ScheduleName, Lesson>>;
  readonly metrics: Readonly<Record<MetricName, Lesson>>;
} = text;

const parameters: ParameterTexts<typeof optimizers & typeof losses & typeof schedules> =
  text.trainingParameters;

/** The catalogues of training, as the texts call them. */
export type TrainingGroup = keyof typeof lessons;

/** What a member is called and taught, in the current language; null where this version has none of that name. */
export const lessonOf = (of: TrainingGroup, kind: string): Lesson | null =>
  (Object.hasOwn(lessons[of], kind) && (lessons[of] as Readonly<Record<string, Lesson>>)[kind]) || null;

/** A member's title in the current language; of an unknown one its name. */
export const memberTitle = (of: TrainingGroup, kind: string): string => lessonOf(of, kind)?.title ?? kind;

/** A member of a catalogue with parameters. */
export interface Parameterized {
  readonly kind: string;
  readonly parameters: z.ZodType;
}

/** A member's parameters with their texts in the current language. */
export const parametersOf = ({ kind, parameters: schema }: Parameterized): readonly Field[] =>
  describe(schema, Object.hasOwn(parameters, kind) ? parameters[kind as keyof typeof parameters] : {});

/** A loss inside a sentence. */
export const lossNamed = (kind: string): Message => message('members.name', { of: 'losses', kind });

/** A member's title inside a message; of an unknown one its name. */
export const titled = (of: TrainingGroup, kind: string): Message => message('members.title', { of, kind });
