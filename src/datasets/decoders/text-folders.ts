import { basename, relative } from 'node:path';
import { FileError } from '../../files/errors.ts';
import { readRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message, type Text } from '../../text/message.ts';
import { canceledError } from '../reading/budget.ts';
import { heldOutOf } from '../split.ts';
import { isTextName, maxTextBytes } from '../words.ts';
import { type FolderPart, holdsClasses, listExamples } from './class-folders.ts';
import type { Decoder } from './decoder.ts';
import { encodingOf } from './encoding.ts';
import { readTokenOptions, tokenize, tokenOptions } from './tokens.ts';

/** The text of a file, or why it is none. */
async function textOf(file: string): Promise<{ readonly text: string } | { readonly reason: Text }> {
  try {
    const bytes = await readRegular(file, maxTextBytes);
    const text = new TextDecoder(encodingOf(bytes, true)).decode(bytes);
    if (text.includes('\0')) return { reason: message('imports.no-text') };
    return text.trim() === '' ? { reason: message('imports.empty-text') } : { text };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { reason: error.text };
  }
}

const parts: readonly FolderPart[] = ['train', 'validation', 'test'];

/** Texts in a folder for each class, with or without `train`, `val` and `test` above them: a document in each file. */
export const textFolders: Decoder = {
  format: message('imports.format-texts'),
  options: tokenOptions,
  sniff: async ({ path, isFolder }) => isFolder && (await holdsClasses(path, isTextName)),
  async open(path, { canceled, onProgress }, given) {
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
        if (canceled?.()) throw canceledError();
        onProgress?.({ phase: message('datasets.reading'), done: ++done, total });
        const read = await textOf(file);
        if ('reason' in read) refused.push({ file, reason: read.reason });
        else {
          own.push(read.text);
          marks.push(label);
        }
      }
      texts.push(own);
      labels.push(marks);
    }
    // Without a test part some texts of the first part will be held out.
    const first = texts.findIndex((own) => own.length > 0);
    const hasTest = first === parts.indexOf('train') && texts[parts.indexOf('test')]!.length > 0;
    const heldOut = hasTest ? [] : heldOutOf(labels[first] ?? []);
    const learned = (part: number, at: number): boolean => part === first && !heldOut[at];
    const tokens = tokenize(texts, readTokenOptions(given), learned);
    const splits = tokens.part.map((part, at) => ({ ...part, labels: Int32Array.from(labels[at]!) }));
    const [train, validation, test] = splits.map((split) => (split.count > 0 ? split : null));
    const main = train ?? validation ?? test;
    if (!main) throw new EngineError('dataset-corrupt', message('imports.no-texts', { path }));
    const named = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes,
      train: main,
      validation: train ? (validation ?? null) : null,
      test: train ? (test ?? null) : null,
      words: tokens.words,
      findings: { changes: tokens.changes, leftOut: [...leftOut, ...refused].map(named) },
    };
  },
};
