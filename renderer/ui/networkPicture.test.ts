import { expect, it } from 'vitest';
import { formatShape, type Shape } from '../../src/layers/shape.ts';
import { templates } from '../../templates/index.ts';
import { countTemplate } from '../features/gallery/templates.ts';
import { pictureOf } from './networkPicture.ts';

const labelWidth = (shape: Shape): number => 6.3 * formatShape(shape).length;

it('the labels below a network never touch', () => {
  for (const template of templates) {
    const { layers } = pictureOf(countTemplate(template).analysis, labelWidth);
    for (const [index, right] of layers.entries()) {
      const left = layers[index - 1];
      if (!left) continue;
      const apart = right.x + right.spread / 2 - (left.x + left.spread / 2);
      const room = apart - (labelWidth(left.shape) + labelWidth(right.shape)) / 2;
      expect(room, `${template.id}, ${left.id}`).toBeGreaterThanOrEqual(9.99);
    }
  }
});
