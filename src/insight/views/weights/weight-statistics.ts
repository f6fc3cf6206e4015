import { z } from 'zod';
import { message } from '../../../text/message.ts';
import { histogramOf } from '../../histogram.ts';
import { defineView } from '../../view.ts';

const caption = (name: string) => message('members.caption', { view: 'weight-statistics', name });

/** Below this share of the largest a weight is as good as none. */
const nearZero = 0.01;

/** Every weight of the network: how large, how spread, how many near zero or not finite. */
export const weightStatistics = defineView({
  group: 'weights',
  needs: [],
  parameters: z.object({}),
  async *compute({ network, weights }) {
    const rows = network.layers.flatMap((layer) =>
      Object.entries(weights(layer)).map(([name, tensor]) => {
        const { mean, std, min, max, notFinite } = histogramOf(name, tensor);
        const norm = Math.sqrt(tensor.values.reduce((sum, value) => sum + value * value, 0));
        const largest = Math.max(Math.abs(min), Math.abs(max));
        const small = tensor.values.reduce(
          (sum, value) => sum + Number(Math.abs(value) <= nearZero * largest),
          0,
        );
        const share = tensor.values.length === 0 ? 0 : small / tensor.values.length;
        return [`${layer.name}/${name}`, tensor.values.length, norm, mean, std, share, notFinite];
      }),
    );
    const columns = ['weight', 'count', 'norm', 'mean', 'std', 'small', 'broken'].map(caption);
    yield [{ figure: 'table', of: 'rows', title: null, columns, rows }];
  },
});
