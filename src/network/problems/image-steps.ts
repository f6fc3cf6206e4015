import { isImageShape } from '../../preprocessing/pipeline.ts';
import { stepOf } from '../../preprocessing/registry.ts';
import { message } from '../../text/message.ts';
import type { ProblemCheck } from './context.ts';

/** Preprocessing steps that make images of images, where the examples are none. */
export const imageSteps: ProblemCheck = {
  code: 'image-steps',
  find({ document, data }) {
    if (!data || !document.data || isImageShape(data.sampleShape, data.dtype)) return [];
    const { preprocessing } = document.data;
    const isForeign = (step: string): boolean => stepOf(step)?.numbers !== true;
    const foreign = preprocessing.filter(({ step }) => isForeign(step));
    if (foreign.length === 0) return [];
    return [
      {
        severity: 'error',
        code: 'image-steps',
        layer: null,
        onlyTraining: true,
        message: message('network.image-steps', { steps: foreign.map(({ step }) => step) }),
        repairs: [
          {
            label: message('repairs.remove-image-steps'),
            action: 'setData',
            data: { preprocessing: preprocessing.filter(({ step }) => !isForeign(step)) },
          },
        ],
      },
    ];
  },
};
