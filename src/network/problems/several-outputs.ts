import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { removal, shownAs, wiresOnward } from './connecting.ts';
import { allUnfolded, nameOf, namesOf, outputsOf, type ProblemCheck } from './context.ts';

/** Of loose ends beyond these the first ones are told how to go on. */
const mostRepaired = 3;

export const severalOutputs: ProblemCheck = {
  code: 'several-outputs',
  find(context) {
    if (!allUnfolded(context)) return [];
    const outputs = outputsOf(context);
    if (outputs.length < 2) return [];
    const place = new Map(context.sorted.map((id, index) => [id, index]));
    const last = outputs.reduce((a, b) => ((place.get(b) ?? -1) > (place.get(a) ?? -1) ? b : a));
    const loose = outputs.filter((id) => id !== last);
    const repairs = loose.slice(0, mostRepaired).flatMap((id): Repair[] => {
      const end = shownAs(context, id);
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
