import { join } from 'node:path';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { chainDocument } from '../../engine/documents.ts';
import { writeStripes } from '../../engine/tiny.ts';

/*
 * `long-document.mjs FOLDER STEPS`: writes data into the folder, and prints a document that trains on them for as many
 * steps: 100 an epoch, each as small as a step of a convolutional network can be, so that what is done around the
 * steps is done often.
 */

const [, , folder = '', steps = '200000'] = process.argv;
const batchSize = 4;
const stepsAnEpoch = 100;
const data = await writeStripes(join(folder, 'stripes'), { train: batchSize * stepsAnEpoch, test: 24 });
const document = chainDocument(
  [
    ['input', { shape: [8, 8, 1] }, 'image'],
    ['conv2d', { filters: 4, kernelSize: [3, 3], strides: [2, 2], activation: 'relu' }, 'conv'],
    ['flatten', {}, 'flat'],
    ['dense', { units: 4, activation: 'softmax' }, 'output'],
  ],
  { batchSize, validationSplit: 0, seed: 1, epochs: Number(steps) / stepsAnEpoch },
  data,
);
console.log(serializeDocument(document).replaceAll('\n', ' '));
