import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { TargetSpec } from '../../training/target.ts';
import type { DecoderOptions } from '../reference.ts';
import type { NpyArray } from './npy.ts';

const kinds = ['class', 'labels', 'numbers', 'mask'] as const;
type Kind = (typeof kinds)[number];

const corrupt = (detail: Message): EngineError => new EngineError('dataset-corrupt', detail);

/** What an array of targets holds: by the option `target`, else by its shape and values. @throws EngineError `invalid` */
export async function targetKindOf(array: NpyArray, { target }: DecoderOptions): Promise<Kind> {
  if (target !== undefined) {
    const kind = kinds.find((each) => each === target);
    if (kind) return kind;
    throw new EngineError('invalid', message('imports.bad-option', { option: 'target', value: target }));
  }
  if (array.shape.length > 2) return 'mask';
  if (array.kind !== 'float') return 'class';
  // A single fraction among whole numbers is a label that went wrong.
  let fractions = 0;
  await array.each((value) => {
    if (Number.isFinite(value) && !Number.isInteger(value)) fractions++;
  });
  return fractions > array.size / 2 ? 'numbers' : 'class';
}

/** The targets of each part, and what they are. */
interface ArrayTargets<Part extends string> {
  readonly spec: TargetSpec;
  readonly targets: Readonly<Record<Part, Float32Array | Uint8Array | null>>;
}

/** Classes of pixels that masks may have: an index is a byte. */
const maxClasses = 256;

/** Every value that masks have is a class, in order. */
async function readMasks<Part extends string>(
  arrays: readonly (readonly [Part, NpyArray])[],
  file: string,
): Promise<ArrayTargets<Part>> {
  const [, height = 0, width = 0, ...channels] = arrays[0]![1].shape;
  const found = new Set<number>();
  for (const [, array] of arrays) {
    const isMask =
      array.shape[1] === height && array.shape[2] === width && channels.every((count) => count === 1);
    if (!isMask || array.shape.length < 3 || array.shape.length > 4)
      throw corrupt(message('imports.mask-shape', { file, shape: array.shape }));
    await array.each((value) => {
      if (!Number.isInteger(value))
        throw corrupt(message('imports.mask-value', { file, value: String(value) }));
      found.add(value);
      if (found.size > maxClasses) throw corrupt(message('imports.mask-classes', { file, most: maxClasses }));
    });
  }
  const values = [...found].sort((a, b) => a - b);
  const places = new Map(values.map((value, at) => [value, at]));
  const targets = {} as Record<Part, Uint8Array>;
  for (const [part, array] of arrays) {
    const own = new Uint8Array(array.size);
    await array.each((value, at) => {
      own[at] = places.get(value)!;
    });
    targets[part] = own;
  }
  return { spec: { kind: 'mask', height, width, classes: values.map(String) }, targets };
}

/**
 * Reads targets that are no classes: labels of 0 and 1, numbers, or masks.
 * @throws EngineError `dataset-corrupt`
 */
export async function readTargets<Part extends string>(
  kind: Exclude<Kind, 'class'>,
  labels: Readonly<Record<Part, NpyArray | undefined>>,
  file: string,
): Promise<ArrayTargets<Part>> {
  const arrays = (Object.entries(labels) as [Part, NpyArray | undefined][]).flatMap(
    ([part, array]): (readonly [Part, NpyArray])[] => (array ? [[part, array]] : []),
  );
  if (kind === 'mask') return readMasks(arrays, file);
  const [, count = 1] = arrays[0]![1].shape;
  const targets = {} as Record<Part, Float32Array>;
  for (const [part, array] of arrays) {
    if (array.kind === 'text' || array.shape.length > 2 || (array.shape[1] ?? 1) !== count)
      throw corrupt(message('imports.targets-shape', { file, shape: array.shape }));
    const own = new Float32Array(array.size);
    await array.each((value, at) => {
      own[at] = value;
      if (!Number.isFinite(own[at]!))
        throw corrupt(
          message('imports.npz-not-finite', { file: array.name, place: at, value: String(value) }),
        );
    });
    targets[part] = own;
  }
  const names = Array.from({ length: count }, (_, at) => String(at + 1));
  const spec: TargetSpec = kind === 'labels' ? { kind, names } : { kind, count };
  return { spec, targets };
}
