import { counted, plural } from '../../words.ts';

export const files = {
  couldNotOpen: 'The file was not opened.',
  couldNotSave: 'The document was not saved.',
  couldNotRead: (name: string) => `${name} could not be read.`,
  noticesTitle: 'About this file.',
  restoredText: (name: string, when: string) =>
    `“${name}” was recovered as of ${when}, because it had not been saved.`,
  reloadEdit: 'Reload from disk',
  reloaded: (name: string) => `${name} was changed on disk by another program and has been reloaded.`,
  conflict: {
    changed: {
      title: (name: string) => `“${name}” has changed on disk`,
      text: 'Another window or program has written to it since you opened it. Overwriting it loses those changes; reloading it replaces yours, which Undo brings back.',
      overwrite: 'Overwrite',
    },
    missing: {
      title: (name: string) => `“${name}” is no longer there`,
      text: 'It was moved, renamed or deleted since you opened it.',
      overwrite: 'Save it there again',
    },
  },
  reload: 'Reload from disk',
  saveAs: 'Save as…',
  trouble: {
    changed: (name: string) => `${name} has changed on disk.`,
    changedText: 'You have changes that are not saved. Nothing is overwritten until you choose.',
    missing: (name: string) => `${name} is no longer there.`,
    missingText: 'It was moved, renamed or deleted. What you see here is not saved.',
    unreadable: (name: string) => `${name} has changed on disk and cannot be read now.`,
    unreadableText: 'What you see here is no longer saved.',
  },
  alsoOpen: {
    title: (name: string) => `${name} is also open elsewhere.`,
    browser: (others: number) =>
      plural(others, 'Another tab has it open.', `${others} other tabs have it open.`),
    electron: (others: number) =>
      plural(others, 'Another window has it open.', `${others} other windows have it open.`),
    text: 'Neither overwrites what the other saves.',
  },
  recovery: {
    title: (name: string) => `Unsaved work on “${name}” was found.`,
    text: (when: string) => `Last change: ${when}.`,
    more: (count: number) => plural(count, 'One more after this.', `${count} more after this.`),
    recover: 'Recover',
    discard: 'Discard',
    discarded: (name: string) => `The unsaved work on “${name}” was discarded.`,
    bringBack: 'Bring it back',
  },
  notRecovered: 'The unsaved work was not recovered.',
  notDiscarded: 'The unsaved work was not discarded.',
  takenElsewhere: 'Another tab has recovered or discarded it.',
  afterFailure: {
    crashed: 'The window crashed and was loaded again.',
    hung: 'The window hung and was loaded again.',
  },
  afterFailureRestored: 'Your unsaved work is here as it was a moment before.',
  afterFailureClean: 'There was no unsaved work.',
  guardTitle: (name: string) => `Save the changes to “${name}”?`,
  guardText: 'Your changes will be lost if you don’t save them.',
  guardSave: 'Save',
  guardDiscard: 'Don’t save',
  guardCancel: 'Cancel',
  readOnlyBanner: 'Save a copy to make changes of your own.',
  saveCopy: 'Save a copy',
  editRefused: 'The change was not made.',
  draftFailed: 'Drafts of unsaved work are not being kept: save the document soon',
} as const;

export const gallery = {
  title: 'Start from a template',
  lead: 'LeNet-5 on handwritten digits',
  leadText:
    'The network that read bank checks in the 1990s. Open it, press Train, and watch it learn to tell ten digits apart.',
  leadAction: 'Open LeNet-5',
  empty: 'Empty canvas',
  emptyText: 'Draw a network from scratch.',
  open: 'Open a file',
  openText: 'A .convas document from this computer.',
  importModel: 'Import a model',
  importModelText: 'From Keras, ONNX, TensorFlow.js or PyTorch.',
  course: 'For the course',
  famous: 'Famous architectures',
  forLearning: 'Made for learning',
  counting: 'Counting its parameters',
  recent: 'Recent files',
  noRecent: 'Files you open or save appear here.',
  layers: (count: number) => counted(count, 'layer'),
  params: (count: number) => counted(count, 'parameter'),
  trainable: (count: number) => counted(count, 'trainable parameter'),
  picture: (title: string) => `Shapes of ${title}, from its input to its output`,
  back: 'Back to the canvas',
  memory: {
    trains: (memory: string) => `≈ ${memory} to train`,
    needs: (memory: string, batch: number) => `${memory} at a batch of ${batch}`,
    measured: (memory: string, batch: number) =>
      `Measured: training with ${counted(batch, 'image')} per step took ${memory} at its peak.`,
    own: (memory: string, batch: number) =>
      `Training with its batch of ${batch} takes about ${memory}, TensorFlow included.`,
    large: 'That is more than the 8 GB of many machines: there, choose a smaller batch.',
  },
  badge: 'As published',
  asPublished: (source: string) => `Counted just now: exactly the published number (${source}).`,
} as const;

export const news = {
  trained: (name: string) => `“${name}” is trained`,
  accuracy: (accuracy: string) => `It recognized ${accuracy} of images it had never seen.`,
  error: (error: string) => `It reconstructs images with an error of ${error}.`,
} as const;

/** What became of the layers of a model that was imported. */
export const imported = {
  title: (file: string) => `Imported ${file}`,
  failed: (file: string) => `${file} was not imported.`,
  noModel:
    'It is none of the files that models come in: .keras, .h5, .onnx, .safetensors, model.json, saved_model.pb. Choose the weights that lie beside a model together with it.',
  repeated: (parts: number, times: number) =>
    `${counted(parts, 'part')} of the network ${parts === 1 ? 'repeats' : 'repeat'}, ${counted(times, 'time')} in all. As blocks the network is easier to read; undo takes it back.`,
  makeBlocks: 'Make blocks',
  asRun: (weights: string) => `Its ${weights} weights are a run now: see Runs.`,
  layer: 'Layer',
  status: 'Became',
  detail: 'What differs',
  show: (name: string) => `Show ${name}`,
  statuses: { kept: 'Kept', approximated: 'Approximated', placeholder: 'Placeholder', refused: 'Refused' },
};
