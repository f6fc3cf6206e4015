import { counted } from '../words.ts';

const fits = { pad: 'Pad or crop', resize: 'Resize' };
const fitsAbout = {
  pad: 'The image keeps its size; zeros fill the space around it, and what sticks out is cut off.',
  resize: 'The image is stretched or shrunk to the size of the input, bilinearly.',
};
const scalings = {
  'zero-one': '0 to 1',
  'minus-one-one': '−1 to 1',
  lecun: '−0.1 to 1.175 (LeCun 1998)',
  none: '0 to 255, as stored',
};
const scalingsAbout = {
  'zero-one': 'Each pixel is divided by 255. The usual choice.',
  'minus-one-one': 'Pixels lie evenly around zero.',
  lecun: 'Background is −0.1, ink 1.175, so that the mean is near 0 and the variance near 1.',
  none: 'Large inputs make early training unstable.',
};

const targets = {
  label: 'The class of the image',
  input: 'The image itself (autoencoder)',
};
const targetsAbout = {
  label: 'One value for each class; the largest is the answer.',
  input:
    'The output has the shape of the input, and the loss is the distance between the two. No labels are used.',
};

/** Data: which images, what they look like, how they become the network's input. */
export const data = {
  title: 'Dataset',
  choose: 'Choose a dataset',
  select: (title: string) => `Use ${title}`,
  size: (train: string, test: string) => `${train} training, ${test} test images`,
  classes: (count: number) => counted(count, 'class', 'classes'),
  ready: 'On this machine',
  download: (size: string) => `Download, ${size}`,
  downloadAgain: 'Try again',
  getting: (title: string) => `Getting ${title}`,
  failed: (title: string) => `${title} could not be prepared`,
  license: 'License',
  source: 'Source',
  none: 'No datasets',
  noneAbout: 'The datasets are listed once the engine is ready.',
  missing: {
    title: (id: string) => `The data "${id}" is not known on this machine`,
    about:
      'The document needs it. Choose another dataset above, or enter where it is: a folder of images for each class, IDX or CIFAR-10 files, a .npz or a .csv file.',
    path: 'Path of the data',
    look: 'Look there',
    use: 'Use the data at this path',
  },
  images: {
    title: 'Images',
    split: 'Split',
    train: 'Training',
    test: 'Test',
    label: 'Class',
    all: 'All classes',
    range: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
    previous: 'Previous images',
    next: 'Next images',
    image: (label: string, index: string) => `${label}, image ${index}`,
    failed: 'The images could not be read',
    retry: 'Try again',
    busy: 'Reading images',
    empty: 'No image of this class.',
  },
  statistics: {
    title: 'Classes and pixels',
    caption: 'Training images of each class',
    count: (label: string, train: string, test: string) => `${label}: ${train} in training, ${test} in test`,
    mean: 'Mean pixel, of 255',
    std: 'Standard deviation',
    failed: 'The statistics could not be computed',
    busy: 'Counting',
  },
  input: {
    title: 'From image to input',
    fit: 'Fit',
    scaling: 'Pixel values',
    target: 'What the network learns to output',
    fits,
    fitsAbout,
    scalings,
    scalingsAbout,
    targets,
    targetsAbout,
    stored: 'As stored',
    becomes: 'As the network sees it',
    noInput: 'The network has no image input of one or three channels yet.',
    hover: 'Point at a pixel to read its value.',
    at: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
    change: (what: string) => `Change ${what.toLowerCase()}`,
  },
};
