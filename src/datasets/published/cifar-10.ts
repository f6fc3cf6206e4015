import { message } from '../../text/message.ts';
import { namesOf, type PublishedArchive, type PublishedFile } from './published.ts';

const classes = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];
/** Folders that people give the set. */
const folders = ['cifar-10', 'cifar10', '.'];
const batches = {
  train: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  test: ['test_batch.bin'],
};
const batch = (name: string): PublishedFile => ({ name, sha256: null, bytes: 30_730_000, downloadBytes: 0 });

/** CIFAR-10 (Krizhevsky 2009): the binary version, unpacked or not, or an archive of JPEG files in `CONVAS_DATA`. */
export const cifar10: PublishedArchive = {
  info: {
    id: 'cifar-10',
    ...namesOf('cifar-10'),
    source: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    classes,
    sampleShape: [32, 32, 3],
    train: 50_000,
    test: 10_000,
  },
  forms: [
    {
      id: 'cifar-10-batches-bin',
      format: 'cifar-10',
      packed: 'files',
      files: [...batches.train, ...batches.test].map(batch),
      entries: batches,
      unpackedBytes: 6 * 30_730_000,
      hosts: [],
      inData: folders.flatMap((folder) => [`${folder}/cifar-10-batches-bin`, folder]),
    },
    {
      id: 'cifar-10',
      format: 'cifar-10',
      packed: 'tar',
      files: [
        {
          name: 'cifar-10-binary.tar.gz',
          sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
          bytes: 170_052_171,
          downloadBytes: 170_052_171,
        },
      ],
      entries: batches,
      unpackedBytes: 200_000_000,
      hosts: ['https://www.cs.toronto.edu/~kriz'],
      inData: folders,
    },
    {
      id: 'cifar-10-jpeg',
      format: 'labeled-images',
      packed: 'tar',
      files: [{ name: 'cifar-10-images-jpg.tar.gz', sha256: null, bytes: 200_000_000, downloadBytes: 0 }],
      entries: {
        train: /^train\/(?<label>[a-z]+)\/(?<order>\d+)\.jpg$/,
        test: /^test\/(?<label>[a-z]+)\/(?<order>\d+)\.jpg$/,
      },
      unpackedBytes: 200_000_000,
      hosts: [],
      inData: folders,
      note: message('datasets.jpeg-copy'),
    },
  ],
};
