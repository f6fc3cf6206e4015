import { counted, groupDigits, plural } from '../words.ts';

/** A new network made of a trained one. */
export const transfer = {
  title: 'Transfer learning',
  lead: 'Keep what a trained network has learned, and train only a new output for your classes. A few images of each class are enough.',
  source: 'Trained network',
  bases: 'Ships with Convas',
  runs: 'Your runs',
  /** Base networks, by name. */
  shipped: { 'cifar-8': 'Base network for small images' } as Readonly<Record<string, string>>,
  base: (name: string, accuracy: string) => `${name} (${accuracy} right)`,
  data: 'Images with the new classes',
  noData: 'Choose data with classes: collect images in the Data stage, or drop a folder there.',
  classes: (names: readonly string[], count: number) =>
    `${counted(count, 'class', 'classes')}: ${names.slice(0, 6).join(', ')}${count > 6 ? ', …' : ''}`,
  cut: 'Keep the layers up to',
  cutAbout: 'Everything after this layer is replaced.',
  point: (name: string, shape: string) => `${name}, ${shape}`,
  head: 'The new output sees',
  heads: {
    mean: { title: 'Which features', about: 'Their mean over the image: what is in it, wherever it is.' },
    places: {
      title: 'Where, too',
      about: 'All places of the feature maps: poses and positions. Needs more images.',
    },
  },
  freeze: 'Freeze the kept layers',
  freezeAbout:
    'They do not change, so their outputs are computed once for every image. Unfreeze them step by step later.',
  summary: (kept: number, trained: number, all: number) =>
    `${counted(kept, 'layer')} with weights ${plural(kept, 'is', 'are')} kept; ${groupDigits(trained)} of ${groupDigits(all)} parameters train.`,
  noCut: 'This network has no layer with weights to keep.',
  failed: 'The network could not be made',
  unreadable: 'The trained network could not be read',
  create: 'Create',
  train: 'Create and train',
  name: (source: string, data: string) => `${source}, for ${data}`,
  fold: {
    title: 'Initial weights',
    none: 'random',
    from: (run: string) => `from ${run}`,
    about:
      'The layers that have the same names as in that run start with its weights, the others with random ones.',
    choose: 'Start from a trained network…',
    remove: 'Start with random weights',
    cache: 'Compute frozen layers once',
    cacheAbout:
      'What the frozen layers in front put out is computed before the first epoch and kept, also for later runs.',
    variants: 'Augmented variants',
    variantsAbout:
      'With random preprocessing steps, the features of so many variants of each training image are kept. Epoch n uses variant n; beyond the last they are used again, in turn.',
    unfreezeAbout:
      'The next run goes on from the last one’s weights, with a tenth of the learning rate for that layer. Batch normalization stays frozen.',
    unfrozen: (layer: string) => `Unfreeze ${layer}`,
    noneFrozen: 'No layer is frozen any more.',
    noRun: 'Train first: the next run goes on from the weights of the last one.',
  },
};
