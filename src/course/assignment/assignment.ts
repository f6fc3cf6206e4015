import { z } from 'zod';
import { issueText } from '../../text/issue.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type Check, fillCheck } from '../check.ts';
import { checkKindOf, checkKinds } from '../checks/registry.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/);

/** A check with an id of its own: `{ "id": "small", "check": "size", "values": { "most": 10000 } }`. */
const checkSchema = z.object({
  id,
  check: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  points: z.number().min(0).max(1000).default(1),
});

/**
 * What an assignment can take from the window: a stage, or single controls. `training`: whatever starts training; `export`:
 * whatever takes a model or a history away; `suggestions`: the repairs that problems and troubles offer.
 */
export const hideable = ['data', 'train', 'inspect', 'runs', 'training', 'export', 'suggestions'] as const;
export type Hideable = (typeof hideable)[number];

/** What a teacher hands out, and, with `private`, keeps. */
const assignmentSchema = z.object({
  format: z.literal('convas-assignment'),
  version: z.literal(1),
  id,
  title: z.string().min(1).max(200),
  /** The document that everybody begins with. */
  document: z.json(),
  /** Names of layers that stay as they are: kind, parameters and name. */
  locked: z.array(z.string()).max(10_000).default([]),
  /** Stages and controls that are not there. */
  hidden: z.array(z.enum(hideable)).max(100).default([]),
  checks: z.array(checkSchema).max(200).default([]),
  /** The teacher's own; left out of what is handed out. */
  private: z.array(checkSchema).max(200).default([]),
});

export type Assignment = z.output<typeof assignmentSchema>;

/** A check of an assignment, ready to be applied. */
export interface AssignedCheck {
  readonly id: string;
  readonly points: number;
  readonly hidden: boolean;
  readonly check: Check;
}

export class AssignmentError extends TextError {
  override readonly name = 'AssignmentError';
}

function filled(written: z.output<typeof checkSchema>, hidden: boolean): AssignedCheck {
  const kind = checkKindOf(written.check);
  if (!kind) {
    const known = checkKinds.map((each) => each.id);
    throw new AssignmentError(message('course.no-such-check', { check: written.check, known }));
  }
  const values = kind.parameters.safeParse(written.values);
  if (!values.success) {
    const [issue] = values.error.issues;
    const detail = { check: written.id, field: issue!.path.join('.'), why: issueText(issue!) };
    throw new AssignmentError(message('course.check-parameter', detail));
  }
  return { id: written.id, points: written.points, hidden, check: fillCheck(kind, values.data) };
}

/** @throws AssignmentError that names what is wrong */
export function readAssignment(text: string): Assignment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AssignmentError(message('course.assignment-not-json'));
  }
  const parsed = assignmentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AssignmentError(
    message('course.assignment-field', { field: issue!.path.join('.') || '(root)', why: issueText(issue!) }),
  );
}

/** @throws AssignmentError where a check is none, or two have one name */
export function checksOf(assignment: Assignment): readonly AssignedCheck[] {
  const all = [
    ...assignment.checks.map((check) => filled(check, false)),
    ...assignment.private.map((check) => filled(check, true)),
  ];
  const twice = all.find(({ id: own }, at) => all.findIndex((other) => other.id === own) !== at);
  if (twice) throw new AssignmentError(message('course.check-twice', { id: twice.id }));
  return all;
}

/** What is handed out: the same without what the teacher keeps. */
export const withoutPrivate = ({ private: _kept, ...rest }: Assignment): Assignment => ({
  ...rest,
  private: [],
});
