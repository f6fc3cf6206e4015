import {
  featureMapTiles,
  filterTiles,
  gridImage,
  matrixTiles,
  type Tiles,
  unitTiles,
} from '../../insight/grid.ts';
import { formatShape } from '../../layers/shape.ts';
import type { EngineClient } from '../../protocol/client.ts';
import type { AddCommand, Context } from '../command.ts';
import { withEngine } from '../engine.ts';
import { readImageFor } from '../image.ts';
import { CliError, count } from '../output.ts';
import { encodePng, writeWhole } from '../write.ts';

interface Options {
  readonly layer: string;
  readonly view: string;
  readonly input?: string;
  readonly invert?: boolean;
  readonly out: string;
}

interface View {
  readonly needsInput: boolean;
  tiles(client: EngineClient, run: string, layer: string, options: Options): Promise<Tiles>;
}

/** Weights of a dense layer that are drawn at most as one matrix. */
const mostDrawn = 2 ** 24;

/** What can be looked at. */
const views: Readonly<Record<string, View>> = {
  filters: {
    needsInput: false,
    async tiles(client, run, layer, options) {
      const { weights, image } = await client.call('model.weights', { run, layer });
      const tensors = Object.values(weights);
      const kernel = tensors.find(({ shape }) => shape.length === 4);
      if (kernel) return filterTiles(kernel);
      const units = weights['kernel'];
      if (units && image) return unitTiles(units, image);
      const matrix = tensors.find(({ shape }) => shape.length === 2);
      if (matrix && matrix.values.length <= mostDrawn) return matrixTiles(matrix);
      throw new CliError(
        matrix
          ? `The weights of ${options.layer}, ${formatShape(matrix.shape)}, are too many to draw: at most ${count(mostDrawn)}.`
          : `${options.layer} has no filters to draw: only convolutions and dense layers have.`,
      );
    },
  },
  'feature-maps': {
    needsInput: true,
    async tiles(client, run, layer, options) {
      const read = await readImageFor(client, run, options.invert ?? false);
      const image = await read(options.input!);
      return featureMapTiles(await client.call('model.featureMaps', { run, layer, image }));
    },
  },
};

async function inspect(_context: Context, run: string, options: Options) {
  const view = Object.hasOwn(views, options.view) ? views[options.view] : undefined;
  if (!view) {
    throw new CliError(`there is no view "${options.view}"; there are ${Object.keys(views).join(', ')}`, 2);
  }
  if (view.needsInput && options.input === undefined) {
    throw new CliError(`the view ${options.view} needs an image: --input IMAGE`, 2);
  }
  const tiles = await withEngine({}, ({ client }) => view.tiles(client, run, options.layer, options));
  const image = gridImage(tiles);
  await writeWhole(options.out, await encodePng(image));
  const { width, height } = image;
  const { shape, min, max, normalisation } = tiles;
  return {
    json: { file: options.out, width, height, shape, min, max, normalisation },
    lines: [
      `${options.out}: ${formatShape(shape)} as ${width} × ${height} pixels`,
      `values ${min.toPrecision(4)} to ${max.toPrecision(4)}; ${normalisation}`,
    ],
  };
}

export const inspectCommand: AddCommand = (program, run) => {
  const command = program
    .command('inspect')
    .argument('<run>', 'the id of a run')
    .requiredOption('--layer <name>', "a layer's name")
    .requiredOption('--view <view>', Object.keys(views).join(' or '))
    .option('--input <image>', 'the image that goes in, for feature maps')
    .option('--invert', 'turn dark on light into light on dark first')
    .requiredOption('--out <png>', 'the picture to write')
    .description(
      'a picture of the filters or feature maps of a layer; of a dense layer the weights of each unit, in the shape of the image that was flattened',
    );
  run(command, (context, id, given) => inspect(context, id as string, given as Options));
};
