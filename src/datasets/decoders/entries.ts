import { EngineError } from '../../protocol/client.ts';
import { message, type Text } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import type { DatasetFacts, EntryFormat, PublishedForm } from '../published/published.ts';
import { canceledError } from '../reading/budget.ts';
import { decodeCifar } from './cifar.ts';
import { idxSplit } from './idx.ts';
import { decodeImage } from './image.ts';
import { decodeSvhn } from './svhn.ts';
import { transposed } from './transposed.ts';

/** A file of a published dataset, unpacked, in memory. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the entries' pattern found in its name; none where entries are named. */
  readonly groups: Readonly<Record<string, string>>;
}

export interface EntryContext {
  readonly info: DatasetFacts;
  readonly form: PublishedForm;
  /** The file or folder that the entries come from, for errors. */
  readonly where: Text;
  readonly options: LoadOptions;
}

/** Makes a split of its entries. */
export interface EntryDecoder {
  /** Whether the split takes memory beside the entries' own. */
  readonly copies: boolean;
  /** @throws EngineError `dataset-corrupt`, `image`, `canceled` */
  decode(entries: readonly Entry[], context: EntryContext): Promise<Split> | Split;
}

/** Images that are decoded at a time: the decoder's threads are busy, the loop stays free. */
const together = 64;

/** Images in the order of their numbers, then of their classes, so that classes alternate. */
const labeledImages: EntryDecoder = {
  copies: true,
  async decode(entries, { info, where, options }) {
    const [height, width, channels] = info.sampleShape as [number, number, number];
    const size = height * width * channels;
    const named = entries
      .map((entry) => ({ ...entry, label: info.classes.indexOf(entry.groups['label'] ?? '') }))
      .sort((a, b) => Number(a.groups['order']) - Number(b.groups['order']) || a.label - b.label);
    const images = new Uint8Array(named.length * size);
    for (let start = 0; start < named.length; start += together) {
      if (options.canceled?.()) throw canceledError();
      const part = named.slice(start, start + together);
      const decoded = await Promise.all(part.map(({ bytes, name }) => decodeImage(bytes, name)));
      decoded.forEach((image, index) => {
        if (image.width !== width || image.height !== height || image.channels !== channels) {
          throw new EngineError(
            'dataset-corrupt',
            message('datasets.wrong-image', {
              where,
              file: part[index]!.name,
              shape: `${image.height} × ${image.width} × ${image.channels}`,
              title: info.title,
              expected: info.sampleShape.join(' × '),
            }),
          );
        }
        images.set(image.data, (start + index) * size);
      });
      const done = start + decoded.length;
      options.onProgress?.({ phase: message('datasets.decoding-images'), done, total: named.length });
    }
    const values = named.map(({ label }) => label);
    const labels = info.classes.length <= 256 ? Uint8Array.from(values) : Int32Array.from(values);
    return { count: named.length, shape: [height, width, channels], images, labels };
  },
};

/** By format, total by type: a format that a dataset names has a decoder. */
export const entryDecoders: Readonly<Record<EntryFormat, EntryDecoder>> = {
  idx: {
    copies: false,
    decode([images, labels]) {
      return idxSplit(images!.bytes, labels!.bytes, [images!.name, labels!.name]);
    },
  },
  // Rows and columns are exchanged in EMNIST's files, and the letters count from 1.
  emnist: {
    copies: true,
    decode([images, labels], { form }) {
      const split = idxSplit(images!.bytes, labels!.bytes, [images!.name, labels!.name]);
      return { ...transposed(split), labels: split.labels.map((label) => label - (form.firstLabel ?? 0)) };
    },
  },
  'cifar-10': { copies: true, decode: (entries) => decodeCifar(entries) },
  'cifar-100': { copies: true, decode: (entries) => decodeCifar(entries, 100) },
  svhn: { copies: true, decode: ([file]) => decodeSvhn(file!.bytes, file!.name) },
  'labeled-images': labeledImages,
};
