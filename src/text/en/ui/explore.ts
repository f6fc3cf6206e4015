import { counted } from '../words.ts';

/** Looking through data: every image, one in detail, and all of them in numbers. */
export const explore = {
  notHere: 'There is no dataset on this machine to look through yet',
  images: 'Images of the split',
  image: (label: string, index: string) => `${label}, image ${index}`,
  goTo: 'Go to image',
  found: (count: number) => counted(count, 'image'),
  choose: 'Choose an image to see it large and to read its pixels. Arrow keys go to the next.',
  index: (index: string) => `Image ${index}`,
  hover: 'Point at a pixel to read its value.',
  pixel: (row: number, column: number, value: string) => `row ${row}, column ${column}: ${value}`,
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
  sheet: { title: 'Sample, 5 × 6', another: 'Another sample' },
};
