import { namesOf, type PublishedArchive } from './published.ts';

const digits = [...'0123456789'];
const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

interface Variant {
  readonly name: 'balanced' | 'letters' | 'digits';
  readonly classes: readonly string[];
  readonly train: number;
  readonly test: number;
  readonly firstLabel?: number;
}

/**
 * One of EMNIST's sets (Cohen, Afshar, Tapson, van Schaik 2017). All are in one archive, whose digest is as TensorFlow
 * Datasets lists it.
 */
function emnist({ name, classes, train, test, firstLabel = 0 }: Variant): PublishedArchive {
  const id = `emnist-${name}` as const;
  const part = (split: string): string[] =>
    ['images-idx3', 'labels-idx1'].map((file) => `${id}-${split}-${file}-ubyte.gz`);
  return {
    info: {
      id,
      ...namesOf(id),
      source: 'https://www.nist.gov/itl/products-and-services/emnist-dataset',
      classes: [...classes],
      sampleShape: [28, 28, 1],
      train,
      test,
    },
    forms: [
      {
        id,
        format: 'emnist',
        packed: 'zip',
        firstLabel,
        files: [
          {
            name: 'emnist-gzip.zip',
            hostName: 'gzip.zip',
            sha256: 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e',
            bytes: 561_753_746,
            downloadBytes: 561_753_746,
          },
        ],
        entries: { train: part('train'), test: part('test') },
        // Pixels, labels and the headers of the four files.
        unpackedBytes: (train + test) * (28 * 28 + 1) + 48,
        keepsArchive: true,
        hosts: [
          'https://biometrics.nist.gov/cs_links/EMNIST',
          'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST',
        ],
        inData: ['emnist', '.'],
      },
    ],
  };
}

/** Digits and letters, capital and small where they differ in form, each equally often. */
export const emnistBalanced = emnist({
  name: 'balanced',
  classes: [...digits, ...capitals, ...'abdefghnqrt'],
  train: 112_800,
  test: 18_800,
});

/** The 26 letters, capital and small in one class. */
export const emnistLetters = emnist({
  name: 'letters',
  classes: capitals,
  train: 124_800,
  test: 20_800,
  firstLabel: 1,
});

export const emnistDigits = emnist({ name: 'digits', classes: digits, train: 240_000, test: 40_000 });
