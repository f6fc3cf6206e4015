import { join } from 'node:path';
import { readText } from '../../files/read.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { Runtime } from '../format.ts';
import type { TrainedNetwork } from '../sources.ts';
import { chainsOf } from '../tfjs/chain.ts';
import { entriesOf } from '../tfjs/export.ts';
import type { ProgramFiles } from '../tfjs/load.ts';
import { openPlain } from '../tfjs/plain-runtime.ts';
import { modelEnd, modelStart } from './code/program.ts';

export const programFile = 'train.ts';

/** The types that the program's model has: TensorFlow.js runs JavaScript. */
const types = / as tf\.SymbolicTensor| as unknown as number(\[\])?| as tf\.RNN/g;

/**
 * The body of the program's `buildModel`, without types.
 * @throws TextError where the program has none
 */
export function bodyOf(program: string): string {
  const start = program.indexOf(modelStart);
  const end = program.indexOf(modelEnd, start);
  if (start < 0 || end < 0)
    throw new TextError(message('interchange.no-model-in-program', { file: programFile }));
  return program.slice(start + modelStart.length, end).replace(types, '');
}

const filesOf = (program: string, { network, weights }: TrainedNetwork): ProgramFiles => {
  const entries = entriesOf(chainsOf(network), weights);
  return {
    program: bodyOf(program),
    weights: entries.map(({ name, shape, values }) => ({ name, shape, values })),
  };
};

/** Runs the model that the program defines, with a run's weights, on TensorFlow.js's own layers. */
export const programRuntime: Runtime = {
  title: message('interchange.runtime', { version: null, backend: 'wasm' }),
  open: async (folder, trained) =>
    openPlain(filesOf(await readText(join(folder, programFile)), trained), 'wasm'),
};
