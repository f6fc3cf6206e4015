import { z } from 'zod';

const share = z.number().nullable();

/** What the program reports on the way, one line of JSON each, in `progress.jsonl`. */
const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), step: z.int(), workers: z.int(), pid: z.int(), torch: z.string() }),
  z.object({
    kind: z.literal('step'),
    step: z.int(),
    epoch: z.int(),
    loss: z.number(),
    accuracy: z.number(),
    rate: z.number(),
    time: z.number(),
  }),
  z.object({
    kind: z.literal('epoch'),
    epoch: z.int(),
    loss: z.number(),
    accuracy: z.number(),
    valLoss: share,
    valAccuracy: share,
    rate: z.number(),
    seconds: z.number(),
    seen: z.int(),
  }),
  z.object({ kind: z.literal('end'), step: z.int(), seconds: z.number() }),
]);

export type ProgressLine = z.output<typeof line>;

/** The lines of a text; one that is not whole, because a process was killed as it wrote it, is left out. */
export const readLines = (text: string): ProgressLine[] =>
  text.split('\n').flatMap((written) => {
    try {
      return [line.parse(JSON.parse(written))];
    } catch {
      return [];
    }
  });
