import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstFigure } from '../../src/insight/figure.ts';
import type { View } from '../../src/insight/view.ts';
import { type ViewId, views } from '../../src/insight/views/registry.ts';
import { type Lent, openLent } from '../support/lent-model.ts';

interface Golden {
  /** The score of the image less that of a black one. */
  readonly difference: number;
  readonly cases: readonly {
    readonly view: ViewId;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly heat: readonly number[];
  }[];
}

/** What make_views.py made. */
const golden: Golden = JSON.parse(readFileSync(new URL('views.json', import.meta.url), 'utf8'));

const wave = (count: number, phase: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, at) => scale * Math.sin(1.7 * at + phase));

const image = {
  height: 8,
  width: 8,
  channels: 1,
  data: Uint8Array.from({ length: 64 }, (_, at) => 40 + ((at * 37) % 150)),
} as const;

let lent: Lent;
beforeAll(async () => {
  lent = await openLent(
    [
      ['input', { shape: [8, 8, 1] }, 'image'],
      ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }, 'first'],
      ['conv2d', { filters: 3, kernelSize: [3, 3], padding: 'same', activation: 'relu' }, 'second'],
      ['flatten', {}, 'flat'],
      ['dense', { units: 5, activation: 'softmax' }, 'scores'],
    ],
    (layer, weight, size) => {
      const phase = ['first', 'second', 'scores'].indexOf(layer);
      return weight === 'kernel' ? wave(size, phase, 0.4) : wave(size, phase + 0.5, 0.1);
    },
  );
});

const subject = () => ({ image, class: 2, layer: lent.network.layers[2]! });

describe('attributions of the score before the softmax', () => {
  it.each(golden.cases.map((each) => [each.view, each] as const))('equal Keras: %s', async (id, each) => {
    const view: View = views[id];
    const figures = await lent.show(view, subject(), each.parameters);
    const { heat } = firstFigure(figures, 'overlay')!;
    const largest = each.heat.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeGreaterThan(1e-3);
    each.heat.forEach((value, at) => {
      expect(Math.abs(heat[at]! - value), `pixel ${at}`).toBeLessThan(1e-4);
    });
  });

  it('integrate to the difference of the scores, within 1 %', async () => {
    const figures = await lent.show(views['integrated-gradients'], subject(), { steps: 200 });
    const heat = firstFigure(figures, 'overlay')!.heat;
    const sum = heat.reduce((all, value) => all + value, 0);
    expect(Math.abs(sum / golden.difference - 1)).toBeLessThan(0.01);
    const [, [, difference], [, delta]] = firstFigure(figures, 'table')!.rows as [
      unknown,
      [unknown, number],
      [unknown, number],
    ];
    expect(difference).toBeCloseTo(golden.difference, 4);
    expect(delta).toBeCloseTo(Math.abs(sum - golden.difference), 4);
  });
});
