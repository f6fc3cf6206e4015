import { describe, expect, it } from 'vitest';
import { chain } from '../../../../src/document/operations/chain.ts';
import { viridis } from '../../../../src/insight/paint/colormap.ts';
import { analyze } from '../../../../src/network/analyze.ts';
import { type MeasureId, measureContext } from '../../../../src/network/measures.ts';
import { heatOf, isLogarithmic, shadeOf, valueAt } from './heat.ts';

const document = chain('lenet', [
  ['input', { shape: [32, 32, 1] }],
  ['conv2d', { filters: 6, kernelSize: [5, 5] }],
  ['flatten'],
  ['dense', { units: 10 }],
]);
const { layers, totals } = analyze(document, null);
const byLayer = new Map(layers.map((layer) => [layer.id, layer]));
const heat = (measure: MeasureId) =>
  heatOf(document, byLayer, measure, measureContext(document.training, totals));

/** WCAG 2 contrast of two sRGB colors. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (color: readonly number[]): number => {
    const [red, green, blue] = color.map((byte) => {
      const value = byte / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('heat', () => {
  it('paints the largest brightest, and nothing where there is none', () => {
    const params = heat('params');
    expect(params.range).toEqual({ least: 156, most: 47_050 });
    expect(isLogarithmic(params)).toBe(true);
    const shades = layers.map((layer) => shadeOf(params, layer));
    expect(shades.map(({ text }) => text)).toEqual(['0', '156', '0', '47.1 k']);
    expect(shades[0]!.color).toBeNull();
    expect(shades[1]!.color).toBe(`rgb(${viridis[0]} ${viridis[1]} ${viridis[2]})`);
    expect(shades[3]!.color).toBe(`rgb(${viridis[765]} ${viridis[766]} ${viridis[767]})`);
    expect(valueAt(params, 0)).toBeCloseTo(156);
    expect(valueAt(params, 1)).toBeCloseTo(47_050);
    expect(shadeOf(params, undefined)).toMatchObject({ color: null, text: '–' });
  });

  it('shows parts of a whole as parts', () => {
    const share = heat('share');
    expect(isLogarithmic(share)).toBe(false);
    expect(shadeOf(share, layers[1]).text).toBe('71.4%');
    expect(shadeOf(share, layers[3]).text).toBe('28.6%');
  });

  it('is even where the numbers are near each other', () => {
    const even = { ...heat('macs'), range: { least: 10, most: 30 } };
    expect(isLogarithmic(even)).toBe(false);
    expect(valueAt(even, 0.5)).toBe(20);
    expect(heat('field').range).toEqual({ least: 1, most: 32 });
  });

  it('writes its numbers so that they can be read on every color', () => {
    for (let entry = 0; entry < 256; entry++) {
      const position = entry / 255;
      const scale = { ...heat('macs'), range: { least: 1, most: 2 } };
      const layer = { ...layers[1]!, macs: valueAt(scale, position) };
      const { ink } = shadeOf(scale, layer);
      const color = [...viridis.subarray(entry * 3, entry * 3 + 3)];
      expect(contrast(color, ink === '#000' ? [0, 0, 0] : [255, 255, 255])).toBeGreaterThan(4.5);
    }
  });
});
