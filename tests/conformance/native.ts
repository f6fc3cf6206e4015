import util from 'node:util';
import { correctGradients } from '../../src/engine/backends/gradients.ts';
import type { TF } from '../../src/layers/tensorflow.ts';

/** Native TensorFlow with TensorFlow.js's gradients, corrected as for every backend. Node 23 and later lack two functions that tfjs-node calls. */
export async function loadNative(): Promise<TF> {
  const functions = util as unknown as Record<string, unknown>;
  functions['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  functions['isArray'] ??= Array.isArray;
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
  const module = (await import('@tensorflow/tfjs-node')) as unknown as { default?: TF };
  const tf = module.default ?? (module as unknown as TF);
  await tf.setBackend('tensorflow');
  await tf.ready();
  correctGradients(tf);
  return tf;
}
