import { pairs } from '../../../layers/reshaping/edges.ts';
import { type Shape, sizeOf } from '../../../layers/shape.ts';
import { channelsFirst, inOrder, lengthsOf, placeOf, type Value } from '../graph.ts';
import { type Call, like, ordered, type Table, type Write } from '../layer.ts';

/** In whatever order the axes are: nothing is moved. @param sides of each axis of the layer's output */
function padded(call: Call<unknown>, sides: readonly (readonly [number, number])[]): Value {
  const [x] = call.inputs;
  const edge = (axis: number): readonly [number, number] =>
    axis === 0 ? [0, 0] : (sides[axis - 1] ?? [0, 0]);
  const pads = [...x!.order.map((axis) => edge(axis)[0]), ...x!.order.map((axis) => edge(axis)[1])];
  return { ...x!, tensor: call.main('Pad', [x!.tensor, call.ints('pads', pads)]), shape: call.output };
}

/** @param starts where the part begins along each of the first axes */
export function sliced(call: Call<unknown>, starts: readonly number[]): Value {
  const [x] = call.inputs;
  const ends = starts.map((start, axis) => start + call.output[axis]!);
  const axes = starts.map((_, axis) => placeOf(x!, axis + 1));
  const tensor = call.main('Slice', [
    x!.tensor,
    call.ints('starts', starts),
    call.ints('ends', ends),
    call.ints('axes', axes),
  ]);
  return { ...x!, tensor, shape: call.output };
}

const cropped: Write<{ readonly cropping: readonly number[] }> = (call) =>
  sliced(
    call,
    pairs(call.params.cropping).map(([before]) => before),
  );

/** The factor that makes `to` of `from` however a runtime rounds their product: never below the exact one. */
function factorOf(from: number, to: number): number {
  let factor = Math.fround(to / from);
  while (Math.floor(Math.fround(from * factor)) < to) factor = Math.fround(factor * (1 + 2 ** -23));
  return factor;
}

/** `[batch, ...spatial, channels]` to `[batch, ...lengths, channels]`. */
export function resized(call: Call<unknown>, lengths: readonly number[], how: 'nearest' | 'bilinear'): Value {
  const [given] = call.inputs;
  const x = call.moved(given!, channelsFirst(given!.shape));
  const factors = lengths.map((length, axis) => factorOf(x.shape[axis]!, length));
  const scales = call.floats('scales', [factors.length + 2], () => [1, 1, ...factors]);
  const attributes =
    how === 'nearest'
      ? ({
          mode: { text: 'nearest' },
          coordinate_transformation_mode: { text: 'asymmetric' },
          nearest_mode: { text: 'floor' },
        } as const)
      : ({ mode: { text: 'linear' }, coordinate_transformation_mode: { text: 'half_pixel' } } as const);
  const tensor = call.main('Resize', [x.tensor, null, scales], attributes);
  return { ...x, tensor, shape: call.output };
}

const enlarged: Write<{ readonly size: readonly number[] }> = (call) => {
  const { shape } = call.inputs[0]!;
  return resized(
    call,
    call.params.size.map((factor, axis) => factor * shape[axis]!),
    'nearest',
  );
};

const zeroPadded: Write<{ readonly padding: readonly number[] }> = (call) =>
  padded(call, pairs(call.params.padding));

/** Which number of the layer's output each number of the flattened tensor is. */
function shuffleOf(shape: Shape, order: readonly number[]): Uint32Array {
  const axes = order.filter((axis) => axis !== 0).map((axis) => axis - 1);
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  let places = [0];
  for (const axis of axes) {
    places = places.flatMap((place) =>
      Array.from({ length: shape[axis]! }, (_, at) => place + at * steps[axis]!),
    );
  }
  return Uint32Array.from(places);
}

export const reshapings = {
  /** Numbers stay where they lie: what follows knows their order. */
  flatten(call) {
    const [given] = call.inputs;
    const batchFirst = given!.order[0] === 0;
    const x = batchFirst ? given! : call.moved(given!, inOrder(given!.shape));
    const tensor = call.main('Flatten', [x.tensor], { axis: { int: 1 } });
    if (x.shape.length === 1) return like(x, tensor);
    const long = x.order.filter((axis) => axis === 0 || x.shape[axis - 1] !== 1);
    const still = long.every((axis, at) => at === 0 || axis > long[at - 1]!);
    return { ...ordered(tensor, call.output), shuffle: still ? null : shuffleOf(x.shape, x.order) };
  },
  reshape(call) {
    const [x] = call.inputs;
    const moved = call.moved(x!, inOrder(x!.shape));
    const shape = call.ints('shape', lengthsOf(call.output, inOrder(call.output)));
    return ordered(call.main('Reshape', [moved.tensor, shape]), call.output);
  },
  /** Nothing is moved: what follows knows the axes by their new numbers. */
  permute(call) {
    const [given] = call.inputs;
    const { dims } = call.params;
    const x = given!.shuffle ? call.moved(given!, [0, 1]) : given!;
    const order = x.order.map((axis) => (axis === 0 ? 0 : dims.indexOf(axis) + 1));
    return { tensor: call.main('Identity', [x.tensor]), shape: call.output, order, shuffle: null };
  },
  /** With the steps in front, as recurrent layers want them. */
  repeatVector(call) {
    const x = call.moved(call.inputs[0]!, [0, 1]);
    const row = call.node('Unsqueeze', [x.tensor, call.ints('axis', [0])]);
    const tensor = call.main('Tile', [row, call.ints('repeats', [call.params.n, 1, 1])]);
    return { tensor, shape: call.output, order: [1, 0, 2], shuffle: null };
  },
  zeroPadding1d: zeroPadded,
  zeroPadding2d: zeroPadded,
  zeroPadding3d: zeroPadded,
  cropping1d: cropped,
  cropping2d: cropped,
  cropping3d: cropped,
  upSampling1d: enlarged,
  upSampling2d(call) {
    const { size, interpolation } = call.params;
    const { shape } = call.inputs[0]!;
    return resized(
      call,
      size.map((factor, axis) => factor * shape[axis]!),
      interpolation,
    );
  },
  upSampling3d: enlarged,
} satisfies Partial<Table>;
