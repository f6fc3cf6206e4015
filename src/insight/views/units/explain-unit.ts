import { z } from 'zod';
import type { Params, Window } from '../../../layers/kind.ts';
import type { Tensor } from '../../../layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../../network/network.ts';
import { message } from '../../../text/message.ts';
import { readOutput } from '../../feature-maps.ts';
import type { Figure, FigureOf } from '../../figure.ts';
import { layoutOf } from '../../maps.ts';
import { defineView, type Tools } from '../../view.ts';
import { checkChannel } from './channel.ts';

const caption = (name: string) => message('members.caption', { view: 'explain-unit', name });

type Unit = FigureOf<'unit'>;
type Term = Unit['terms'][number];

/** Channels of the input that are shown at most: those that add most. */
const maxTerms = 6;
/** Rows of a softmax's table. */
const maxRows = 12;
/** Relative difference up to which a value counts as the sum of its products. */
const tolerance = 1e-3;

/** The function at the layer's end, and its parameters without it. */
function withoutActivation(params: Params): { readonly activation: string | null; readonly params: Params } {
  const { activation } = params;
  return typeof activation === 'string' && activation !== 'linear'
    ? { activation, params: { ...params, activation: 'linear' } }
    : { activation: null, params };
}

/** A layer by itself. */
function forwardOf({ tf, weights }: Tools, layer: NetworkLayer) {
  const own = Object.fromEntries(
    Object.entries(weights(layer)).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
  const none = (): never => {
    throw new Error('Nothing is drawn where a network is used.');
  };
  return {
    of: (params: Params, inputs: readonly Tensor[]): Tensor =>
      layer.kind.forward(tf, params, {
        inputs,
        weights: own,
        training: false,
        random: { uniform: none, normal: none },
        update: () => {},
        logits: false,
      }),
    dispose: () => tf.dispose(Object.values(own)),
  };
}

type Place = Pick<Unit, 'row' | 'column' | 'channel'>;
type Box = Unit['window'];

/** The place of the largest magnitude in a channel. */
function strongest(values: Float32Array, channels: number, channel: number, width: number) {
  let best = channel;
  for (let at = channel; at < values.length; at += channels)
    if (Math.abs(values[at]!) > Math.abs(values[best]!)) best = at;
  const place = Math.floor(best / channels);
  return { row: Math.floor(place / width), column: place % width };
}

/** Where slopes are, in a map of the input. */
function boxOf(slopes: readonly Float32Array[], height: number, width: number, channels: number): Box {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (const values of slopes) {
    for (let at = 0; at < values.length; at++) {
      if (values[at] === 0) continue;
      const place = Math.floor(at / channels);
      const [row, column] = [Math.floor(place / width), place % width];
      [top, left] = [Math.min(top, row), Math.min(left, column)];
      [bottom, right] = [Math.max(bottom, row), Math.max(right, column)];
    }
  }
  if (bottom < 0) return { top: 0, left: 0, height, width };
  return { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** What a place sees of maps of one size, as the kind of layer has it; null where slopes alone determine it. */
function windowOf(window: Window, spatial: number, { row, column }: Place): Box | null {
  if (window.reach !== 'local' || window.size.length !== spatial) return null;
  if (window.stride.some((stride) => !Number.isInteger(stride))) return null;
  const along = (axis: number, at: number) => ({
    start: at * window.stride[axis]! - window.padStart[axis]!,
    size: window.size[axis]!,
  });
  const [down, across] =
    spatial === 1 ? [{ start: 0, size: 1 }, along(0, column)] : [along(0, row), along(1, column)];
  return { top: down!.start, left: across!.start, height: down!.size, width: across!.size };
}

/** A part of a channel, NaN outside. @param values `[height, width, channels]` */
function cut(values: Float32Array, [height, width, channels]: readonly number[], channel: number, box: Box) {
  return Float32Array.from({ length: box.height * box.width }, (_, at) => {
    const row = box.top + Math.floor(at / box.width);
    const column = box.left + (at % box.width);
    if (row < 0 || column < 0 || row >= height! || column >= width!) return Number.NaN;
    return values[(row * width! + column) * channels! + channel]!;
  });
}

const productsOf = (patch: Float32Array, weights: Float32Array): number =>
  patch.reduce((sum, value, at) => sum + (Number.isNaN(value) ? 0 : value * weights[at]!), 0);

/** The classes' scores, what they are raised to, and their shares. */
function softmaxTable(scores: Float32Array, own: number, names: readonly string[]): Figure {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = Array.from(scores, (score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const order = powers.map((_, at) => at).sort((a, b) => powers[b]! - powers[a]!);
  const shown = order.slice(0, maxRows);
  if (!shown.includes(own)) shown[shown.length - 1] = own;
  return {
    figure: 'table',
    of: 'rows',
    title: caption('softmax'),
    columns: ['unit', 'score', 'power', 'share'].map(caption),
    rows: shown.map((at) => [names[at] ?? String(at), scores[at]!, powers[at]!, powers[at]! / total]),
  };
}

/** How a unit's value comes about. @param x the layer's inputs, `[1, ...]` */
function explained(
  tools: Tools,
  layer: NetworkLayer,
  x: readonly Tensor[],
  output: Float32Array,
  chosen: { readonly strongest: boolean } & Place,
): readonly Figure[] {
  const { tf, network, labels } = tools;
  const { activation, params } = withoutActivation(layer.params);
  const [height, width, channels] = layoutOf(
    layer.outputShape.length === 1 ? [1, 1, output.length] : layer.outputShape,
    output.length,
  );
  const { channel } = chosen;
  const found = strongest(output, channels, channel, width);
  const place: Place = {
    channel,
    row: chosen.strongest ? found.row : Math.min(chosen.row, height - 1),
    column: chosen.strongest ? found.column : Math.min(chosen.column, width - 1),
  };
  const at = (place.row * width + place.column) * channels + channel;
  const layerAlone = forwardOf(tools, layer);
  const { before, atZero, slopes, all } = tf.tidy(() => {
    const flat = (inputs: readonly Tensor[]): Tensor => tf.reshape(layerAlone.of(params, inputs), [-1]);
    const unit = (...inputs: Tensor[]): Tensor => tf.sum(tf.slice(flat(inputs), [at], [1]));
    const own = new Float32Array(flat(x).dataSync());
    return {
      all: own,
      before: own[at]!,
      atZero: unit(...x.map((input) => tf.zerosLike(input))).dataSync()[0]!,
      slopes: tf
        .grads(unit)([...x])
        .map((slope) => new Float32Array(slope.dataSync())),
    };
  });
  layerAlone.dispose();
  const maps = x.map((input) => new Float32Array(input.dataSync()));
  const shapes = layer.inputShapes.map((shape, input) => layoutOf(shape, maps[input]!.length));
  const [first] = shapes;
  const spatial = Math.max(1, layer.inputShapes[0]!.length - 1);
  const window =
    windowOf(layer.kind.window(layer.params, layer.inputShapes), spatial, place) ??
    boxOf(slopes, first![0], first![1], first![2]);
  const terms = layer.inputs.flatMap((id, input): readonly Term[] => {
    const shape = shapes[input]!;
    const from = network.layers.find((each) => each.id === id)!.name;
    const whole = { top: 0, left: 0, height: shape[0], width: shape[1] };
    return Array.from({ length: shape[2] }, (_, own): Term => {
      const patch = cut(maps[input]!, shape, own, window);
      const weights = cut(slopes[input]!, shape, own, window);
      const map = {
        height: shape[0],
        width: shape[1],
        values: cut(maps[input]!, shape, own, whole),
      };
      return { from, channel: own, map, patch, weights, sum: productsOf(patch, weights) };
    }).filter(({ weights }) => weights.some((weight) => weight !== 0 && !Number.isNaN(weight)));
  });
  const ranked = [...terms].sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const kept = new Set(ranked.slice(0, maxTerms));
  const total = terms.reduce((sum, term) => sum + term.sum, 0);
  const exact = Math.abs(total + atZero - before) <= tolerance * Math.max(1, Math.abs(before));
  const figure: Unit = {
    figure: 'unit',
    layer: layer.name,
    ...place,
    output: {
      height,
      width,
      values: cut(output, [height, width, channels], channel, { top: 0, left: 0, height, width }),
    },
    window,
    terms: terms.filter((term) => kept.has(term)),
    others: {
      count: terms.length - kept.size,
      sum: ranked.slice(maxTerms).reduce((sum, term) => sum + term.sum, 0),
    },
    bias: exact ? atZero : before - total,
    sum: before,
    activation,
    value: output[at]!,
    exact,
  };
  if (activation !== 'softmax') return [figure];
  const start = at - channel;
  return [figure, softmaxTable(all.subarray(start, start + channels), channel, labels)];
}

const takesNothing = (_network: Network, _reading: unknown, layer: NetworkLayer | null) =>
  layer !== null && layer.inputs.length === 0 ? ('needs-inputs' as const) : null;

/**
 * How one value of a layer comes about, with this network's numbers: the part of each input map that it sees, times its
 * weights, summed up, with the bias, through the activation. The weights are the derivative of the value before the
 * activation by the inputs, which in a layer that is a sum of products are the weights of that sum.
 */
export const explainUnit = defineView({
  group: 'units',
  needs: ['layer', 'image'],
  usualLayer: ({ layers }) =>
    layers.find(({ inputs, weights }) => inputs.length > 0 && weights.length > 0)?.id ??
    layers.find(({ inputs }) => inputs.length > 0)?.id ??
    null,
  refuse: takesNothing,
  parameters: z.object({
    channel: z.int().min(0).default(0),
    strongest: z.boolean().default(true),
    row: z
      .int()
      .min(0)
      .default(0)
      .meta({ only: { strongest: false } }),
    column: z
      .int()
      .min(0)
      .default(0)
      .meta({ only: { strongest: false } }),
  }),
  async *compute(tools, { layer, image }, parameters) {
    checkChannel(layer, parameters.channel);
    const { tf, input, outputs } = tools;
    const x = input(image);
    const wanted = [...new Set([...layer.inputs, layer.id])];
    const results = outputs(x, wanted);
    try {
      const inputs = layer.inputs.map((id) => results.get(id)!);
      yield explained(tools, layer, inputs, readOutput(results.get(layer.id)!).values, parameters);
    } finally {
      tf.dispose([x, ...results.values()]);
    }
  },
});
