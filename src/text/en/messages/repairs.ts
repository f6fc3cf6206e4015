import { activationTitles } from '../../members/activations.ts';
import { counted, groupDigits } from '../words.ts';

const titles: Readonly<Record<string, string>> = activationTitles('en');
const activationName = (activation: string): string => titles[activation] ?? activation;

/** Labels of the buttons that mend a problem, each also a step of undo. */
export const repairs = {
  'remove-layer': 'Remove the layer',
  remove: ({ name }: { name: string }) => `Remove "${name}"`,
  'remove-dropout': 'Remove the dropout',
  'remove-bypass': 'Remove the bypass',
  'pass-on': ({ name }: { name: string }) => `Pass on "${name}" only`,
  'remove-wire': 'Remove the wire',
  'remove-wire-from': ({ name }: { name: string }) => `Remove the wire from "${name}"`,
  'remove-wire-between': ({ from, to }: { from: string; to: string }) =>
    `Remove the wire from "${from}" to "${to}"`,
  'connect-to-it': ({ name }: { name: string }) => `Connect "${name}" to it`,
  connect: ({ from, to }: { from: string; to: string }) => `Connect "${from}" to "${to}"`,
  'put-between': ({ before, after }: { before: string; after: string }) =>
    `Put it between "${before}" and "${after}"`,
  rename: ({ name }: { name: string }) => `Rename this one to "${name}"`,
  'set-value': ({ value }: { value: string }) => `Set it to ${value}`,
  'add-resize': 'Resize the images to it',
  'set-input': ({ shape }: { shape: string }) => `Set the Input to ${shape}`,
  'set-width': ({ width, name, count }: { width: 'units' | 'filters'; name: string; count: number }) =>
    `Set ${width} of "${name}" to ${groupDigits(count)}`,
  'set-units': ({ count }: { count: number }) => `Set its units to ${groupDigits(count)}`,
  'set-filters': ({ count }: { count: number }) => `Use ${counted(count, 'filter')}`,
  'set-activation': ({ activation }: { activation: string }) =>
    `Set its activation to ${activationName(activation)}`,
  'set-all-activations': ({ activation, count }: { activation: string; count: number }) =>
    `Set the activation of all ${groupDigits(count)} to ${activationName(activation)}`,
  'set-activation-and-loss': ({ activation, loss }: { activation: string; loss: string }) =>
    `Set its activation to ${activationName(activation)}, with ${loss}`,
  'insert-activation': ({ activation }: { activation: string }) =>
    `Insert a ${activationName(activation)} after it`,
  'insert-input': 'Insert an Input before it',
  'insert-flatten': 'Insert a Flatten after it',
  'insert-dense': ({ units }: { units: number }) => `Insert a Dense with ${counted(units, 'unit')} after it`,
  'insert-pointwise': ({ count }: { count: number }) =>
    `Insert a 1 × 1 convolution with ${counted(count, 'filter')} after it`,
  'remove-image-steps': 'Remove the steps for images',
  'insert-reshape': ({ shape }: { shape: string }) => `Insert a Reshape to ${shape} after it`,
  'insert-normalization': 'Insert a batch normalization before it',
  'insert-pooling': ({ name }: { name: string }) => `Insert a max pooling before "${name}"`,
  'insert-add': 'Add them up before it',
  'insert-concatenate': 'Concatenate them before it',
  'use-data': ({ data }: { data: string }) => `Use ${data}`,
  'choose-data': 'Choose or locate data',
  'learn-input': 'Train it to reconstruct the input',
  'learn-classes': 'Train it to predict the class instead',
  'set-batch': ({ batch }: { batch: number }) => `Set the batch size to ${groupDigits(batch)}`,
  'set-validation': ({ share }: { share: number }) =>
    share === 0 ? 'Train without validation' : `Set the validation split to ${share}`,
  'use-loss': ({ loss }: { loss: string }) => `Use ${loss}`,
};
