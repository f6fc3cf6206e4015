import { placeOf } from '../graph.ts';
import { like, type Table } from '../layer.ts';
import { passed } from './regularization.ts';
import { resized, sliced } from './reshaping.ts';

/** Which pixel each new one is, with pixel centers at halves. */
const nearest = (from: number, to: number): number[] =>
  Array.from({ length: to }, (_, at) => Math.min(Math.floor(((at + 0.5) * from) / to), from - 1));

export const preprocessings = {
  rescaling(call) {
    const [x] = call.inputs;
    const scaled = call.main('Mul', [x!.tensor, call.scalar('scale', call.params.scale)]);
    if (call.params.offset === 0) return like(x!, scaled);
    return like(x!, call.node('Add', [scaled, call.scalar('offset', call.params.offset)]));
  },
  /** Nearest pixels by their numbers: runtimes round halves differently. */
  resizing(call) {
    const { height, width, interpolation } = call.params;
    if (interpolation === 'bilinear') return resized(call, [height, width], interpolation);
    const [x] = call.inputs;
    const tensor = [height, width].reduce(
      (from, length, axis) =>
        call.node('Gather', [from, call.ints('pixels', nearest(x!.shape[axis]!, length))], {
          axis: { int: placeOf(x!, axis + 1) },
        }),
      x!.tensor,
    );
    return { ...x!, tensor, shape: call.output };
  },
  rgbToGrayscale(call) {
    const [x] = call.inputs;
    const attributes = { axes: { ints: [placeOf(x!, 3)] }, keepdims: { int: 1 } };
    return { ...x!, tensor: call.main('ReduceMean', [x!.tensor], attributes), shape: call.output };
  },
  centerCrop(call) {
    const { shape } = call.inputs[0]!;
    const { height, width } = call.params;
    return sliced(call, [Math.floor((shape[0]! - height) / 2), Math.floor((shape[1]! - width) / 2)]);
  },
  randomFlip: passed,
  randomRotation: passed,
  randomZoom: passed,
  randomTranslation: passed,
  randomContrast: passed,
} satisfies Partial<Table>;
