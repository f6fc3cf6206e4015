import { z } from 'zod';
import { difference, type Patch, patched, patchSchema } from './patch.ts';
import { Sha256, utf8 } from './sha256.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One edit: when, what it changed, and a digest over it and all before it. */
const entrySchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number().min(0),
  patch: patchSchema,
  digest,
});

const share = z.number().nullable();
const scores = z.object({ loss: z.number(), accuracy: share });

/** What a student hands in: one file, that can be replayed edit by edit, and trained again from its seed. */
const submissionSchema = z.object({
  format: z.literal('convas-submission'),
  version: z.literal(1),
  /** The assignment's id. */
  assignment: z.string().max(100),
  student: z.string().max(200),
  /** ISO 8601. */
  submittedAt: z.string().max(40),
  /** The document as it was handed in. */
  document: z.json(),
  /** From the assignment's document to this one. */
  history: z.array(entrySchema).max(100_000),
  seed: z.int().min(0),
  environment: z.object({ convas: z.string(), backend: z.string(), host: z.string() }),
  /** Of the last training of this document; null where there was none. */
  run: z
    .object({
      state: z.string(),
      fingerprint: z.string().default(''),
      epochs: z.array(scores.extend({ valLoss: share, valAccuracy: share })).max(100_000),
      test: scores.nullable(),
    })
    .nullable(),
});

export type Submission = z.output<typeof submissionSchema>;
type Json = Submission['document'];
export type HistoryEntry = Submission['history'][number];

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function digestOf(text: string): string {
  const hash = new Sha256();
  hash.update(utf8(text));
  return hex(hash.digest());
}

/** What a history begins with: the assignment, by its document. */
const rootOf = (assignment: string, document: Json): string =>
  digestOf(JSON.stringify([assignment, document]));

const nextDigest = (before: string, at: number, patch: Patch): string =>
  digestOf(JSON.stringify([before, at, patch]));

/** Takes down the edits of a document that was handed out, as they are made. */
export interface Recorder {
  readonly history: readonly HistoryEntry[];
  /** @param at milliseconds since 1970 */
  record(document: Json, at: number): void;
}

/** @param history of an earlier session, where it goes on */
export function createRecorder(
  assignment: string,
  start: Json,
  history: readonly HistoryEntry[] = [],
  latest: Json = start,
): Recorder {
  const entries = [...history];
  let now = latest;
  let last = entries.at(-1)?.digest ?? rootOf(assignment, start);
  return {
    history: entries,
    record(document, at) {
      const patch = difference(now, document);
      if (patch.length === 0) return;
      last = nextDigest(last, at, patch);
      entries.push({ at, patch, digest: last });
      now = document;
    },
  };
}

/** What is wrong with a history; null where it leads from the assignment's document to the one that was handed in. */
export type HistoryFault = 'digest' | 'order' | 'replay' | 'document' | 'assignment';

export function faultOf(
  submission: Pick<Submission, 'assignment' | 'document' | 'history'>,
  assignment: string,
  start: Json,
): HistoryFault | null {
  if (submission.assignment !== assignment) return 'assignment';
  let last = rootOf(assignment, start);
  let now = start;
  let time = 0;
  for (const { at, patch, digest: recorded } of submission.history) {
    last = nextDigest(last, at, patch);
    if (last !== recorded) return 'digest';
    if (at < time) return 'order';
    time = at;
    try {
      now = patched(now, patch);
    } catch {
      return 'replay';
    }
  }
  return difference(now, submission.document).length === 0 ? null : 'document';
}

/** The submission in a file's text; null where it is none. */
export function readSubmission(text: string): Submission | null {
  try {
    return submissionSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export const writeSubmission = (submission: Submission): string => `${JSON.stringify(submission)}\n`;
