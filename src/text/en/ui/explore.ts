import { issues } from '../../members/issues.ts';
import { inLanguage } from '../../members/members.ts';
import { counted, groupDigits } from '../words.ts';

/** Looking through data: every image, one in detail, and all of them in numbers. */
export const explore = {
  notHere: 'There is no dataset on this machine to look through yet',
  images: 'Images of the split',
  image: (label: string, index: string) => `${label}, image ${index}`,
  goTo: 'Go to image',
  found: (count: number) => counted(count, 'image'),
  circled: (count: number) => `${counted(count, 'example')} chosen on a map`,
  showAll: 'Show all',
  choose: 'Choose an image to see it large and to read its pixels. Arrow keys go to the next.',
  index: (index: string) => `Image ${index}`,
  hover: 'Point at a pixel to read its value.',
  pixel: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
  labelErrors: {
    title: 'Likely label errors',
    about:
      'By a run’s predictions of the test images, which it has not learned from (confident learning). Look at each: a surprising image may be labeled right.',
    run: 'Choose a run',
    busy: 'Predicting the test images',
    failed: 'The labels could not be checked',
    none: 'No label of the test images looks wrong to this run.',
    found: (count: number, examples: number) =>
      `${counted(count, 'label')} of ${groupDigits(examples)} ${count === 1 ? 'is' : 'are'} likely wrong`,
    one: (index: string, given: string, suggested: string, quality: string) =>
      `Image ${index}: labeled ${given} (${quality}), looks like ${suggested}`,
  },
  map: {
    title: 'Map of the data',
    about:
      'Each image is a point, and images alike lie near one another. Draw around some to see them alone in the grid.',
    of: 'Computed from',
    pixels: 'Pixels',
    method: 'Method',
    methods: { pca: 'PCA', umap: 'UMAP' },
    busy: 'Computing the map',
    failed: 'The map could not be computed',
  },
  save: {
    csv: 'Save these as CSV',
    png: 'Save these as PNG',
    firstPng: (most: number) => `Save the first ${groupDigits(most)} as PNG`,
    saved: (place: string) => `Saved to ${place}.`,
    failed: 'The selection could not be saved',
  },
  counts: {
    title: 'Classes',
    class: 'Class',
    train: (count: string) => `Training, ${count}`,
    test: (count: string) => `Test, ${count}`,
  },
  pixels: {
    title: 'Pixels of the training images',
    busy: 'Computing over all training images',
    failed: 'The statistics could not be computed',
    meanImage: 'Mean image',
    columns: ['Channel', 'Mean', 'Std. deviation', 'Range'],
    gray: ['Gray'],
    colors: ['Red', 'Green', 'Blue'],
  },
  issues: {
    look: 'Look for issues',
    busy: 'Looking for issues in all images',
    failed: 'The images could not be checked',
    filter: 'Issue',
    all: 'All images',
    kinds: inLanguage(issues, 'en'),
    kind: (name: string, count: number) => `${name} (${groupDigits(count)})`,
    leaveOut: 'Leave out of training',
    leavingOut: 'Leaving images out',
    usual: (name: string, share: string) => `${name}: not listed, as ${share} of the images have it.`,
    noLeakage: 'No test image has a duplicate in training.',
    leakage: (share: string, count: number) =>
      `${share} of the test images (${groupDigits(count)}) have a duplicate in training: the test accuracy is too good.`,
    leaveDoubles: 'Leave the duplicates out of training',
  },
  sheet: { title: 'Sample, 5 × 6', another: 'Another sample' },
};
