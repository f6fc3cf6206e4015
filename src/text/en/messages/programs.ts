import { list } from '../words.ts';

/** Comments in exported programs. */
export const programs = {
  about: ({ name }: { name: string }) => `${name}, exported by Convas.`,
  takes: ({ input, output }: { input: string; output: string }) => `Takes ${input}, returns ${output}.`,
  loads: 'The trained network, ready to predict.',
  'about-training': ({ name }: { name: string }) => `${name}: define, train and evaluate it with Keras 3.`,
  data: 'Training and test data; DATA may name an .npz file instead.',
  prepare: 'From images as stored, 0 to 255, to the input of the network.',
  model: 'The network, not trained yet.',
  training: 'Train and evaluate.',
  evaluate: 'What it reaches on images that it has never seen.',
  'left-out': ({ settings }: { settings: readonly string[] }) =>
    `Settings in Convas that this program does not follow: ${list(settings)}.`,
};
