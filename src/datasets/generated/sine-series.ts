import { createGenerator } from '../../engine/random/generator.ts';
import { sineSeries as info } from '../published/sine-series.ts';
import { bytesOf, type GeneratedDataset } from './generated.ts';

const steps = 48;
const noise = 0.1;

/** The wave of each class over its phase, in turns, between -1 and 1. */
const waves: readonly ((turns: number) => number)[] = [
  (turns) => Math.sin(2 * Math.PI * turns),
  (turns) => (turns % 1 < 0.5 ? 1 : -1),
  (turns) => 2 * (turns % 1) - 1,
];

export const sineSeries: GeneratedDataset = {
  info,
  generate(part, count) {
    const draw = createGenerator(1822, `sine-series/${part}`);
    const series = new Float32Array(count * steps);
    const labels = Uint8Array.from({ length: count }, () => draw.below(waves.length));
    labels.forEach((label, at) => {
      const amplitude = 0.5 + draw.uniform();
      const turns = 2 + 2 * draw.uniform();
      const phase = draw.uniform();
      for (let step = 0; step < steps; step++) {
        const value = amplitude * waves[label]!(phase + (turns * step) / steps);
        series[at * steps + step] = value + noise * draw.normal();
      }
    });
    return { count, shape: [steps, 1], dtype: 'float32', images: bytesOf(series), labels };
  },
};
