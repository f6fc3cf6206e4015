import { idxForm, namesOf, type PublishedArchive } from './published.ts';

/** Kuzushiji-MNIST (Clanuwat et al. 2018). Digests of the gzip files as TensorFlow Datasets lists them. */
export const kmnist: PublishedArchive = {
  info: {
    id: 'kmnist',
    ...namesOf('kmnist'),
    source: 'http://codh.rois.ac.jp/kmnist/',
    classes: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
    sampleShape: [28, 28, 1],
    train: 60_000,
    test: 10_000,
  },
  forms: [
    idxForm(
      {
        'train-images-idx3': {
          sha256: '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
          digestOf: 'file',
          bytes: 47_040_016,
          downloadBytes: 18_165_135,
        },
        'train-labels-idx1': {
          sha256: 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
          digestOf: 'file',
          bytes: 60_008,
          downloadBytes: 29_497,
        },
        't10k-images-idx3': {
          sha256: 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
          digestOf: 'file',
          bytes: 7_840_016,
          downloadBytes: 3_041_136,
        },
        't10k-labels-idx1': {
          sha256: '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
          digestOf: 'file',
          bytes: 10_008,
          downloadBytes: 5_120,
        },
      },
      {
        id: 'kmnist',
        hosts: [
          'https://codh.rois.ac.jp/kmnist/dataset/kmnist',
          'http://codh.rois.ac.jp/kmnist/dataset/kmnist',
        ],
        inData: ['kmnist'],
      },
    ),
  ],
};
