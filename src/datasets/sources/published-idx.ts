import { join } from 'node:path';
import type { DatasetInfo } from '../../protocol/data.ts';
import type { DatasetSource } from '../dataset.ts';
import { idxSplit } from '../decoders/idx.ts';
import { findFile, obtain, type PublishedFile } from '../obtain.ts';
import { dataFolder, datasetCache } from '../places.ts';
import { loading } from '../reading/budget.ts';

/** One of MNIST's four files, under the names that every set of its kind shares. */
export interface IdxPart {
  readonly sha256: string;
  readonly bytes: number;
  readonly downloadBytes: number;
}

export interface PublishedIdx {
  readonly info: Omit<DatasetInfo, 'availability' | 'downloadBytes'>;
  /** Addresses of the folder that the files lie in, best first. */
  readonly hosts: readonly string[];
  /** Folders of this machine where it may be installed. */
  readonly installed: readonly string[];
  /** Looked for in `CONVAS_DATA` itself as well as in the folder of its id below. */
  readonly inDataFolderItself: boolean;
  readonly parts: Readonly<Record<PartName, IdxPart>>;
}

const partNames = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'] as const;
type PartName = (typeof partNames)[number];

/** A dataset published as MNIST is: four IDX files in gzip, each pinned by the hash of its content. */
export function publishedIdx(set: PublishedIdx): DatasetSource {
  const { id } = set.info;
  const file = (part: PartName): PublishedFile => {
    const name = `${part}-ubyte.gz`;
    const data = dataFolder();
    const folders = [
      ...(data === null ? [] : [join(data, id), ...(set.inDataFolderItself ? [data] : [])]),
      ...set.installed,
    ];
    return {
      ...set.parts[part],
      name: `${id}/${name}`,
      copies: folders.flatMap((folder) => [join(folder, name), join(folder, `${part}-ubyte`)]),
      cache: datasetCache(id, name),
      urls: set.hosts.map((host) => `${host}/${name}`),
    };
  };
  return {
    id,
    async info() {
      const missing = [];
      for (const part of partNames) {
        if ((await findFile(file(part))) === null) missing.push(set.parts[part].downloadBytes);
      }
      return {
        ...set.info,
        availability: missing.length > 0 ? 'download' : 'ready',
        downloadBytes: missing.reduce((sum, bytes) => sum + bytes, 0),
      };
    },
    async load(options) {
      const split = async (images: PartName, labels: PartName) =>
        idxSplit(await obtain(file(images), options), await obtain(file(labels), options), [images, labels]);
      return loading.hold(
        partNames.reduce((sum, part) => sum + set.parts[part].bytes, 0),
        set.info.title,
        async () => ({
          train: await split('train-images-idx3', 'train-labels-idx1'),
          test: await split('t10k-images-idx3', 't10k-labels-idx1'),
        }),
        options.cancelled,
      );
    },
  };
}
