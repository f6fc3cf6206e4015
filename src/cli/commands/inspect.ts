import { extname } from 'node:path';
import type { Figure, FigureOf } from '../../insight/figure.ts';
import { imageOfFigure } from '../../insight/paint/image.ts';
import { csvOf, jsonOf, svgOf } from '../../insight/paint/text.ts';
import { type RgbImage, tilesOf } from '../../insight/paint/tiles.ts';
import type { View } from '../../insight/view.ts';
import { isView, views } from '../../insight/views/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { type AddCommand, type Context, wholeNumber } from '../command.ts';
import { withEngine } from '../engine.ts';
import { readImageFor } from '../image.ts';
import { CliError, count, type Result, table } from '../output.ts';
import { pairsOf } from '../values.ts';
import { encodePng, writeWhole } from '../write.ts';

interface Options {
  readonly layer?: string;
  readonly view: string;
  readonly input?: string;
  readonly invert?: boolean;
  readonly class?: string;
  readonly checkpoint?: number;
  readonly set?: readonly string[];
  readonly out?: string;
}

const ids = Object.keys(views);

/** Numbers of a matrix of weights that are drawn at most. */
const mostDrawn = 2 ** 24;

function list(): Result {
  const rows = Object.entries<View>(views).map(([id, { group, needs, parameters }]) => ({
    id,
    group,
    needs,
    parameters: jsonSchemaOf(parameters),
  }));
  return {
    json: { views: rows },
    lines: table(
      ['view', 'group', 'needs'],
      rows.map(({ id, group, needs }) => [id, group, needs.join(', ')]),
    ),
  };
}

/** @returns the file to write. Views of a layer are told which image; those that explain one may take it from the data. */
function check(view: View, options: Options): string {
  if (view.needs.includes('layer') && options.layer === undefined)
    throw new CliError(`the view ${options.view} needs a layer: --layer NAME`, 2);
  if (view.group === 'layer' && view.needs.includes('image') && options.input === undefined)
    throw new CliError(`the view ${options.view} needs an image: --input IMAGE`, 2);
  if (options.out === undefined) throw new CliError('--out FILE is missing: the file to write', 2);
  return options.out;
}

const drawnByValue = (figures: readonly Figure[], options: Options): Figure => {
  const figure = figures.find((each) => each.figure !== 'histogram');
  if (!figure)
    throw new CliError(`${options.layer} has no filters to draw: only convolutions and dense layers have.`);
  if (figure.figure === 'maps' && figure.of === 'matrix' && figure.values.length > mostDrawn) {
    throw new CliError(
      `The weights of ${options.layer}, ${formatShape(figure.shape)}, are too many to draw: at most ${count(mostDrawn)}.`,
    );
  }
  return figure;
};

const drawing = <T>(drawn: T | null, options: Options): T => {
  if (drawn !== null) return drawn;
  throw new CliError(`${options.view} is made of numbers alone: write it to a .csv or .json file`, 2);
};

/** What a picture of maps is told by. */
function aboutMaps(figure: FigureOf<'maps'>) {
  const { shape, min, max, normalisation } = tilesOf(figure);
  return {
    json: { shape, min, max, normalisation },
    words: formatShape(shape),
    lines: [`values ${min.toPrecision(4)} to ${max.toPrecision(4)}; ${normalisation}`],
  };
}

async function writePicture(figure: Figure, image: RgbImage, out: string, view: string): Promise<Result> {
  await writeWhole(out, await encodePng(image));
  const { width, height } = image;
  const about =
    figure.figure === 'maps' ? aboutMaps(figure) : { json: { view }, words: view, lines: [] as string[] };
  return {
    json: { file: out, width, height, ...about.json },
    lines: [`${out}: ${about.words} as ${width} × ${height} pixels`, ...about.lines],
  };
}

async function write(figures: readonly Figure[], options: Options, out: string): Promise<Result> {
  const { view } = options;
  const extension = extname(out).toLowerCase();
  const texts: Readonly<Record<string, () => string>> = {
    '.json': () => jsonOf(figures),
    '.csv': () => csvOf(drawnByValue(figures, options)),
    '.svg': () => drawing(svgOf(drawnByValue(figures, options)), options),
  };
  const text = Object.hasOwn(texts, extension) ? texts[extension] : undefined;
  if (text) {
    await writeWhole(out, new TextEncoder().encode(text()));
    return { json: { file: out, view }, lines: [`${out}: ${view}`] };
  }
  const figure = drawnByValue(figures, options);
  return writePicture(figure, drawing(imageOfFigure(figure), options), out, view);
}

async function inspect(_context: Context, run: string, options: Options): Promise<Result> {
  if (options.view === 'list') return list();
  if (!isView(options.view))
    throw new CliError(`there is no view "${options.view}"; there are ${ids.join(', ')}`, 2);
  const out = check(views[options.view], options);
  const parameters = Object.assign({}, ...(options.set ?? []).map(pairsOf)) as Record<string, unknown>;
  const figures = await withEngine({}, async ({ client }) => {
    const { view, layer = null, input, invert = false, checkpoint = null, class: chosen = null } = options;
    const image = input === undefined ? null : await (await readImageFor(client, run, invert))(input);
    const asked = { run, view, layer, image, checkpoint, class: chosen, parameters };
    return (await client.call('insight.show', asked)).figures;
  });
  return write(figures, options, out);
}

export const inspectCommand: AddCommand = (program, run) => {
  const command = program
    .command('inspect')
    .argument('<run>', 'the id of a run')
    .requiredOption('--view <view>', `${ids.join(', ')}, or list`)
    .option('--layer <name>', "a layer's name, for views of a layer")
    .option(
      '--input <image>',
      'the image that goes in; else one of the test images, where the view explains one',
    )
    .option('--invert', 'turn dark on light into light on dark first')
    .option('--class <name>', "a class's name or number; else the one that the network answers")
    .option('--checkpoint <steps>', 'the weights of a checkpoint that was kept, by its steps', wholeNumber)
    .option('--set <option=value...>', 'options of the view')
    .option('--out <file>', 'the picture to write, as PNG; .svg, .csv or .json for these')
    .description(
      'a view of a run, such as the filters or feature maps of a layer; of a dense layer the weights of each unit, in the shape of the image that was flattened',
    );
  run(command, (context, id, given) => inspect(context, id as string, given as Options));
};
