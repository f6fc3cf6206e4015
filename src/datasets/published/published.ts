import type { DatasetInfo } from '../../protocol/data.ts';
import type { datasets } from '../../text/members/datasets.ts';
import { message, type Text } from '../../text/message.ts';

/** What is known of a published dataset before any of it is on this machine. */
export type DatasetFacts = Omit<DatasetInfo, 'availability' | 'downloadBytes' | 'notices'>;

/** What a published dataset is called, what is in it and under which license: its texts in `text/members/datasets.ts`. */
type PublishedId = keyof typeof datasets;

export const namesOf = (id: PublishedId): Pick<DatasetFacts, 'title' | 'description' | 'license'> => ({
  title: message('datasets.title', { id }),
  description: message('datasets.description', { id }),
  license: message('datasets.license', { id }),
});

/** A file as it is published. */
export interface PublishedFile {
  readonly name: string;
  /** Its name at the hosts, where that says too little to keep it under. */
  readonly hostName?: string;
  /**
   * SHA-256 (hex) of its content, unpacked where it is gzip; of an archive, of the file as it is. Null where no digest
   * is published: then only its length and what is in it are checked.
   */
  readonly sha256: string | null;
  /** `file`: the digest is of the gzip file as it is, so that an unpacked copy is not taken for it. */
  readonly digestOf?: 'content' | 'file';
  /** Bytes of its content, unpacked where it is gzip. Of an archive without a digest, an upper limit. */
  readonly bytes: number;
  /** Bytes to download. */
  readonly downloadBytes: number;
}

/** Formats of files that make up a split; `decoders/entries.ts` has a decoder for each. */
export type EntryFormat = 'idx' | 'emnist' | 'cifar-10' | 'cifar-100' | 'svhn' | 'labeled-images';

/** One of the forms in which a dataset is published. */
export interface PublishedForm {
  /** Its name in the cache; unique among all forms of all datasets. */
  readonly id: string;
  readonly format: EntryFormat;
  /**
   * `files`: its files are the entries themselves. `tar`, `zip`: its one file is an archive of them, gzip or not; of a
   * zip archive's gzip members the content.
   */
  readonly packed: 'files' | 'tar' | 'zip';
  readonly files: readonly PublishedFile[];
  /**
   * The entries of each split: names in the order in which they are decoded, or a pattern of paths in the archive with
   * the groups `label` (a class) and `order` (a number).
   */
  readonly entries: Readonly<Record<'train' | 'test', readonly string[] | RegExp>>;
  /** At most so many bytes have all entries together, unpacked. */
  readonly unpackedBytes: number;
  /** Addresses of the folder that the files lie in, best first; none where it cannot be downloaded. */
  readonly hosts: readonly string[];
  /** Folders below `CONVAS_DATA` that are looked in, best first. */
  readonly inData: readonly string[];
  /** Folders of this machine that are looked in after those. */
  readonly installed?: readonly string[];
  /** The number that its first class has in the files; 0 unless given. */
  readonly firstLabel?: number;
  /** Whether its archive holds other datasets too, and is kept after it was read. */
  readonly keepsArchive?: boolean;
  /** Whether it ships with the app. */
  readonly shipped?: boolean;
  /** Sentence for the description while this form is in use. */
  readonly note?: Text;
}

/**
 * A dataset with a name: a value without code. What finds, downloads, checks, decodes and caches it is in
 * `published-source.ts`. To add one, write one file such as this folder's, and one line in `registry.ts`.
 */
export interface PublishedArchive {
  readonly info: DatasetFacts;
  /** Best first. The first form that is on this machine is read; where none is, the first with a host is downloaded. */
  readonly forms: readonly [PublishedForm, ...PublishedForm[]];
}

type Part = 'train-images-idx3' | 'train-labels-idx1' | 't10k-images-idx3' | 't10k-labels-idx1';

/** A form as MNIST has it: four IDX files in gzip, whose names all sets of its kind share. */
export const idxForm = (
  parts: Readonly<Record<Part, Omit<PublishedFile, 'name' | 'hostName'>>>,
  rest: Pick<PublishedForm, 'id' | 'hosts' | 'inData' | 'installed' | 'shipped'>,
): PublishedForm => {
  const names = Object.keys(parts) as Part[];
  return {
    ...rest,
    format: 'idx',
    packed: 'files',
    files: names.map((part) => ({ ...parts[part], name: `${part}-ubyte.gz` })),
    entries: {
      train: ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
      test: ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'],
    },
    unpackedBytes: names.reduce((sum, part) => sum + parts[part].bytes, 0),
  };
};
