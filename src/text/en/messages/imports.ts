import { counted, decimal, groupDigits, list, plural, quoted } from '../words.ts';

type Part = 'train' | 'validation' | 'test';
const partNames = { train: 'training', validation: 'validation', test: 'test' } as const;

/** What the options of a dataset's reference can be. */
const optionValues = {
  size: 'height and width, such as 32x32, each at most 1,024',
  background: 'white, black, or a color such as ff8800',
  bits: 'a whole number from 9 to 16',
  separator: 'one character, or tab',
  header: 'yes or no',
  decimal: 'point or comma',
  length: 'a whole number from 1 to 10,000',
  transpose: 'yes or no',
  words: 'a whole number from 1 to 1,000,000',
  examples: 'images or numbers',
  target: 'class, labels, numbers or mask',
} as const;

/** What became of the data that a person gave: what looks wrong, what was left out, and what was changed. */
export const imports = {
  published: 'a dataset as it is published',

  'no-validation': ({ dataset }: { dataset: string }) => `${dataset} has no validation split.`,

  'gif-frame': ({ file }: { file: string }) =>
    `${file} cannot be decoded: its first frame is not inside its canvas. Replace it.`,

  'all-alike': ({ value }: { value: number }) =>
    `Every value of every example is ${value}: the examples cannot be told apart. Check how the data were saved.`,
  'below-one':
    'All values are 0 or 1 of 255: the images are nearly black. Multiply them by 255 before saving them, or add a rescaling step.',
  'one-class': 'There is only one class: there is nothing to tell apart. Add examples of another class.',
  'class-per-example': ({ classes, examples }: { classes: number; examples: number }) =>
    `There are ${counted(classes, 'class', 'classes')} for ${counted(examples, 'example')}: the labels look like names of examples, not of classes.`,
  'left-out': ({ count, file, reason }: { count: number; file: string; reason: string }) =>
    count === 1
      ? `${file} was left out: ${reason.replace(/\.$/, '')}.`
      : `${groupDigits(count)} files were left out, the first of them ${file}: ${reason.replace(/\.$/, '')}.`,
  'unknown-option': ({
    path,
    option,
    format,
    known,
  }: {
    path: string;
    option: string;
    format: string;
    known: readonly string[];
  }) =>
    `${path} is ${format}, which has no option "${option}". ${known.length === 0 ? 'It has none.' : `Options: ${list(known)}.`}`,

  looking: 'looking at images',
  resized: ({
    count,
    all,
    size,
    asked,
    isBent,
  }: {
    count: number;
    all: number;
    size: string;
    asked: boolean;
    isBent: boolean;
  }) =>
    `${groupDigits(count)} of ${counted(all, 'image')} ${plural(count, 'was', 'were')} resized to ${size}, ${asked ? 'as asked for' : 'the most common size'}${isBent ? '; their proportions were not kept' : ''}.`,
  'made-color': ({ count, all }: { count: number; all: number }) =>
    `${groupDigits(count)} of ${counted(all, 'image')} ${plural(count, 'is', 'are')} gray and ${plural(count, 'was', 'were')} given three equal channels, because others are in color.`,
  'twelve-bits': ({ peak }: { peak: number }) =>
    `The images have 16 bits, but no value is above ${groupDigits(peak)}: they look like data of 12 bits or fewer and are dark. Open them with the option "bits=12" to stretch them.`,
  'no-image': ({ path, reason }: { path: string; reason: string }) =>
    `The images in ${path} cannot be read. The first problem: ${reason}`,
  'folder-without-images': 'it is a folder without images',
  'no-image-name': 'it is no image',
  'in-no-class': 'it is in no folder of a class',
  'bad-option': ({ option, value }: { option: keyof typeof optionValues; value: string }) =>
    `The option "${option}" cannot be "${value}". Expected: ${optionValues[option]}.`,
  'classes-only-validation': ({ names }: { names: readonly string[] }) =>
    `Only the validation split has examples of ${quoted(names.slice(0, 3), names.length)}: the network cannot learn what it is validated on.`,

  'format-masks': 'a folder of images and a folder of masks of the same names',
  'reading-masks': 'reading masks',
  'no-mask': 'it has no mask of the same name',
  'mask-without-image': 'it is a mask without an image of the same name',
  'several-files': ({ path, names }: { path: string; names: readonly string[] }) =>
    `${path} holds several files of data: ${list(names.slice(0, 6))}. Open one of them.`,
  'windows-1252':
    'The file is not in UTF-8, so it was read as Windows-1252. Save it as UTF-8 if letters look wrong.',
  'no-text': 'it is not a text: it holds zero bytes',
  'empty-text': 'it holds no text',
  'array-target': ({ kind }: { kind: 'labels' | 'numbers' | 'mask' }) =>
    kind === 'mask'
      ? 'The targets are masks: a class for each pixel.'
      : kind === 'numbers'
        ? 'The targets were taken as numbers to predict: most of them have fractions.'
        : 'The targets were taken as labels of 0 and 1.',
  'folder-loop': 'it is a link to a folder that it is in',
  'folder-too-deep': ({ most }: { most: number }) =>
    `it is more than ${groupDigits(most)} folders down, where nothing is looked for`,
  'no-examples': ({ path }: { path: string }) => `${path} holds no examples.`,
  'listed-again': ({ line }: { line: number }) =>
    `line ${groupDigits(line)} of the list names it again; the first line counts`,
  'archive-link': 'it is a link or a device, which archives of data have no need of',
  'archive-open': 'it may be cut short: what ends a tar archive is missing',
  'as-numbers':
    'The examples are taken as numbers, not as images: their shape or their values are none of pixels.',
  'npz-not-finite': ({ file, place, value }: { file: string; place: number; value: string }) =>
    `${file}: value ${groupDigits(place)} is ${value}, and numbers have to be finite.`,
  'mask-shape': ({ file, shape }: { file: string; shape: readonly number[] }) =>
    `${file}: masks of shape ${shape.join(' × ')} cannot be read. Expected: examples × height × width, with the class of each pixel as a whole number.`,
  'mask-value': ({ file, value }: { file: string; value: string }) =>
    `${file}: a mask has the value ${value}. Expected: the class of each pixel as a whole number.`,
  'mask-classes': ({ file, most }: { file: string; most: number }) =>
    `${file}: the masks have more than ${groupDigits(most)} different values, so they are no classes of pixels. Save masks without lossy compression (PNG), with one value for each class.`,
  'targets-shape': ({ file, shape }: { file: string; shape: readonly number[] }) =>
    `${file}: targets of shape ${shape.join(' × ')} cannot be read. Expected: a number for each example, or a row of them.`,
  'format-npy': 'NumPy arrays (.npy)',
  'npy-objects':
    'values of type "|O" cannot be read: they are Python objects (pickle), which can run any program. Save the arrays as numbers: uint8 or float32',
  scaled: ({ from, to }: { from: number; to: number }) =>
    `Values from ${decimal(from)} to ${decimal(to)} were scaled to 0 to 255.`,
  'scaled-bool': 'True was made 255 (white), False 0 (black).',
  'rows-of-pixels': ({ shape }: { shape: string }) => `Rows of values were read as images of ${shape}.`,
  'channels-first': 'The channels were moved behind height and width.',
  flattened: 'Transparent pixels were laid over the background (white unless given).',
  'sizes-differ': ({ file, part, own, other }: { file: string; part: Part; own: string; other: string }) =>
    `${file}: the ${partNames[part]} images are ${other}, those of the training split ${own}. Save all at one size.`,
  'no-array': ({ file, name, arrays }: { file: string; name: string; arrays: readonly string[] }) =>
    `${file} has no array "${name}". It holds ${list(arrays)}.`,
  'npz-unclear': ({ file, arrays }: { file: string; arrays: readonly string[] }) =>
    arrays.length === 0
      ? `${file} holds no arrays.`
      : `${file} holds ${list(arrays)}: it is not clear which of them are images and labels. Name them: "${file}?images=NAME&labels=NAME", or save them as x_train and y_train.`,
  'no-one-hot': ({ file, example, classes }: { file: string; example: number; classes: number }) =>
    `${file}: the label of example ${groupDigits(example)} is no class of ${groupDigits(classes)}: one value of its row should be 1 and all others 0.`,
  'names-and-numbers': ({ file }: { file: string }) =>
    `${file}: the labels of one split are names, those of another numbers. Use the same for both.`,

  'no-label': 'the label is missing',
  'too-many-names': ({ most }: { most: number }) =>
    `there are more than ${groupDigits(most)} different labels: this column does not name classes`,
  'csv-one-hot': 'the label is no class: one of its columns should be 1 and all others 0',
  'csv-missing': ({ value }: { value: number }) =>
    `value ${groupDigits(value)} is missing or is not a number`,
  'no-column': ({ option, value, columns }: { option: string; value: string; columns: number }) =>
    `The option "${option}" names no column: "${value}". Expected: a name of the first line, "first", "last", or a number from 0 to ${groupDigits(columns - 1)}.`,
  'bad-shape': ({ value, pixels }: { value: string; pixels: number }) =>
    `The option "shape" cannot be "${value}": each row has ${counted(pixels, 'pixel')}. Expected: height × width or height × width × channels, such as 28x28 or 32x32x3.`,
  'index-dropped': ({ column }: { column: string }) =>
    `The column "${column}" numbers the rows and was dropped.`,
  'label-column': ({ column }: { column: string }) => `The labels were taken from the column "${column}".`,
  'one-hot-columns': ({ count }: { count: number }) =>
    `${groupDigits(count)} columns of 0 and 1 were read as one label of as many classes.`,
  packed: ({ file }: { file: string }) =>
    `${file} is packed with gzip, whatever its name says. Unpack it first.`,
  'numbered-header': 'The first line counts its columns and was read as their names, not as an example.',
  'format-archive': 'a zip or tar archive of any of these',
  'unsafe-name': ({ name }: { name: string }) => `it holds "${name}", a name that leads out of it`,
  'format-texts': 'a folder of text files for each class',
  'format-labeled': 'a folder of images and a .csv file with their labels',
  'format-parquet': 'Parquet files with images and labels (.parquet)',
  'no-texts': ({ path }: { path: string }) => `${path} holds no text file that can be read.`,
  'no-list': ({ path }: { path: string }) => `${path} holds no list that names its images.`,
  'not-in-folder': ({ line }: { line: number }) =>
    `line ${groupDigits(line)} of the list names it, but there is no such image`,
  'not-in-list': ({ list: name }: { list: string }) => `${name} has no label for it`,
  'parquet-columns': ({ path, columns }: { path: string; columns: readonly string[] }) =>
    `${path} has the columns ${list(columns)}: it is not clear which of them are images (as bytes) and labels. Name the labels with the option "label".`,
  tokenized: ({ words, length, cut }: { words: number; length: number; cut: number }) =>
    `Texts were made sequences of ${counted(length, 'token')} of ${groupDigits(words)}: set that as the input dimension of the embedding. 0 fills the rest, 1 stands for rare words.${cut > 0 ? ` ${counted(cut, 'text')} ${plural(cut, 'was', 'were')} cut.` : ''}`,
  'text-column': ({ column }: { column: string }) => `The texts were taken from the column "${column}".`,
  'number-column': ({ column }: { column: string }) =>
    `The column "${column}" has fractions: it was read as a number to predict, not as a class.`,
  'csv-no-flag': ({ value }: { value: number }) => `value ${groupDigits(value)} is neither 0 nor 1`,
  'header-as-example': ({ label }: { label: string }) =>
    `The first line may be a header that was read as an example: no other line has the label "${label}". Open the data with the option "header=yes" if it is one.`,
  transposed: 'Rows and columns of the images were exchanged, as EMNIST needs it.',
};
