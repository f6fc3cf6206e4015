import { message } from '../../../text/message.ts';
import { rocCurve } from '../../classification.ts';
import { defineCurves } from './curves.ts';

/** Of each class against all others: how many of the others are taken for it, to find how many of it. */
export const roc = defineCurves({
  view: 'roc',
  curve: rocCurve,
  reference: [
    {
      label: message('members.caption', { view: 'roc', name: 'chance' }),
      style: 'reference',
      x: Float32Array.of(0, 1),
      y: Float32Array.of(0, 1),
    },
  ],
});
