import { defineKind } from '../kind.ts';
import { globalPooling } from './global-pooling.ts';

/** The mean of each channel: `[height, width, channels]` to `[channels]`. */
export const globalAveragePooling2d = defineKind({
  ...globalPooling(2, 'Average'),
  kind: 'globalAveragePooling2d',
  title: 'GlobalAveragePooling2D',
  common: true,
  synonyms: [
    'gap',
    'global average pooling',
    'global avg pool',
    'global pool',
    'adaptive average pooling',
    'adaptiveavgpool',
  ],
  keywords: ['pool', 'gap', 'mean', 'squeeze'],
  lesson:
    'Reduces each feature map to one number, its mean. It takes the place of Flatten and large dense ' +
    'layers at the end of modern networks (Lin, Chen and Yan 2013; GoogLeNet, ResNet): no weights, any ' +
    'image size, far less overfitting, and each channel becomes the evidence for something, wherever in ' +
    'the image it was found.',
});
