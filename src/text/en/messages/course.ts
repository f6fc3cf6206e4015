import { counted, decimal, groupDigits, list, percent } from '../words.ts';

/** What lessons check, and what is wrong with a lesson's file. */
export const course = {
  weights: ({ layer, count }: { layer: string; count: number }) =>
    `${layer} has ${counted(count, 'parameter')}`,
  size: ({ least, most }: { least: number; most: number }) =>
    `The network has from ${groupDigits(least)} to ${counted(most, 'parameter')}`,
  'size-least': ({ least }: { least: number }) => `The network has at least ${counted(least, 'parameter')}`,
  shape: ({ layer, shape }: { layer: string; shape: string }) => `The output of ${layer} is ${shape}`,
  field: ({ layer, least }: { layer: string; least: number }) =>
    `The receptive field of ${layer} is at least ${counted(least, 'pixel')} wide`,
  'layers-least': ({ kind, least }: { kind: string; least: number }) =>
    `The network has at least ${counted(least, 'layer')} of the kind ${kind}`,
  layers: ({ kind, least, most }: { kind: string; least: number; most: number }) =>
    `The network has from ${least} to ${counted(most, 'layer')} of the kind ${kind}`,
  parameter: ({ layer, name, value }: { layer: string; name: string; value: string }) =>
    `${layer}: ${name} is ${value}`,
  setting: ({ name, value }: { name: string; value: string }) => `Training: ${name} is ${value}`,
  dataset: ({ dataset }: { dataset: string }) => `The dataset is ${dataset}`,
  trained: ({ epochs }: { epochs: number }) => `The latest run has trained for ${counted(epochs, 'epoch')}`,
  accuracy: ({ share }: { share: number }) => `The test accuracy is above ${percent(share)}`,
  gap: ({ factor }: { factor: number }) =>
    `After the last epoch, the validation loss is more than ${decimal(factor)} times the training loss`,
  loss: ({ limit }: { limit: number }) => `The training loss of the last epoch is below ${decimal(limit)}`,

  'too-long': ({ most }: { most: number }) => `The lesson is longer than ${counted(most, 'character')}.`,
  'no-head':
    'The file must begin with a line of three dashes, lines such as "id: convolution", and three dashes again.',
  'head-line': 'A line of the head must be a name, a colon and a value.',
  'head-field': ({ field }: { field: string }) => `The head must have a line "${field}: …".`,
  language: ({ languages }: { languages: readonly string[] }) =>
    `The head must have a line "language: …" with one of ${list(languages)}.`,
  minutes: 'The head must have a line "minutes: …" with a whole number from 1 to 120.',
  'no-steps':
    'The lesson has no steps. A step begins with a heading such as "## predict: How many weights?".',
  'step-kind': ({ kinds }: { kinds: readonly string[] }) =>
    `A step’s heading must be "## KIND: Title", with one of ${list(kinds)} as the kind.`,
  'before-first-step': 'This text stands before the first step. Move it below a heading "## look: …".',
  'no-such-check': ({ check, known }: { check: string; known: readonly string[] }) =>
    `There is no check "${check}". There are ${list(known)}.`,
  'check-pairs': ({ check }: { check: string }) =>
    `The parameters of the check "${check}" must be written as name=value; quote values with spaces.`,
  'check-parameter': ({ check, field, why }: { check: string; field: string; why: string }) =>
    `The parameter "${field}" of the check "${check}": ${why}`,
  question: 'A question needs at least two answers, "- ( ) wrong" and exactly one "- (x) right".',
  directive: ({ word }: { word: string }) =>
    `There is no "${word}". A line that begins with a colon must be a ":check".`,
  'assignment-not-json': 'The assignment is not JSON.',
  'assignment-field': ({ field, why }: { field: string; why: string }) => `The assignment's ${field}: ${why}`,
  locked: ({ layer }: { layer: string }) =>
    `The assignment locks ${layer}: its name, kind and parameters must stay. Change another layer.`,
  'check-twice': ({ id }: { id: string }) => `Two checks of the assignment are called "${id}". Rename one.`,
};
