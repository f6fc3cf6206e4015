import { basename, relative } from 'node:path';
import { FileError } from '../../files/errors.ts';
import { readRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message } from '../../text/message.ts';
import { cancelledError } from '../reading/budget.ts';
import { type FolderPart, holdsClasses, listExamples } from './class-folders.ts';
import type { Decoder } from './decoder.ts';
import { readTokenOptions, tokenize, tokenOptions } from './tokens.ts';

const isTextName = (name: string): boolean => /\.(txt|text)$/i.test(name);
/** Bytes of a text, at most: a long book. */
const largestText = 1 << 24;
const parts: readonly FolderPart[] = ['train', 'validation', 'test'];

/** Texts in a folder for each class, with or without `train`, `val` and `test` above them: a document in each file. */
export const textFolders: Decoder = {
  format: message('imports.format-texts'),
  options: tokenOptions,
  sniff: async ({ path, isFolder }) => isFolder && (await holdsClasses(path, isTextName)),
  async open(path, { cancelled, onProgress }, given) {
    const { classes, files, leftOut } = await listExamples(path, isTextName);
    const total = parts.reduce((sum, part) => sum + files[part].length, 0);
    const refused: LeftOutFile[] = [];
    const texts: string[][] = [];
    const labels: number[][] = [];
    let done = 0;
    for (const part of parts) {
      const own: string[] = [];
      const marks: number[] = [];
      for (const { file, label } of files[part]) {
        if (cancelled?.()) throw cancelledError();
        onProgress?.({ phase: message('datasets.reading'), done: ++done, total });
        try {
          own.push(new TextDecoder().decode(await readRegular(file, largestText)));
          marks.push(label);
        } catch (error) {
          if (!(error instanceof FileError)) throw error;
          refused.push({ file, reason: error.text });
        }
      }
      texts.push(own);
      labels.push(marks);
    }
    const tokens = tokenize(texts, readTokenOptions(given));
    const splits = tokens.part.map((part, at) => ({ ...part, labels: Int32Array.from(labels[at]!) }));
    const [train, validation, test] = splits.map((split) => (split.count > 0 ? split : null));
    const first = train ?? validation ?? test;
    if (!first) throw new EngineError('dataset-corrupt', message('imports.no-texts', { path }));
    const named = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes,
      train: first,
      validation: train ? (validation ?? null) : null,
      test: train ? (test ?? null) : null,
      findings: { changes: tokens.changes, leftOut: [...leftOut, ...refused].map(named) },
    };
  },
};
