import { message } from '../../text/message.ts';
import type { Problem } from '../network.ts';
import { type LocalCheck, soleOutput } from '../problems/context.ts';

/** Weighted layers in a row that train without normalization or shortcuts. VGG19, the deepest of its time, has 19. */
const most = 24;

export const deepPlain: LocalCheck = {
  code: 'deep-plain',
  at: (context, id) =>
    context.flows.get(id)!.depth === most + 1
      ? [
          {
            severity: 'warning',
            code: 'deep-plain',
            layer: id,
            message: message('lints.deep-plain', { layers: most + 1 }),
            repairs: [
              {
                label: message('repairs.insert-normalization'),
                action: 'insertBefore',
                layer: id,
                kind: 'batchNormalization',
                params: {},
              },
            ],
          },
        ]
      : [],
  among(context, problems) {
    if (problems.length === 0 || soleOutput(context) === null) return [];
    const place = ({ layer }: Problem): number => context.places.get(layer!)!;
    const first = problems.reduce((a, b) => (place(b) < place(a) ? b : a));
    return [{ ...first, message: message('lints.deep-plain', { layers: context.deepest }) }];
  },
};
