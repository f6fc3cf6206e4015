import { groupDigits } from '../words.ts';

/** Preparing and augmenting: the ordered steps from a stored example to the network's input. */
export const prepare = {
  title: 'Prepare and augment',
  about: 'Steps from the stored image to the network’s input, in order.',
  noData: 'No dataset is chosen',
  noDataAbout: 'Steps are kept with the choice of a dataset.',
  chooseData: 'Choose a dataset',
  target: 'What the network learns to output',
  targets: {
    label: 'The class of the image',
    input: 'The image itself (autoencoder)',
  },
  targetsAbout: {
    label: 'One value for each class; the largest is the answer.',
    input:
      'The output has the shape of the input, and the loss is the distance between the two. No labels are used.',
  },
  steps: 'Steps',
  empty: 'No steps: images enter as they are stored, values 0 to 255.',
  add: 'Add step',
  groups: { prepare: 'Prepare', augment: 'Augment, in training only' },
  full: 'A document holds 32 steps.',
  training: 'training only',
  takesPart: (step: string) => `Use ${step}`,
  move: (step: string) => `Move ${step}`,
  moveAbout: 'Drag, or use the arrow keys.',
  moved: (step: string, place: number, count: number) => `${step} is now step ${place} of ${count}.`,
  remove: (step: string) => `Remove ${step}`,
  noParameters: 'It has no parameters.',
  edits: {
    target: 'Change what the network learns',
    add: (step: string) => `Add ${step}`,
    remove: (step: string) => `Remove ${step}`,
    move: (step: string) => `Move ${step}`,
    on: (step: string) => `Switch on ${step}`,
    off: (step: string) => `Switch off ${step}`,
    change: (step: string, parameter: string) => `Change ${parameter.toLowerCase()} of ${step}`,
    learn: (step: string) => `Learn the values of ${step}`,
  },
  learned: {
    title: 'Learned from the training split when training begins',
    from: (examples: string, of: string) =>
      examples === of
        ? `From ${examples} training examples, without those held out for validation.`
        : `Estimated from ${examples} of ${of} training examples; training uses all of them.`,
    fixed: 'Fixed in the document',
    again: 'Learn from the training split',
    busy: 'Computing',
    more: (count: number) => `and ${groupDigits(count)} more`,
  },
  preview: {
    title: 'Preview',
    stored: 'As stored',
    prepared: 'As the network sees it',
    inTraining: 'In training',
    result: (shape: string, low: string, high: string) => `Result: ${shape}, values from ${low} to ${high}`,
    fits: 'It fits the network’s input.',
    examples: 'Examples',
    example: (label: string, index: string) => `${label}, image ${index}`,
    others: 'Other examples',
    mixed: (share: string, own: string, rest: string, other: string) =>
      `Target: ${share} ${own}, ${rest} ${other}`,
    epoch: (epoch: string) => `Epoch ${epoch}`,
    nextEpoch: 'Next epoch',
    firstEpoch: 'Back to epoch 1',
    hover: 'Point at a pixel to read its value.',
    at: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
    noInput: 'The network has no image input of one or three channels yet.',
    notHere: 'The preview needs the dataset, which is not on this machine yet.',
    busy: 'Preparing examples',
    failed: 'The preview could not be computed',
  },
};
