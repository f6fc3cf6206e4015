import { createGenerator, type Generator } from '../../engine/random/generator.ts';
import { shapesMasks as info } from '../published/shapes-masks.ts';
import type { GeneratedDataset } from './generated.ts';

const side = 64;
const pixels = side * side;

interface Drawn {
  /** The class of its pixels: 1 a disk, 2 a square. */
  readonly class: number;
  readonly brightness: number;
  /** Whether a pixel belongs to it. */
  readonly covers: (row: number, column: number) => boolean;
}

function drawShape(draw: Generator): Drawn {
  const radius = 6 + draw.below(8);
  const row = radius + draw.below(side - 2 * radius);
  const column = radius + draw.below(side - 2 * radius);
  const brightness = 130 + draw.below(110);
  const isDisk = draw.below(2) === 0;
  return {
    class: isDisk ? 1 : 2,
    brightness,
    covers: isDisk
      ? (r, c) => (r - row) ** 2 + (c - column) ** 2 <= radius ** 2
      : (r, c) => Math.abs(r - row) <= 0.85 * radius && Math.abs(c - column) <= 0.85 * radius,
  };
}

/** One to three shapes, the later ones in front, on a background of noise. */
function drawExample(draw: Generator, image: Uint8Array, mask: Uint8Array): void {
  const shapes = Array.from({ length: 1 + draw.below(3) }, () => drawShape(draw));
  const ground = 20 + draw.below(60);
  for (let at = 0; at < pixels; at++) {
    const front = shapes.findLast(({ covers }) => covers(Math.floor(at / side), at % side));
    image[at] = Math.max(0, Math.min(255, Math.round((front?.brightness ?? ground) + 12 * draw.normal())));
    mask[at] = front?.class ?? 0;
  }
}

export const shapesMasks: GeneratedDataset = {
  info,
  generate(part, count) {
    const draw = createGenerator(2015, `shapes-masks/${part}`);
    const images = new Uint8Array(count * pixels);
    const targets = new Uint8Array(count * pixels);
    for (let at = 0; at < count; at++) {
      const [from, to] = [at * pixels, (at + 1) * pixels];
      drawExample(draw, images.subarray(from, to), targets.subarray(from, to));
    }
    return { count, shape: [side, side, 1], images, labels: new Uint8Array(count), targets };
  },
};
