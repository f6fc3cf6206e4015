import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SplitHandle } from '../../datasets/dataset.ts';
import { exampleBytes, imageShape, numbersOf, withReader } from '../../datasets/pixels.ts';
import { openDataset } from '../../datasets/registry.ts';
import type { FigureOf } from '../../insight/figure.ts';
import type { Layout } from '../../insight/projection/layout.ts';
import { principalComponents } from '../../insight/projection/pca.ts';
import { layOutInPlane } from '../../insight/projection/plane.ts';
import { spread } from '../../insight/views/space/activations.ts';
import type { Tensor2D } from '../../layers/tensorflow.ts';
import { EngineError } from '../../protocol/client.ts';
import type { dataMapCalls } from '../../protocol/data-map.ts';
import type { Handlers } from '../../protocol/serve.ts';
import { message, type Text } from '../../text/message.ts';
import { layoutInThread } from '../insight/layout.ts';
import { createPace } from '../insight/pace.ts';
import type { EngineContext } from './context.ts';

type Scatter = FigureOf<'scatter'>;

/** Values that are taken up at most: 256 MB as float32. */
const maxValues = 2 ** 26;
/** Examples that are read at once. */
const portion = 256;
/** Bytes of pictures that go with the points at most. */
const maxPictured = 2 ** 24;
/** umap-learn's `n_neighbors` without the point itself, and its `min_dist`. */
const umap = { neighbors: 14, minDistance: 0.1, deviation: 4 } as const;

/** How many values of a side are averaged, so that `count` examples fit into the memory. */
function poolOf(count: number, [height, width, channels]: readonly [number, number, number]): number {
  let side = 1;
  while (count * Math.ceil(height / side) * Math.ceil(width / side) * channels > maxValues) side++;
  return side;
}

/** Averages squares of `side` pixels. @param image `[height, width, channels]` @param out as many rounded up */
function averageInto(
  out: Float32Array,
  image: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  side: number,
): void {
  const across = Math.ceil(width / side);
  const counts = new Float32Array(out.length);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++) {
        const at = (Math.floor(row / side) * across + Math.floor(column / side)) * channels + channel;
        out[at]! += image[(row * width + column) * channels + channel]!;
        counts[at]!++;
      }
  for (let at = 0; at < out.length; at++) out[at]! /= counts[at]!;
}

/**
 * The stored values of some examples, `[indices.length, features]`.
 * @throws EngineError `data` where they are words, whose numbers say nothing of nearness
 */
async function featuresOf(
  split: SplitHandle,
  indices: readonly number[],
  yieldToTraining: () => Promise<void>,
): Promise<{ readonly values: Float32Array; readonly features: number }> {
  if (split.dtype === 'int32') throw new EngineError('data', message('engine.no-map-of-words'));
  const shape = imageShape(split) as readonly [number, number, number] | null;
  const size = split.shape.reduce((product, dimension) => product * dimension, 1);
  if (!shape && indices.length * size > maxValues)
    throw new EngineError(
      'data',
      message('engine.map-too-large', { values: indices.length * size, most: maxValues }),
    );
  const side = shape ? poolOf(indices.length, shape) : 1;
  const features = shape ? Math.ceil(shape[0] / side) * Math.ceil(shape[1] / side) * shape[2] : size;
  const values = new Float32Array(indices.length * features);
  for (let start = 0; start < indices.length; start += portion) {
    const own = indices.slice(start, start + portion);
    const bytes = new Uint8Array(own.length * exampleBytes(split));
    withReader(split, ({ read }) => read(own, bytes));
    const numbers = numbersOf(bytes, split.dtype);
    if (side === 1 || !shape) values.set(numbers, start * features);
    else
      own.forEach((_, at) => {
        const out = values.subarray((start + at) * features, (start + at + 1) * features);
        averageInto(out, numbers.subarray(at * size, (at + 1) * size), shape, side);
      });
    await yieldToTraining();
  }
  return { values, features };
}

/** What each point is: its class, which example, and its picture where those are not too large. */
function pointsOf(
  split: SplitHandle,
  part: 'train' | 'test',
  indices: readonly number[],
  classes: readonly string[],
  title: Text,
): Pick<Scatter, 'classes' | 'labels' | 'thumbnails' | 'of'> {
  const shape = imageShape(split);
  const labeled = classes.length > 0 && split.labels.length === split.count;
  const small = shape !== null && indices.length * exampleBytes(split) <= maxPictured;
  const thumbnails = (): Scatter['thumbnails'] => {
    const images = new Uint8Array(indices.length * exampleBytes(split));
    withReader(split, ({ read }) => read(indices, images));
    const [height, width, channels] = shape!;
    return { height: height!, width: width!, channels: channels!, images };
  };
  return {
    classes: Float32Array.from(indices, (index) => (labeled ? split.labels[index]! : 0)),
    labels: labeled ? [...classes] : [title],
    thumbnails: small ? thumbnails() : null,
    of: { split: part, examples: Float32Array.from(indices) },
  };
}

/** A map of data: their examples in the plane, without a network. */
export const dataMapHandlers = ({
  backend,
  busy,
}: Pick<EngineContext, 'backend' | 'busy'>): Pick<Handlers, keyof typeof dataMapCalls> => ({
  async 'datasets.map'({ dataset, split: part, method, examples }, { progress, canceled }) {
    await nextTurn();
    const { info, [part]: split } = await openDataset(dataset, { canceled });
    if (split.count < 3) throw new EngineError('data', message('engine.map-too-few', { title: info.title }));
    const { tf } = (await backend()).backend;
    const pace = createPace(busy, canceled);
    const yieldToTraining = async (): Promise<void> => {
      await pace();
      if (canceled()) throw new EngineError('canceled', message('engine.no-longer-wanted'));
    };
    const indices = spread(split.count, examples);
    const { values, features } = await featuresOf(split, indices, yieldToTraining);
    const points = pointsOf(split, part, indices, info.classes, info.title);
    const x: Tensor2D = tf.tensor2d(values, [indices.length, features]);
    const column = (of: ArrayLike<number>, at: number, width: number): Float32Array<ArrayBuffer> =>
      Float32Array.from(indices, (_, row) => (at < width ? of[row * width + at]! : 0));
    try {
      if (method === 'pca') {
        const { projected, shares, components } = await principalComponents(tf, x, 2, yieldToTraining);
        const axis = (at: number) => ({
          label: message('insight.component', { index: at + 1, share: shares[at] ?? 0 }),
          min: null,
          max: null,
        });
        const [xs, ys] = [column(projected, 0, components), column(projected, 1, components)];
        return { figure: { figure: 'scatter', title: null, x: axis(0), y: axis(1), xs, ys, ...points } };
      }
      const axis = (name: string) => ({
        label: message('members.caption', { view: 'umap', name }),
        min: null,
        max: null,
      });
      const figureOf = ({ places }: Layout): Scatter => ({
        figure: 'scatter',
        title: null,
        x: axis('x'),
        y: axis('y'),
        xs: column(places, 0, 2),
        ys: column(places, 1, 2),
        ...points,
      });
      const { neighbors, deviation, minDistance } = umap;
      let last: Layout | null = null;
      const plane = {
        neighbors,
        deviation,
        method: (start: Float32Array) => ({ name: 'umap', minDistance, rounds: null, start }) as const,
      };
      const layOut = (request: Parameters<typeof layoutInThread>[0]) => layoutInThread(request, canceled);
      for await (const layout of layOutInPlane({ tf, yieldToTraining, layOut }, x, plane)) {
        last = layout;
        // Pictures go once, with the last.
        progress({ figure: { ...figureOf(layout), thumbnails: null } });
        await yieldToTraining();
      }
      return { figure: figureOf(last!) };
    } finally {
      x.dispose();
    }
  },
});
