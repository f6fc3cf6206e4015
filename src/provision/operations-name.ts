import { join } from 'node:path';

/** Raised with each change of the sources in `src/engine/backends/native/operations`: each version is a file of its own. */
export const operationsVersion = 2;

/** Where our own operations for TensorFlow lie, relative to the package `@tensorflow/tfjs-node`: beside its addon. */
export const operationsPath = join('lib', 'napi-v8', `convas-operations-${operationsVersion}.node`);
