import { groupDigits } from '../words.ts';

const size = (shape: readonly number[]): string => shape.join(' × ') || '1';

/** What stands between a stored image and the network's input. */
export const preprocessing = {
  'unknown-step': ({ step }: { step: string }) =>
    `This version of Convas has no preprocessing step "${step}". Update Convas, or remove the step.`,
  'no-image-input': ({ shape }: { shape: readonly number[] }) =>
    `The network takes ${size(shape)}, but images need an input of height × width × channels with 1 or 3 channels.`,
  'wrong-size': ({ image, input }: { image: readonly number[]; input: readonly number[] }) =>
    `The preprocessing leaves images of ${size(image)}, but the network takes ${size(input)}. Add Pad or Resize to it.`,
  'wrong-shape': ({ example, input }: Record<'example' | 'input', readonly number[]>) =>
    `The examples have the shape ${size(example)}, but the network takes ${size(input)}. Give the input the shape of the examples.`,
  'only-images': ({ step }: { step: string }) =>
    `The preprocessing step "${step}" is for images, but these examples are other numbers. Remove the step.`,
  'crop-outside': ({ image, box, corner }: Record<'image' | 'box' | 'corner', readonly number[]>) =>
    `A crop of ${size(box)} from row ${corner[0]}, column ${corner[1]} does not fit into an image of ${size(image)}. Make it smaller, or resize or pad the image first.`,
  'not-gray': ({ channels }: { channels: number }) =>
    `Gray to RGB needs 1 channel, but the image has ${channels}. Remove the step.`,
  'not-fitted': ({ step }: { step: string }) =>
    `The preprocessing step "${step}" has not learned its values yet. They are learned from the training split when training begins.`,
  'wrong-amount': ({ shape, bytes }: { shape: readonly number[]; bytes: number }) =>
    `An image of ${size(shape)} does not have ${groupDigits(bytes)} bytes.`,
};
