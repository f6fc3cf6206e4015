import { list } from '../words.ts';

/** Comments in exported programs. */
export const programs = {
  about: ({ name }: { name: string }) => `${name}, exported by Convas.`,
  takes: ({ input, output }: { input: string; output: string }) => `Takes ${input}, returns ${output}.`,
  loads: 'The trained network, ready to predict.',
  'about-training': ({ name, framework }: { name: string; framework: string }) =>
    `${name}: define, train and evaluate it with ${framework}.`,
  data: 'Training and test data; DATA may name an .npz file instead.',
  'data-npz': 'Training and test data as Convas has them; DATA may name another file.',
  initial: ({ run }: { run: string }) => `Start with the weights of ${run}, in the layers that it has.`,
  'not-learned':
    'Preprocessing learns numbers from the data, which is not done here: export a trained run to have them.',
  'data-idx': 'The four files of training and test data, as MNIST is published: images and labels.',
  'data-npy':
    'Training and test data: x_train.npy, y_train.npy, x_test.npy and y_test.npy, as numpy.save writes them.',
  run: ({ command }: { command: string }) => `To run it: ${command}`,
  'whole-mnist':
    'In Convas the network was trained on mnist-10k, 10,000 of these digits; this program trains on all of MNIST.',
  initialize: 'Weights as Keras draws them at first.',
  prepare: 'From images as stored, 0 to 255, to the input of the network.',
  model: 'The network, not trained yet.',
  training: 'Train and evaluate.',
  evaluate: 'What it reaches on images that it has never seen.',
  logarithms:
    'The loss takes the logarithms of the outputs here, where Convas takes the distances themselves.',
  distances: 'The loss takes the distances themselves, the softmax of them comes later.',
  'left-out': ({ settings }: { settings: readonly string[] }) =>
    `Settings in Convas that this program does not follow: ${list(settings)}.`,
};
