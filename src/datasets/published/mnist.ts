import { idxForm, namesOf, type PublishedArchive } from './published.ts';

/** MNIST, whole (LeCun, Cortes, Burges). */
export const mnist: PublishedArchive = {
  info: {
    id: 'mnist',
    ...namesOf('mnist'),
    source: 'https://yann.lecun.com/exdb/mnist/',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    sampleShape: [28, 28, 1],
    train: 60_000,
    test: 10_000,
  },
  forms: [
    idxForm(
      {
        'train-images-idx3': {
          sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
          bytes: 47_040_016,
          downloadBytes: 9_912_422,
        },
        'train-labels-idx1': {
          sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
          bytes: 60_008,
          downloadBytes: 28_881,
        },
        't10k-images-idx3': {
          sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
          bytes: 7_840_016,
          downloadBytes: 1_648_877,
        },
        't10k-labels-idx1': {
          sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
          bytes: 10_008,
          downloadBytes: 4_542,
        },
      },
      {
        id: 'mnist',
        hosts: [
          'https://ossci-datasets.s3.amazonaws.com/mnist',
          'https://storage.googleapis.com/cvdf-datasets/mnist',
          'https://yann.lecun.com/exdb/mnist',
        ],
        inData: ['mnist', '.'],
      },
    ),
  ],
};
