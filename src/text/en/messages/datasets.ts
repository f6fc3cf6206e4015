import { datasets as published } from '../../members/datasets.ts';
import { choice, counted, groupDigits, list, plural } from '../words.ts';

const megabytes = (bytes: number): string => `${groupDigits(Math.ceil(bytes / 1e6))} MB`;
const isPublished = (id: string): id is keyof typeof published => Object.hasOwn(published, id);

/** Names in quotes, and how many more there are than these. @param count of all */
function named(names: readonly string[], count: number): string {
  const shown = names.map((name) => `"${name}"`);
  const rest = count - names.length;
  return list(rest > 0 ? [...shown, `${groupDigits(rest)} more`] : shown);
}

const these = (count: number): string => plural(count, 'this class', 'these classes');

type Part = 'train' | 'validation' | 'test';
const parts = { train: 'training', validation: 'validation', test: 'test' } as const;

type Classes = { names: readonly string[]; count: number };

/** What is wrong with data, what is known of datasets, and how far loading is. */
export const datasets = {
  title: ({ id }: { id: string }) => (isPublished(id) ? published[id].en.title : id),
  description: ({ id }: { id: string }) => (isPublished(id) ? published[id].en.description : id),
  license: ({ id }: { id: string }) => (isPublished(id) ? published[id].en.license : id),
  'jpeg-copy': 'A JPEG copy is in use: accuracy is a few points lower than published.',
  'data-at': ({ path }: { path: string }) => `Data at ${path}`,

  'format-idx': 'IDX files',
  'format-cifar': 'CIFAR-10 binary files',
  'format-npz': 'a NumPy archive (.npz)',
  'format-csv': 'a .csv file (a label and pixels in each row)',
  'format-folders': 'a folder of images for each class',

  downloading: ({ file }: { file: string }) => `downloading ${file}`,
  unpacking: 'unpacking',
  reading: 'reading',
  'decoding-images': 'decoding images',

  canceled: 'Loading the data was canceled.',
  'none-named': 'This run names no data. Name a dataset: an ID or a path.',
  missing: ({ path, why, known }: { path: string; why: string; known: readonly string[] }) =>
    `There is no dataset "${path}", and ${why}. Datasets by name: ${list(known)}.`,
  'nothing-there': 'there is nothing at that path',
  'not-usable': ({ why }: { why: string }) => `what is at that path cannot be used: ${why}`,
  'no-format': ({ path, formats }: { path: string; formats: readonly string[] }) =>
    `${path} holds no data that can be read. Expected: ${choice(formats)}.`,
  'not-read': ({ id, why }: { id: string; why: string }) => `${id} cannot be read: ${why}`,
  'out-of-memory': ({ id, why }: { id: string; why: string }) =>
    `${id} does not fit into memory (${why}). Use less or smaller data.`,
  'needs-memory': ({ what, bytes, most }: { what: string; bytes: number; most: number }) =>
    `${what} needs ${megabytes(bytes)} of memory, at most ${megabytes(most)} can be used on this machine. Use less or smaller data.`,
  'too-many-examples': ({ what, examples, most }: { what: string; examples: number; most: number }) =>
    `${what} has ${groupDigits(examples)} examples, at most ${groupDigits(most)} can be used. Use fewer.`,

  'wrong-digest': ({
    path,
    file,
    actual,
    expected,
  }: {
    path: string;
    file: string;
    actual: string;
    expected: string;
  }) =>
    `${path} is not ${file} as published: its sha256 is ${actual}, not ${expected}. Delete or replace it.`,
  'wrong-length': ({
    path,
    file,
    bytes,
    expected,
  }: {
    path: string;
    file: string;
    bytes: number;
    expected: number;
  }) =>
    `${path} is not ${file} as published: it has ${groupDigits(bytes)} bytes, ${groupDigits(expected)} were expected. Replace it.`,
  offline: ({ file }: { file: string }) =>
    `${file} is not on this machine, and CONVAS_OFFLINE forbids downloading it. Put it into the folder that CONVAS_DATA names.`,
  unreachable: ({ file, failures }: { file: string; failures: readonly string[] }) =>
    `${file} could not be downloaded: ${failures.join('; ')}. Check the connection, or put the file into the folder that CONVAS_DATA names.`,
  'with-fix': ({ detail, fix }: { detail: string; fix: string }) => `${detail}. ${fix}`,
  'sent-other': ({ url }: { url: string }) => `${url} sent something else`,
  'lacks-file': ({ where, file }: { where: string; file: string }) => `${where} lacks ${file}. Replace it.`,
  'wrong-count': ({
    where,
    count,
    part,
    title,
    expected,
  }: {
    where: string;
    count: number;
    part: 'train' | 'test';
    title: string;
    expected: number;
  }) =>
    `${where} holds ${groupDigits(count)} ${part === 'train' ? 'training' : 'test'} images, ${title} has ${groupDigits(expected)}. Replace it.`,
  'wrong-image': ({
    where,
    file,
    shape,
    title,
    expected,
  }: {
    where: string;
    file: string;
    shape: string;
    title: string;
    expected: string;
  }) => `${where}: ${file} is ${shape}, ${title} has images of ${expected}. Replace it.`,

  'not-unpacked': ({ path, why }: { path: string; why: string }) =>
    `${path} cannot be unpacked: ${why}. Delete it or replace it.`,
  'ends-early': 'it ends too early',
  damaged: 'it is damaged',
  'no-zip': 'it is damaged, cut short, or not a zip archive',
  'larger-than-expected': 'it is larger than expected',
  'holds-more-than-expected': 'it holds more than expected',
  'too-many-members': ({ members }: { members: number }) => `it has ${groupDigits(members)} members`,
  encrypted: 'it is encrypted',
  'unknown-method': ({ method }: { method: number }) => `its compression method (${method}) is not supported`,
  'impossible-size': ({ bytes, packed }: { bytes: number; packed: number }) =>
    `it declares ${groupDigits(bytes)} bytes, which ${groupDigits(packed)} packed bytes cannot hold`,
  'more-than-declared': ({ bytes }: { bytes: number }) =>
    `it holds more than the ${groupDigits(bytes)} bytes that it declares`,
  'ends-after': ({ bytes, expected }: { bytes: number; expected: number }) =>
    `it ends after ${groupDigits(bytes)} of ${groupDigits(expected)} bytes`,
  'wrong-checksum': 'its checksum is wrong, so it is damaged',

  /** What is wrong with a file, where another sentence says it. */
  at: ({ file, why }: { file: string; why: string }) => `${file}: ${why}.`,
  'at-line': ({ file, line, why }: { file: string; line: number; why: string }) =>
    `${file}, line ${groupDigits(line)}: ${why}.`,

  'not-npy': 'it is not a NumPy array',
  'npy-header-length': ({ bytes, most }: { bytes: number; most: number }) =>
    `its header has ${groupDigits(bytes)} bytes, at most ${groupDigits(most)} were expected`,
  'npy-header-cut': 'its header is cut short',
  'npy-fortran': 'it is in Fortran order. Save it in C order: numpy.ascontiguousarray',
  'npy-type': ({ type }: { type: string }) =>
    `values of type "${type}" cannot be read. Save them as uint8 or float32`,
  'npy-shape': ({ shape }: { shape: string }) => `its shape (${shape}) is not a list of whole numbers`,
  'npy-length': ({ shape, bytes }: { shape: string; bytes: number }) =>
    `its header declares ${shape} values, ${counted(bytes, 'byte')} ${plural(bytes, 'is', 'are')} there`,
  'npy-more': 'it holds more than its header declares',
  'cut-short': 'it is cut short',
  'npz-images': ({ file, shape }: { file: string; shape: string }) =>
    `${file}: images of ${shape} cannot be read. Expected: count × height × width, or count × height × width × channels with 1 or 3 channels.`,
  'npz-pixels': ({ file, pixels, most }: { file: string; pixels: number; most: number }) =>
    `${file}: ${groupDigits(pixels)} pixels are too many, at most ${groupDigits(most)} can be read.`,
  'npz-labels': ({ file, images, labels }: { file: string; images: number; labels: number }) =>
    `${file}: there are ${counted(images, 'image')}, but ${counted(labels, 'label')}.`,
  'npz-pixel': ({ file, value }: { file: string; value: number | string }) =>
    `${file}: a pixel is ${value}. Pixels go from 0 to 255, or from 0 to 1.`,
  'npz-label': ({ file, example, value }: { file: string; example: number; value: number | string }) =>
    `${file}: the label of example ${groupDigits(example)} is ${value}. Labels are whole numbers from 0.`,

  'not-mat': ({ file }: { file: string }) => `${file} is not a MATLAB file of level 5.`,
  'not-svhn': ({ file }: { file: string }) =>
    `${file} does not hold the images X [height, width, 3, count] and labels y [count, 1] of SVHN.`,
  'not-idx': ({ file }: { file: string }) => `${file} is not an IDX file.`,
  'idx-type': ({ file, type }: { file: string; type: number }) =>
    `${file} holds values of type ${type}, only bytes (type 8) can be read.`,
  'idx-header': ({ file }: { file: string }) => `${file} has a damaged IDX header.`,
  'idx-length': ({
    file,
    shape,
    found,
    bound,
  }: {
    file: string;
    shape: string;
    found: number | null;
    bound: 'exactly' | 'at-most' | 'more';
  }) =>
    `${file} should hold ${shape} bytes after its header, it has ${bound === 'more' || found === null ? 'more' : `${bound === 'at-most' ? 'at most ' : ''}${groupDigits(found)}`}.`,
  'idx-too-large': ({ file, shape, most }: { file: string; shape: string; most: number }) =>
    `${file} declares ${shape} bytes, at most ${groupDigits(most)} can be read.`,
  'idx-images': ({ file, shape }: { file: string; shape: string }) =>
    `${file} holds ${shape} values, images were expected.`,
  'idx-labels': ({
    file,
    images,
    labelsFile,
    labels,
  }: {
    file: string;
    images: number;
    labelsFile: string;
    labels: string;
  }) => `${file} holds ${counted(images, 'image')}, but ${labelsFile} holds ${labels} labels.`,
  'idx-none': ({ path }: { path: string }) => `${path} holds no IDX files to train on.`,

  'csv-pixels': ({ file, pixels }: { file: string; pixels: number }) =>
    `${file}: ${groupDigits(pixels)} pixels per row are no square image, neither gray nor in color.`,
  'csv-columns': ({ values, expected }: { values: number; expected: number }) =>
    `${counted(values, 'value')}, the other rows have ${groupDigits(expected)}`,
  'csv-label': ({ label }: { label: string }) => `the label is "${label}". Labels are whole numbers from 0`,
  'csv-pixel': ({ value }: { value: number }) => `value ${groupDigits(value)} is not a number from 0 to 255`,
  'csv-number': ({ value }: { value: number }) => `value ${groupDigits(value)} is not a number`,
  'csv-values': ({ most }: { most: number }) =>
    `more than ${groupDigits(most)} values. An image has at most 1,024 × 1,024 pixels in color`,
  'csv-open-quote': 'a quote is opened and never closed: close it, or write a quote inside a cell twice',
  'csv-row-length': ({ most }: { most: number }) =>
    `the row that begins here has more than ${groupDigits(most)} characters. Check that each quote is closed and that the file has line ends`,
  'csv-empty': ({ file }: { file: string }) => `${file} has no rows.`,

  'cifar-length': ({ file, bytes, record }: { file: string; bytes: number; record: number }) =>
    `${file} has ${groupDigits(bytes)} bytes, not a whole number of CIFAR records of ${groupDigits(record)} bytes.`,
  'label-too-large': ({ label, most }: { label: number; most: number }) =>
    `A label is ${groupDigits(label)}. Classes are numbered from 0 without gaps, and there are at most ${groupDigits(most)}.`,

  'image-empty': ({ file, width, height }: { file: string; width: number; height: number }) =>
    `${file} is ${width} × ${height} pixels: it is empty.`,
  'image-too-large': ({ file, width, height }: { file: string; width: number; height: number }) =>
    `${file} is ${width} × ${height} pixels: too large to read. Use at most 8,192 pixels per side and 33 million in all.`,
  'image-format': ({ file }: { file: string }) =>
    `${file} is not a PNG, JPEG, WebP, BMP, TIFF or GIF image. Convert it to one of these.`,
  'image-damaged': ({ file, detail }: { file: string; detail: string }) =>
    `${file} cannot be decoded (${detail}). Replace it.`,

  'empty-images': ({ id, shape }: { id: string; shape: string }) =>
    `${id}: its images are ${shape}: they are empty.`,
  'unsound-split': ({
    id,
    part,
    pixels,
    labels,
    images,
    shape,
  }: {
    id: string;
    part: Part;
    pixels: number;
    labels: number;
    images: number;
    shape: string;
  }) =>
    `${id}: the ${parts[part]} split has ${groupDigits(pixels)} pixels and ${counted(labels, 'label')} for ${counted(images, 'image')} of ${shape}.`,
  'unsound-targets': ({
    id,
    part,
    numbers,
    expected,
    examples,
  }: {
    id: string;
    part: keyof typeof parts;
    numbers: number;
    expected: number;
    examples: number;
  }) =>
    `${id}: its ${parts[part]} split has ${groupDigits(numbers)} target numbers; ${groupDigits(expected)} are expected for ${groupDigits(examples)} examples.`,
  'wrong-target': ({
    id,
    part,
    example,
    value,
    kind,
    most,
  }: {
    id: string;
    part: keyof typeof parts;
    example: number;
    value: string;
    kind: 'class' | 'labels' | 'numbers' | 'mask';
    most: number;
  }) => {
    const expected: Readonly<Record<typeof kind, string>> = {
      class: 'a class',
      labels: '0 or 1',
      numbers: 'a finite number',
      mask: `a class from 0 to ${most}`,
    };
    return `${id}: the target of example ${groupDigits(example)} of the ${parts[part]} split has the value ${value}; expected ${expected[kind]}.`;
  },
  'unknown-label': ({
    id,
    part,
    example,
    label,
    classes,
  }: {
    id: string;
    part: Part;
    example: number;
    label: number;
    classes: number;
  }) =>
    `${id}: example ${groupDigits(example)} of the ${parts[part]} split has label ${label}, there ${plural(classes, 'is', 'are')} ${counted(classes, 'class', 'classes')}.`,

  'classes-absent': ({ names, count }: Classes) =>
    `There are no examples of ${named(names, count)}: the network cannot learn ${these(count)}.`,
  'classes-untrained': ({ names, count }: Classes) =>
    `The training split has no examples of ${named(names, count)}, but the test split does. The network can only answer them wrongly.`,
  'classes-too-few': ({ names, count, heldOut }: Classes & { heldOut: number }) =>
    `${named(names, count)} ${plural(count, 'has', 'have')} fewer than ${heldOut} examples, so none could be held out for testing: the test accuracy does not cover ${these(count)}. Add examples, or a test split of your own.`,
  'classes-untested': ({ names, count }: Classes) =>
    `The test split has no examples of ${named(names, count)}: the test accuracy does not cover ${these(count)}. Add some.`,
};
