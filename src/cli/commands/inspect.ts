import { extname } from 'node:path';
import { type Figure, type FigureOf, firstFigure } from '../../insight/figure.ts';
import { csvOfFigures, imageOfFigures, svgOfFigures } from '../../insight/paint/several.ts';
import { jsonOf } from '../../insight/paint/text.ts';
import { type RgbImage, tilesOf } from '../../insight/paint/tiles.ts';
import type { View } from '../../insight/view.ts';
import { isView, views } from '../../insight/views/registry.ts';
import { formatShape } from '../../layers/shape.ts';
import { jsonSchemaOf } from '../../text/describe.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { type AddCommand, argument, type Context, option, wholeNumber } from '../command.ts';
import { withEngine } from '../engine.ts';
import { significant } from '../figures.ts';
import { readImageFor } from '../image.ts';
import { CliError, type Result, table } from '../output.ts';
import { pairsOf } from '../values.ts';
import { encodePng, writeWhole } from '../write.ts';

interface Options {
  readonly layer?: string;
  readonly view: string;
  readonly input?: string;
  readonly example?: number;
  readonly invert?: boolean;
  readonly class?: string;
  readonly other?: string;
  readonly checkpoint?: number;
  readonly set?: readonly string[];
  readonly out?: string;
}

const ids = Object.keys(views);

/** Numbers of a matrix of weights that are drawn at most. */
const maxDrawn = 2 ** 24;

function list(): Result {
  const words = text.commands.inspect;
  const rows = Object.entries<View>(views).map(([id, { group, needs, parameters }]) => ({
    id,
    group,
    needs,
    parameters: jsonSchemaOf(parameters, isView(id) ? text.views[id].parameters : {}),
  }));
  return {
    json: { views: rows },
    lines: table(
      [words.columns.view, words.columns.group, words.columns.needs],
      rows.map(({ id, group, needs }) => [
        id,
        text.viewGroups[group].title,
        needs.map((need) => words.needs[need]).join(', '),
      ]),
    ),
  };
}

/** @returns the file to write. Views of a layer are given which image; those that explain one may take it from the data. */
function check(view: View, options: Options): string {
  if (view.needs.includes('layer') && !view.usualLayer && options.layer === undefined)
    throw new CliError(message('cli.view-needs-layer', options), 2);
  if (
    view.group === 'layer' &&
    view.needs.includes('image') &&
    options.input === undefined &&
    options.example === undefined
  )
    throw new CliError(message('cli.view-needs-image', options), 2);
  if (options.out === undefined) throw new CliError(message('cli.view-needs-out'), 2);
  return options.out;
}

/** @throws CliError where there is nothing, or too much */
const drawable = (figures: readonly Figure[], options: Options): readonly Figure[] => {
  if (figures.length === 0)
    throw new CliError(message('cli.nothing-to-draw', { layer: options.layer ?? '' }));
  for (const figure of figures) {
    if (figure.figure === 'maps' && figure.of === 'matrix' && figure.values.length > maxDrawn) {
      throw new CliError(
        message('cli.too-many-to-draw', {
          layer: options.layer ?? '',
          shape: formatShape(figure.shape),
          most: maxDrawn,
        }),
      );
    }
  }
  return figures;
};

/** What a picture of maps is described by. */
function aboutMaps(figure: FigureOf<'maps'>) {
  const { shape, min, max, normalization } = tilesOf(figure);
  const scale = sentence(normalization);
  return {
    json: { shape, min, max, normalization: scale },
    words: formatShape(shape),
    lines: [
      text.commands.inspect.values({
        min: significant(min, 4),
        max: significant(max, 4),
        normalization: scale,
      }),
    ],
  };
}

async function writePicture(
  figures: readonly Figure[],
  image: RgbImage,
  out: string,
  view: string,
): Promise<Result> {
  await writeWhole(out, await encodePng(image));
  const { width, height } = image;
  const maps = firstFigure(figures, 'maps');
  const about = maps ? aboutMaps(maps) : { json: { view }, words: view, lines: [] as string[] };
  return {
    json: { file: out, width, height, ...about.json },
    lines: [text.commands.inspect.picture({ file: out, what: about.words, width, height }), ...about.lines],
  };
}

async function write(figures: readonly Figure[], options: Options, out: string): Promise<Result> {
  const { view } = options;
  const extension = extname(out).toLowerCase();
  const texts: Readonly<Record<string, () => string>> = {
    '.json': () => jsonOf(figures),
    '.csv': () => csvOfFigures(drawable(figures, options)),
    '.svg': () => svgOfFigures(drawable(figures, options)),
  };
  const written = Object.hasOwn(texts, extension) ? texts[extension] : undefined;
  if (written) {
    await writeWhole(out, new TextEncoder().encode(written()));
    return { json: { file: out, view }, lines: [`${out}: ${view}`] };
  }
  const drawn = drawable(figures, options);
  return writePicture(drawn, imageOfFigures(drawn), out, view);
}

async function inspect(_context: Context, run: string, options: Options): Promise<Result> {
  if (options.view === 'list') return list();
  if (!isView(options.view))
    throw new CliError(
      message('cli.no-such', { what: message('cli.view'), name: options.view, known: ids }),
      2,
    );
  const out = check(views[options.view], options);
  const parameters = Object.assign({}, ...(options.set ?? []).map(pairsOf)) as Record<string, unknown>;
  const figures = await withEngine({}, async ({ client }) => {
    const { view, layer = null, input, invert = false, checkpoint = null, class: chosen = null } = options;
    const { other = null, example = 0 } = options;
    const image = input === undefined ? null : await (await readImageFor(client, run, invert))(input);
    const request = { run, view, layer, image, example, checkpoint, class: chosen, other, parameters };
    return (await client.call('insight.show', request)).figures;
  });
  return write(figures, options, out);
}

export const inspectCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options } = text.commands.inspect;
  const command = program
    .command('inspect')
    .addArgument(argument(named.run))
    .addOption(option('--view', options.view({ views: ids.join(', ') })).makeOptionMandatory())
    .addOption(option('--layer', options.layer))
    .addOption(option('--input', options.input))
    .addOption(option('--example', options.example).argParser(wholeNumber))
    .addOption(option('--invert', options.invert))
    .addOption(option('--class', options.class))
    .addOption(option('--other', options.other))
    .addOption(option('--checkpoint', options.checkpoint).argParser(wholeNumber))
    .addOption(option('--set', options.set))
    .addOption(option('--out', options.out))
    .description(description);
  run(command, (context, id, given) => inspect(context, id as string, given as Options));
};
