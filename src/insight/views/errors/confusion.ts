import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { confusionOf } from '../../classification.ts';
import { defineErrors } from './answers.ts';

const caption = (name: string) => message('members.caption', { view: 'confusion', name });

/** How often each class is taken for each: a row an actual class, a column a predicted one. */
export const confusion = defineErrors({
  parameters: { cells: z.enum(['counts', 'rates']).default('counts') },
  show({ labels }, { actual, predicted, classes }, { cells }) {
    const counts = confusionOf(actual, predicted, classes);
    const right = counts.reduce((sum, row, own) => sum + row[own]!, 0);
    const seen = predicted.length;
    const rates = counts.map((row) => {
      const all = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => (all === 0 ? 0 : count / all));
    });
    return [
      {
        figure: 'table',
        of: 'matrix',
        title: caption(cells),
        columns: [caption('corner'), ...labels],
        rows: (cells === 'rates' ? rates : counts).map((row, at) => [labels[at]!, ...row]),
      },
      {
        figure: 'table',
        of: 'measures',
        title: null,
        columns: [message('insight.measure'), message('insight.value')],
        rows: [
          [caption('accuracy'), seen === 0 ? 0 : right / seen],
          [caption('examples'), seen],
          [caption('mistakes'), seen - right],
        ],
      },
    ];
  },
});
