import util from 'node:util';
import { describe } from 'vitest';
import type { Backend, BackendId } from '../../src/engine/backends/backend.ts';
import { correctGradients } from '../../src/engine/backends/gradients.ts';
import { openBackend } from '../../src/engine/backends/ladder.ts';
import type { StepMode } from '../../src/engine/model/open-stepper.ts';
import type { TF } from '../../src/layers/tensorflow.ts';

/*
 * What tests compute on. A test that compares with native TensorFlow, or tests what only native TensorFlow has, carries
 * the tag `native` and opens it by name; all others use what is here, and run without it too.
 */

/** Native TensorFlow, or what CONVAS_BACKEND names: vitest.config.ts sets it where native cannot be obtained. */
export const testBackend = (process.env['CONVAS_BACKEND'] || 'native') as BackendId;

export const openTestBackend = async (): Promise<Backend> => (await openBackend(testBackend)).backend;

/** A suite for each way of training; compiled steps need native TensorFlow. */
export function describeModes(title: string, suite: (mode: StepMode) => void): void {
  describe(`${title}, compiled`, { tags: ['native'] }, () => suite('compiled'));
  describe(`${title}, eager`, () => suite('eager'));
}

/** What a run's steps are where nothing else is asked for, and they are many enough. */
export const usualMode: StepMode = testBackend === 'native' ? 'compiled' : 'eager';

/**
 * TensorFlow.js on the backend of the tests, with its own gradients, corrected as for every backend. Node 23 and later
 * lack two functions that tfjs-node calls.
 */
export async function loadTensorFlow(): Promise<TF> {
  if (testBackend !== 'native') return (await openTestBackend()).tf;
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
