import { z } from 'zod';
import { readOutput } from '../feature-maps.ts';
import { outputMaps } from '../maps.ts';
import { defineView } from '../view.ts';

/** What a layer makes of an image. */
export const featureMaps = defineView({
  group: 'layer',
  needs: ['layer', 'image'],
  parameters: z.object({}),
  async *compute({ input, outputs }, { layer, image }) {
    const x = input(image);
    const output = outputs(x, [layer.id]).get(layer.id)!;
    const read = readOutput(output);
    x.dispose();
    output.dispose();
    yield [outputMaps(read)];
  },
});
