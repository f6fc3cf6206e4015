import { expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import type { OutputReading } from '../network/outputs.ts';
import { imageSteps } from '../preprocessing/edit.ts';
import { metadataOf } from './metadata.ts';
import type { NetworkSource } from './sources.ts';

const probabilities: OutputReading = {
  meaning: 'probabilities',
  single: false,
  apply: 'nothing',
  logitsOf: null,
  leftOut: null,
  toLoss: 'nothing',
  boundary: 0,
  targets: [0, 1],
};

const outputOf = (reading: Partial<OutputReading> | null) => {
  const source: NetworkSource = {
    name: '',
    document: newDocument(''),
    network: { layers: [], inputs: [], outputs: [] },
    reading: reading && { ...probabilities, ...reading },
    labels: ['cat', 'dog'],
    preprocessing: imageSteps('pad', 'lecun'),
    inference: null,
    target: 'class',
    data: null,
    initial: null,
    language: 'en',
  };
  return metadataOf(source).convas;
};

it('says what to apply to the outputs and how they name a class', () => {
  expect(outputOf({}).output).toMatchObject({ apply: 'nothing', decision: { rule: 'argmax' } });
  expect(outputOf({ apply: 'softmax' }).output).toMatchObject({
    apply: 'softmax',
    about: 'Apply softmax to the outputs: the probability of each class; the largest names the class.',
  });
  expect(outputOf({ meaning: 'distances' }).output).toMatchObject({
    meaning: 'distances',
    decision: { rule: 'argmin' },
  });
  expect(outputOf({ single: true, apply: 'sigmoid' }).output).toMatchObject({
    apply: 'sigmoid',
    decision: { rule: 'threshold', boundary: 0.5 },
  });
  expect(outputOf({ meaning: 'scores', single: true, boundary: 0, targets: [-1, 1] }).output).toMatchObject({
    decision: { rule: 'threshold', boundary: 0 },
  });
});

it('has class names and preprocessing, and no classes for a reconstruction', () => {
  expect(outputOf({})).toMatchObject({
    classes: ['cat', 'dog'],
    input: { preprocessing: imageSteps('pad', 'lecun') },
  });
  expect(outputOf({ meaning: 'reconstruction' })).toMatchObject({ classes: [], output: { decision: null } });
  expect(outputOf(null).output).toEqual({ shapes: [] });
});
