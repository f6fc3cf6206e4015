import { writeFolder } from '../files/folder.ts';
import type { OutputFile } from '../interchange/format.ts';
import { textFile } from '../interchange/format.ts';
import { pytorch } from '../interchange/pytorch/export.ts';
import { requirements, submitScript } from './code/submit.ts';
import { trainProgram } from './code/train.ts';
import type { JobEngine } from './engines.ts';
import type { PreparedJob } from './prepare.ts';

export interface JobOptions {
  readonly engine: JobEngine;
  /** Processes that train together. */
  readonly workers: number;
}

async function* filesOf(
  { network, files }: PreparedJob,
  { engine, workers }: JobOptions,
): AsyncGenerator<OutputFile> {
  yield* pytorch.write(network, {});
  yield textFile('train.py', trainProgram);
  const submit = submitScript(engine, workers);
  yield textFile(submit.path, submit.text);
  yield textFile('requirements.txt', requirements(engine));
  yield* files;
}

async function* streamed(files: AsyncIterable<OutputFile>) {
  for await (const { path, chunks } of files) {
    yield {
      name: path,
      bytes: (async function* () {
        yield* chunks;
      })(),
    };
  }
}

/**
 * Writes a job's folder: the network as a PyTorch program with its first weights, the program that trains it, the data,
 * and the script that starts it. It needs nothing else.
 * @returns the names of its files
 * @throws EngineError `not-exportable`, and the file system's errors: `ENOTEMPTY` where the folder holds something
 */
export const writeJob = (folder: string, job: PreparedJob, options: JobOptions): Promise<string[]> =>
  writeFolder(folder, streamed(filesOf(job, options)));
