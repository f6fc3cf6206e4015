import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { outermostLayerOf, removal, wiresOnward } from './connecting.ts';
import { allUnfolded, nameOf, namesOf, type ProblemCheck } from './context.ts';

/** Of loose ends beyond these the first ones are continued. */
const maxRepaired = 3;

export const severalOutputs: ProblemCheck = {
  code: 'several-outputs',
  structural: true,
  find(context) {
    if (!allUnfolded(context)) return [];
    const { outputs } = context;
    if (outputs.length < 2) return [];
    const last = outputs.reduce((a, b) =>
      (context.places.get(b) ?? -1) > (context.places.get(a) ?? -1) ? b : a,
    );
    const loose = outputs.filter((id) => id !== last);
    const repairs = loose.slice(0, maxRepaired).flatMap((id): Repair[] => {
      const end = outermostLayerOf(context, id);
      return [
        ...wiresOnward(context.document, end, 2),
        removal(end, message('repairs.remove', { name: nameOf(context, id) })),
      ];
    });
    return [
      {
        severity: 'error',
        code: 'several-outputs',
        layer: loose[0]!,
        message: message('network.several-outputs', namesOf(context, outputs)),
        repairs,
        pending: true,
      },
    ];
  },
};
