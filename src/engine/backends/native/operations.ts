import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operationsPath } from '../../../provision/operations-name.ts';
import { nativeRuntimeFolder } from '../../../provision/runtime-folder.ts';
import { message, type Text } from '../../../text/message.ts';
import { describeProcessor } from '../../kernels/processor.ts';

/** Whether TensorFlow has our own operations, and why not. */
export type OwnOperations = { readonly ready: true } | { readonly ready: false; readonly reason: Text };

let loaded: OwnOperations | null = null;

const refuse = (reason: Text): OwnOperations => ({ ready: false, reason });

function load(): OwnOperations {
  const { instructionSet } = describeProcessor();
  if (instructionSet !== 'AVX2' && instructionSet !== 'AVX-512') {
    return refuse(message('engine.operations-elsewhere', { instructionSet }));
  }
  const file = operationsFile();
  if (!existsSync(file)) {
    return refuse(message('engine.operations-not-compiled'));
  }
  try {
    process.dlopen({ exports: {} }, file);
    return { ready: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return refuse(message('engine.operations-not-loaded', { reason }));
  }
}

/** Where they are, or would be, beside the installed TensorFlow. */
export const operationsFile = (): string => join(nativeRuntimeFolder(), operationsPath);

/** Registers our own operations with TensorFlow, once; call it after TensorFlow is loaded, before it is given a graph. */
export function loadOwnOperations(): OwnOperations {
  loaded ??= load();
  return loaded;
}
