import { factsOfActivation } from '../../layers/activations.ts';
import { message } from '../../text/message.ts';
import { activation, normalization, optimizer, pretraining } from './remedies.ts';
import { type Detector, knownLayers, type Trouble, type TroubleInput } from './trouble.ts';

/** The last rows that are read together: one row alone may be a bad moment. */
const rowsRead = 3;
/** The first layer's share of the last one's gradient, a weight, below which it hardly learns. */
const vanishing = 1e-3;
/** Fewer trained layers have no long way back. */
const fewest = 4;

/** The size of a layer's gradient a weight, so that wide and narrow layers compare. */
function sizes(input: TroubleInput, row: TroubleInput['rows'][number]) {
  return knownLayers(input, row).flatMap(({ health, layer }) =>
    health.gradient !== null && health.params > 0 && layer.kind.family !== 'normalization'
      ? [{ layer, size: health.gradient / Math.sqrt(health.params) }]
      : [],
  );
}

/** Hochreiter 1991; Bengio, Simard and Frasconi 1994: a product of slopes below 1 shrinks with every layer. */
export const vanishingGradient: Detector = {
  code: 'vanishing-gradient',
  find(input): readonly Trouble[] {
    const { network } = input;
    const read = input.rows.slice(-rowsRead).map((row) => sizes(input, row));
    const newest = input.rows.at(-1);
    if (!newest || read.some((row) => row.length < fewest)) return [];
    const logarithms = read.map((row) => Math.log(row[0]!.size / row.at(-1)!.size));
    const share = Math.exp(logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length);
    if (!(share < vanishing)) return [];
    const last = read.at(-1)!;
    const [first] = last;
    const top = last.at(-1)!.layer;
    const flat = network.layers.filter(
      ({ id, params }) => !network.outputs.includes(id) && factsOfActivation(params['activation'])?.bounds,
    );
    return [
      {
        code: 'vanishing-gradient',
        severity: 'warning',
        layer: first!.layer.id,
        epoch: newest.epoch,
        message: message('troubles.gradient-vanishes', { first: first!.layer.name, last: top.name, share }),
        repairs: [
          ...activation(flat, 'relu'),
          ...normalization(
            input,
            last.slice(1, -1).map(({ layer }) => layer),
          ),
          ...optimizer(input, 'adam'),
          ...pretraining(input),
        ],
      },
    ];
  },
};
