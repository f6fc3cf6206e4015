import { z } from 'zod';
import { textSchema } from '../text/schema.ts';
import { bytes } from './data.ts';

/** What became of a layer. `placeholder`: kept as a layer without a kind, with its config, and never executed. */
const importStatus = z.enum(['kept', 'approximated', 'placeholder', 'refused']);

/** A line of an import report. */
export const importedLine = z.object({
  /** Its id in the document. */
  layer: z.string(),
  /** Its name in the document. */
  name: z.string(),
  status: importStatus,
  /** What differs or was left out; empty where nothing was. */
  detail: textSchema,
});

export type ImportedLine = z.output<typeof importedLine>;

/** Characters; far above any network that can be drawn. */
const maxDocumentLength = 64 * 1024 * 1024;

const uploadedFile = z.object({ name: z.string().min(1).max(1024), bytes });

/** A file by its path, or as a page hands it over, with those that a person chose beside it. */
export const importFrom = z.union([
  z.object({ path: z.string().min(1).max(4096) }),
  uploadedFile.extend({ beside: z.array(uploadedFile).max(1000).default([]) }),
]);

export type ImportFrom = z.input<typeof importFrom>;

export const importCalls = {
  /**
   * Reads a model of another program and keeps its weights as a run. Nothing in the file is executed.
   * `into`: documents that weights without a network may be of; the first one that they fit takes them.
   * `weights`: single numbers that were read. `note`: why there is no run although the file may have weights.
   */
  'import.model': {
    params: z.object({
      from: importFrom,
      into: z.array(z.string().max(maxDocumentLength)).max(100).default([]),
    }),
    result: z.object({
      document: z.string(),
      run: z.string().nullable(),
      layers: z.int(),
      weights: z.int(),
      report: z.array(importedLine),
      note: textSchema,
    }),
  },
} as const;
