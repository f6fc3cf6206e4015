import { message } from '../../text/message.ts';
import { type LocalCheck, nameOf } from '../problems/context.ts';
import { knownOf, walkBack } from './walk.ts';

export const dropoutBeforeNormalization: LocalCheck = {
  code: 'dropout-before-normalization',
  at(context, id) {
    if (knownOf(context, id)?.kind.kind !== 'batchNormalization') return [];
    const source = walkBack(context, id, ({ kind }) => !kind.drops && kind.family !== 'normalization');
    if (!source?.known.kind.drops || source.known.params['rate'] === 0) return [];
    return [
      {
        severity: 'warning',
        code: 'dropout-before-normalization',
        layer: source.id,
        message: message('lints.dropout-before-normalization', { name: nameOf(context, id) }),
        repairs: [{ label: message('repairs.remove-dropout'), action: 'removeLayer', layer: source.id }],
      },
    ];
  },
};
