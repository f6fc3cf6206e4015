import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { reliability } from '../../classification.ts';
import { defineErrors } from './answers.ts';

const caption = (name: string) => message('members.caption', { view: 'calibration', name });

/** Whether the network is right as often as it is sure (reliability diagram; Guo et al. 2017). */
export const calibration = defineErrors({
  parameters: { bins: z.int().min(2).max(50).default(10) },
  refuse: ({ meaning }) => (meaning === 'probabilities' ? null : 'needs-probabilities'),
  show(_tools, { scores, predicted, actual, classes }, { bins }) {
    const confidence = Float32Array.from(predicted, (own, at) => scores[at * classes + own]!);
    const { bins: filled, error } = reliability(confidence, (at) => predicted[at] === actual[at], bins);
    const of = (name: 'confidence' | 'accuracy') => Float32Array.from(filled, (bin) => bin[name]);
    return [
      {
        figure: 'lines',
        title: null,
        x: { label: caption('confidence'), min: 0, max: 1 },
        y: { label: caption('accuracy'), min: 0, max: 1 },
        series: [
          { label: caption('network'), style: 'points', x: of('confidence'), y: of('accuracy') },
          {
            label: caption('perfect'),
            style: 'reference',
            x: Float32Array.of(0, 1),
            y: Float32Array.of(0, 1),
          },
        ],
      },
      {
        figure: 'table',
        of: 'measures',
        title: null,
        columns: [message('insight.measure'), message('insight.value')],
        rows: [
          [caption('error'), error],
          [
            caption('mean'),
            confidence.reduce((sum, value) => sum + value, 0) / Math.max(1, confidence.length),
          ],
          [caption('examples'), confidence.length],
        ],
      },
      {
        figure: 'table',
        of: 'rows',
        title: null,
        columns: [caption('confidence'), caption('accuracy'), caption('examples')],
        rows: filled.map((bin) => [bin.confidence, bin.accuracy, bin.count]),
      },
    ];
  },
});
