import { namesOf, type PublishedArchive, type PublishedFile } from './published.ts';

const file = (name: string, bytes: number, sha256: string): PublishedFile => ({
  name,
  sha256,
  bytes,
  downloadBytes: bytes,
});

/** Street View House Numbers, cropped digits (Netzer et al. 2011). Digests as TensorFlow Datasets lists them. */
export const svhn: PublishedArchive = {
  info: {
    id: 'svhn',
    ...namesOf('svhn'),
    source: 'http://ufldl.stanford.edu/housenumbers/',
    classes: [...'0123456789'],
    sampleShape: [32, 32, 3],
    train: 73_257,
    test: 26_032,
  },
  forms: [
    {
      id: 'svhn',
      format: 'svhn',
      packed: 'files',
      files: [
        file(
          'train_32x32.mat',
          182_040_794,
          '435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8',
        ),
        file(
          'test_32x32.mat',
          64_275_384,
          'cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b',
        ),
      ],
      entries: { train: ['train_32x32.mat'], test: ['test_32x32.mat'] },
      // The two files and, of each, the pixels that are unpacked.
      unpackedBytes: 182_040_794 + 64_275_384 + (73_257 + 26_032) * 3073,
      hosts: ['https://ufldl.stanford.edu/housenumbers', 'http://ufldl.stanford.edu/housenumbers'],
      inData: ['svhn'],
    },
  ],
};
