import type { Source } from '../../../graph/trace.ts';
import type { Attributes } from './attributes.ts';
import { attribute, type Draft, type Operation, type Shape, sameSource } from './draft.ts';
import { type Moments, onlyReader } from './normalization.ts';

/** What a convolution is computed with. */
interface Geometry {
  readonly strides: readonly [number, number];
  /** Above, left, below, right. */
  readonly pads: readonly [number, number, number, number];
}

/** Bytes of a kernel, and of a padded image, that stay in a core's second cache beside each other. */
const cacheLimits = { kernel: 300_000, image: 600_000 } as const;

/** Zeros before and after a dimension, as TensorFlow pads. */
function padding(same: boolean, size: number, kernel: number, stride: number): readonly [number, number] {
  const total = same ? Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size) : 0;
  return [total >> 1, total - (total >> 1)];
}

/** How our kernels compute a convolution; null where they do not, or not as fast as oneDNN's. */
function geometryOf(operation: Operation, x: Shape, kernel: Shape, lanes: number): Geometry | null {
  const [, height, width, channels] = x as [number, number, number, number];
  const [rows, columns, from, to] = kernel as [number, number, number, number];
  const [, down, right] = attribute(operation, 'strides') as [number, number, number, number];
  const scheme = attribute(operation, 'padding');
  const dilated = (attribute(operation, 'dilations') as number[] | undefined)?.some((each) => each !== 1);
  const plain = attribute(operation, 'data_format') === 'NHWC' && !dilated && from === channels;
  if (!plain || (scheme !== 'SAME' && scheme !== 'VALID') || to % lanes !== 0) return null;
  const [top, bottom] = padding(scheme === 'SAME', height, rows, down);
  const [left, after] = padding(scheme === 'SAME', width, columns, right);
  const image = 4 * channels * (height + top + bottom) * (width + left + after);
  if (4 * rows * columns * from * to > cacheLimits.kernel || image > cacheLimits.image) return null;
  return { strides: [down, right], pads: [top, left, bottom, after] };
}

const geometryAttributes = (
  attributes: Attributes,
  { strides, pads }: Geometry,
  more: number,
  epsilon = 0,
) => [
  attributes.int('N', more),
  attributes.int('strides', strides),
  attributes.int('pads', pads),
  attributes.float('epsilon', epsilon),
];

/** Gives the statistics of a tensor: from the convolution that makes it where one does, else by an operation. */
export function createMoments(draft: Draft, attributes: Attributes, lanes: number): (x: Source) => Moments {
  const outputs = (operation: Operation, first: number): Moments => ({
    mean: draft.output(operation, first),
    variance: draft.output(operation, first + 1),
    unbiased: draft.output(operation, first + 2),
  });
  return (x) => {
    const channels = [draft.shape(x).at(-1)!];
    const convolution = draft.producer(x);
    if (convolution?.op === 'ConvasConv2D') return outputs(convolution, 1);
    if (convolution?.op === 'Conv2D') {
      const [input, kernel] = convolution.inputs as [Source, Source];
      const geometry = geometryOf(convolution, draft.shape(input), draft.shape(kernel), lanes);
      if (geometry) {
        const shapes = [draft.shape(x), channels, channels, channels];
        // In its place, so that everyone reads this one.
        draft.replace(convolution, {
          op: 'ConvasConv2D',
          attributes: geometryAttributes(attributes, geometry, 0),
          inputs: [input, kernel],
          shapes,
        });
        return outputs(convolution, 1);
      }
    }
    const shapes = [channels, channels, channels];
    return outputs(draft.add({ op: 'ConvasMoments', attributes: [], inputs: [x], shapes }), 0);
  };
}

/** The two gradients of a convolution that are made of the same `dy`, as one operation. */
function rewritePair(
  draft: Draft,
  attributes: Attributes,
  lanes: number,
  forInput: Operation,
  forKernel: Operation,
): void {
  const [, kernel, dy] = forInput.inputs as [Source, Source, Source];
  const [x] = forKernel.inputs as [Source];
  const [xShape, kernelShape] = [draft.shape(x), draft.shape(kernel)];
  const geometry = geometryOf(forInput, xShape, kernelShape, lanes);
  if (!geometry || xShape[3]! % lanes !== 0 || geometry.strides.some((stride) => stride !== 1)) return;
  const before = draft.output(forInput, 0);
  const adding = onlyReader(draft, before);
  const addend =
    adding?.op === 'Add' || adding?.op === 'AddV2'
      ? adding.inputs.find((input) => !sameSource(input, before))
      : undefined;
  const adds =
    adding &&
    addend &&
    draft.shape(addend).join() === xShape.join() &&
    // What depends on the kernel's gradient cannot be read by what makes it.
    !draft.dependsOn(addend, forKernel);
  const more = adds ? [addend] : [];
  const gradient = draft.add({
    op: 'ConvasConv2DGrad',
    attributes: geometryAttributes(attributes, geometry, more.length),
    inputs: [x, kernel, dy, ...more],
    shapes: [xShape, kernelShape],
  });
  draft.redirect(adds ? draft.output(adding, 0) : before, draft.output(gradient, 0));
  draft.redirect(draft.output(forKernel, 0), draft.output(gradient, 1));
}

/** Puts one operation in the place of a convolution's two gradients, and of an addition to that of its input. */
export function rewriteConvolutionGradients(draft: Draft, attributes: Attributes, lanes: number): void {
  const taken = new Set<Operation>();
  for (const forInput of [...draft.operations]) {
    if (forInput.op !== 'Conv2DBackpropInput') continue;
    const [, kernel, dy] = forInput.inputs as [Source, Source, Source];
    const partner = (draft.readers(dy) ?? []).find(
      (reader) =>
        reader.op === 'Conv2DBackpropFilter' &&
        !taken.has(reader) &&
        draft.shape(draft.output(reader, 0)).join() === draft.shape(kernel).join() &&
        draft.shape(reader.inputs[0]!).join() === forInput.shapes[0]!.join() &&
        ['strides', 'padding', 'dilations', 'data_format'].every(
          (name) => String(attribute(reader, name)) === String(attribute(forInput, name)),
        ),
    );
    if (!partner) continue;
    taken.add(partner);
    rewritePair(draft, attributes, lanes, forInput, partner);
  }
}

/**
 * Lets convolutions normalize what they read, where they and their gradients alone read a normalization with ReLU: its
 * output is then never written.
 */
export function inlineNormalizations(draft: Draft, attributes: Attributes, lanes: number): void {
  const takes: Readonly<Record<string, number>> = { ConvasConv2D: 2, ConvasConv2DGrad: 3 };
  for (const normalize of [...draft.operations]) {
    if (normalize.op !== 'ConvasNormalize' || normalize.inputs.length > 5) continue;
    if (attribute(normalize, 'relu') !== true || draft.shape(normalize.inputs[0]!).at(-1)! % lanes !== 0)
      continue;
    const y = draft.output(normalize, 0);
    const readers = draft.readers(y);
    const [x, ...parameters] = normalize.inputs as [Source, ...Source[]];
    const all = readers?.every(
      ({ op, inputs }) =>
        Object.hasOwn(takes, op) &&
        inputs.every((input, at) => sameSource(input, y) === (at === 0)) &&
        inputs.length - takes[op]! <= 1,
    );
    if (!readers || !all) continue;
    const epsilon = attribute(normalize, 'epsilon') as number;
    for (const reader of readers) {
      const first = takes[reader.op]!;
      const [, ...rest] = reader.inputs;
      const [own, addends] = [rest.slice(0, first - 1), rest.slice(first - 1)];
      draft.replace(reader, {
        ...reader,
        attributes: reader.attributes.map((each) => {
          if (each.name === 'N') return attributes.int('N', addends.length + parameters.length);
          return each.name === 'epsilon' ? attributes.float('epsilon', epsilon) : each;
        }),
        inputs: [x, ...own, ...parameters, ...addends],
      });
    }
  }
}
