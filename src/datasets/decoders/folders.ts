import { basename, relative } from 'node:path';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { message } from '../../text/message.ts';
import { holdsClasses, listExamples } from './class-folders.ts';
import type { Decoder } from './decoder.ts';
import { isImageName, readImageFiles } from './image-files.ts';
import { imageOptions, readImageOptions } from './image-options.ts';

/**
 * A folder for each class, with or without `train`, `val` and `test` above them. All images take the most common size.
 * Images in folders inside a class's folder are of that class.
 */
export const imageFolders: Decoder = {
  format: message('datasets.format-folders'),
  options: imageOptions,
  sniff: async ({ path, isFolder }) => isFolder && (await holdsClasses(path, isImageName)),
  async open(path, options, given) {
    const images = readImageOptions(given);
    const { classes, files, leftOut } = await listExamples(path, isImageName);
    const { parts: found, release, ...rest } = await readImageFiles(path, files, images, options);
    const named = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes,
      train: found.train ?? found.validation ?? found.test!,
      validation: found.train ? found.validation : null,
      test: found.train ? found.test : null,
      release,
      findings: { ...rest, leftOut: [...leftOut, ...rest.leftOut].map(named) },
    };
  },
};
