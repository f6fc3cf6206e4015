import { shapesLabels as info } from '../published/shapes-labels.ts';
import type { GeneratedDataset } from './generated.ts';
import { shapesMasks } from './shapes-masks.ts';

/** Classes of a mask that are forms, each a label. */
const forms = [1, 2];

export const shapesLabels: GeneratedDataset = {
  info,
  generate(part, count) {
    const { targets: masks, ...split } = shapesMasks.generate(part, count);
    const size = masks!.length / count;
    const targets = Float32Array.from({ length: count * forms.length }, (_, at) => {
      const example = Math.floor(at / forms.length);
      const mask = masks!.subarray(example * size, (example + 1) * size);
      return Number(mask.includes(forms[at % forms.length]!));
    });
    return { ...split, targets };
  },
};
