import type { ConvasDocument } from '../../document/schema.ts';
import { serializeDocument } from '../../document/serialize.ts';
import { formatShape } from '../../layers/shape.ts';
import {
  type CutPoint,
  cutPoints,
  transferDocument,
  unfreezeNext,
  usualCut,
} from '../../network/transfer/transfer.ts';
import type { EngineClient } from '../../protocol/client.ts';
import { text } from '../../text/language.ts';
import { message, sentence } from '../../text/message.ts';
import { targetOf } from '../../training/target.ts';
import {
  formatWeightSource,
  parseWeightSource,
  type WeightSource,
  writtenTransfer,
} from '../../training/transfer.ts';
import { type AddCommand, argument, type Context, option, positiveInteger } from '../command.ts';
import { documentFrom } from '../document.ts';
import { withEngine } from '../engine.ts';
import { count, percent } from '../figures.ts';
import { CliError, type Result, table } from '../output.ts';
import { prepareData } from '../prepare-data.ts';
import { progressBar } from '../progress.ts';
import { writeWhole } from '../write.ts';

interface Options {
  readonly dataset?: string;
  readonly cut?: string;
  readonly hidden?: number;
  readonly places?: boolean;
  readonly variants?: number;
  readonly unfreeze?: number;
  readonly out?: string;
}

const words = text.commands.transfer;

type Source = Awaited<ReturnType<typeof openSource>>;

async function openSource(client: EngineClient, source: WeightSource) {
  const found = await client.call('transfer.source', { source });
  return { ...found, network: documentFrom(found.document, formatWeightSource(source)) };
}

/** @throws CliError naming the layers that it can be cut behind */
function cutOf({ network, source }: Source, name: string | undefined): CutPoint {
  const points = cutPoints(network);
  const found =
    name === undefined
      ? usualCut(network)
      : points.find((point) => point.name === name || point.layer === name);
  if (found) return found;
  const known = points.map((point) => point.name);
  throw new CliError(
    message('cli.no-cut', { name: name ?? '-', run: formatWeightSource(source), known }),
    name === undefined ? 1 : 2,
  );
}

/** A network for the new classes, with its data. */
async function begin(
  { stderr }: Context,
  client: EngineClient,
  source: Source,
  options: Options,
): Promise<ConvasDocument> {
  const { dataset, hidden, places, variants } = options;
  if (dataset === undefined) throw new CliError(message('cli.transfer-needs-data'), 2);
  const cut = cutOf(source, options.cut);
  const bar = progressBar(stderr);
  const { dataset: known, info } = await prepareData(client, dataset, bar).finally(() => bar.end());
  if (targetOf(info).kind !== 'class') throw new CliError(message('cli.transfer-classes', { dataset }));
  return transferDocument(source.network, {
    source: source.source,
    cut: cut.layer,
    dataset: known,
    classes: info.classes.length,
    examples: info.train,
    preprocessing: source.preprocessing,
    ...(hidden !== undefined && { hidden }),
    ...(places !== undefined && { places }),
    ...(variants !== undefined && { variants }),
    name: words.name({ source: source.name, dataset: info.title === '' ? dataset : sentence(info.title) }),
  });
}

/** The source's own network with more of its layers to train. @throws CliError where none is frozen */
function unfreeze({ network, source }: Source, layers: number): ConvasDocument {
  let document = network;
  for (let at = 0; at < layers; at++) {
    const next = unfreezeNext(document, source);
    if (next.layer === null) {
      const run = formatWeightSource(source);
      throw new CliError(message('cli.nothing-frozen', { run, layers: at }));
    }
    document = next.document;
  }
  return document;
}

async function transfer(context: Context, given: string, options: Options): Promise<Result> {
  const { out } = options;
  return withEngine({}, async ({ client }) => {
    if (given === 'list') return list(client);
    if (out === undefined) throw new CliError(message('cli.transfer-needs-out'), 2);
    const source = await openSource(client, parseWeightSource(given));
    const document =
      options.unfreeze === undefined
        ? await begin(context, client, source, options)
        : unfreeze(source, options.unfreeze);
    await writeWhole(out, new TextEncoder().encode(serializeDocument(document)));
    const { layers, transfer: from } = document.training;
    const run = formatWeightSource(source.source);
    const isFrozen = (id: string): boolean => layers[id]?.frozen === true;
    const kept = new Set(source.network.layers.map(({ name }) => name));
    const rows = document.layers.map(({ id, name, kind }) => ({
      name,
      kind,
      from: kept.has(name) ? run : null,
      frozen: isFrozen(id),
    }));
    return {
      json: { document: out, source: run, transfer: from && writtenTransfer(from), layers: rows },
      lines: [
        out,
        ...table(
          [words.columns.layer, words.columns.kind, words.columns.weights],
          rows.map((row) => [
            row.name,
            row.kind,
            row.from === null
              ? words.weights.random
              : row.frozen
                ? words.weights.frozen
                : words.weights.trained,
          ]),
        ),
        '',
        words.next({ document: out }),
      ],
    };
  });
}

/** The networks that ship, and where each can be cut. */
async function list(client: EngineClient): Promise<Result> {
  const { bases } = await client.call('transfer.bases', {});
  const found = await Promise.all(
    bases.map(async ({ base, ...about }) => {
      const { network } = await openSource(client, { base });
      const cuts = cutPoints(network).map(({ name, kind, outputShape }) => ({
        layer: name,
        kind,
        outputShape,
      }));
      return { run: formatWeightSource({ base }), ...about, cuts };
    }),
  );
  return {
    json: { bases: found },
    lines: found.flatMap(({ run, name, classes, accuracy, cuts }) => [
      words.base({ run, name, classes: count(classes), accuracy: percent(accuracy, 1) }),
      ...table(
        [words.columns.layer, words.columns.kind, words.columns.output],
        cuts.map(({ layer, kind, outputShape }) => [layer, kind, formatShape(outputShape)]),
      ),
    ]),
  };
}

export const transferCommand: AddCommand = (program, run) => {
  const { description, arguments: named, options, after } = words;
  const command = program
    .command('transfer')
    .addArgument(argument(named.source))
    .addOption(option('--dataset', options.dataset))
    .addOption(option('--cut', options.cut))
    .addOption(option('--hidden', options.hidden).argParser(positiveInteger))
    .addOption(option('--places', options.places))
    .addOption(option('--variants', options.variants).argParser(positiveInteger))
    .addOption(
      option('--unfreeze', options.unfreeze).argParser(positiveInteger).conflicts(['dataset', 'cut']),
    )
    .addOption(option('--out', options.out))
    .description(description)
    .addHelpText('after', `\n${after}`);
  run(command, (context, source, given) => transfer(context, source as string, given as Options));
};
