import { serializeDocument } from '../document/serialize.ts';
import { formatShape } from '../layers/shape.ts';
import { type PlainOperation, type PlainWriters, writePlain } from '../preprocessing/plain.ts';
import type { Verification } from '../protocol/export.ts';
import { type Message, message, sentence } from '../text/message.ts';
import { resolveSettings } from '../training/resolve.ts';
import { type Format, type OutputFile, textFile } from './format.ts';
import { decisionOf } from './metadata.ts';
import type { NetworkSource, TrainedNetwork } from './sources.ts';

/** As float32 distinguishes them. */
const rounded = (value: number): number => Number(value.toPrecision(9));

const operationTexts: PlainWriters<Message> = {
  crop: ({ op: _, ...box }) => message('card.crop', box),
  pad: ({ op: _, ...frame }) => message('card.pad', frame),
  resize: ({ height, width, antialias }) => message('card.resize', { height, width, antialias }),
  'mean-channel': () => message('card.mean-channel'),
  'repeat-channel': ({ channels }) => message('card.repeat-channel', { channels }),
  affine: ({ scale, offset }) =>
    message('card.affine', { scale: scale.map(rounded), offset: offset.map(rounded) }),
  'standardize-image': ({ least }) => message('card.standardize', { least }),
};

const describeOperation = (operation: PlainOperation): Message => writePlain(operationTexts, operation);

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const shapesOf = ({ network }: NetworkSource, ids: readonly string[]): string =>
  ids.map((id) => formatShape(network.layers.find((layer) => layer.id === id)!.outputShape)).join('; ');

/** The model card: how to load it, what it takes and puts out, on what it was trained and how well. */
function cardOf(
  trained: TrainedNetwork,
  { snippet }: Format,
  main: string,
  coarse: readonly Verification[] | null,
): string {
  const { name, language, inference, reading, labels, document, run, network } = trained;
  const localized = (detail: Message): string => sentence(detail, language);
  const lines: string[] = [`# ${name}`, ''];
  const section = (title: Message, ...body: readonly string[]): void => {
    lines.push(`## ${localized(title)}`, '', ...body, '');
  };
  if (snippet) section(message('card.load'), `\`\`\`${snippet.syntax}`, ...snippet.lines(main), '```');
  section(
    message('card.input'),
    localized(message('card.shape', { shape: shapesOf(trained, network.inputs) })),
    ...(inference
      ? [
          '',
          localized(message('card.from-image', { shape: formatShape(inference.image) })),
          '',
          ...inference.operations.map((each, at) => `${at + 1}. ${localized(describeOperation(each))}`),
        ]
      : []),
  );
  const decision = reading && decisionOf(reading);
  section(
    message('card.output'),
    localized(message('card.shape', { shape: shapesOf(trained, network.outputs) })),
    ...(reading
      ? [localized(message('card.meaning', { meaning: reading.meaning, apply: reading.apply }))]
      : []),
    ...(decision ? [localized(message('card.decision', decision))] : []),
    ...(decision && labels.length > 0
      ? ['', localized(message('card.classes')), '', ...labels.map((label, at) => `${at}. ${label}`)]
      : []),
  );
  const resolved = resolveSettings(document.training);
  const settings = document.training;
  section(
    message('card.training'),
    row(localized(message('card.setting')), localized(message('card.value'))),
    row('---', '---'),
    row(localized(message('card.dataset')), run?.dataset ?? document.data?.dataset ?? '-'),
    row(
      localized(message('card.epochs')),
      run ? `${run.epochs.length} / ${settings.epochs}` : settings.epochs,
    ),
    row(localized(message('card.batch-size')), settings.batchSize),
    row(
      localized(message('card.optimizer')),
      localized(message('members.title', { of: 'optimizers', kind: settings.optimizer.kind })),
    ),
    ...(resolved.ok
      ? Object.entries(resolved.settings.optimizer.params as object).map(([key, value]) =>
          row(`\`${key}\``, String(value)),
        )
      : []),
    row(
      localized(message('card.loss')),
      localized(message('members.title', { of: 'losses', kind: settings.loss.kind })),
    ),
    row(localized(message('card.seed')), settings.seed),
  );
  const last = run?.epochs.at(-1);
  const measured = {
    ...(last && { validation: { loss: last.valLoss, accuracy: last.valAccuracy } }),
    ...(run?.test && { test: run.test }),
  };
  const scores = Object.entries(measured).filter(([, of]) => of.loss !== null);
  if (scores.length > 0) {
    section(
      message('card.metrics'),
      row(
        localized(message('card.split')),
        localized(message('card.loss')),
        localized(message('card.accuracy')),
      ),
      row('---', '---:', '---:'),
      ...scores.map(([split, { loss, accuracy }]) =>
        row(
          localized(message('card.splits', { split })),
          loss?.toFixed(4) ?? '-',
          accuracy === null ? '-' : `${(100 * accuracy).toFixed(2)} %`,
        ),
      ),
    );
  }
  if (coarse) section(message('card.coarse'), ...coarseLines(coarse).map(localized));
  lines.push(localized(message('card.document', { file: documentFile })));
  return `${lines.join('\n')}\n`;
}

/** What storing numbers coarsely costs: the accuracy on both sides, in each runtime that was tried. */
function coarseLines(verified: readonly Verification[]): readonly Message[] {
  const tried = verified.flatMap((each) => {
    if (each.state !== 'agrees' && each.state !== 'differs') return [];
    const { runtime, samples, accuracy, maxAbsDiff } = each;
    return [
      message('card.accuracy-loss', { runtime, samples, accuracy: accuracy ?? null, difference: maxAbsDiff }),
    ];
  });
  return tried.length > 0 ? tried : [message('card.not-measured')];
}

const cardFile = 'README.md';
export const documentFile = 'network.convas';

/**
 * What goes beside a model: its card, and the document that it was made from.
 * @param main the model's own file
 * @param coarse of a model whose numbers are stored coarsely: what it was checked with
 */
export const companionsOf = (
  trained: TrainedNetwork,
  format: Format,
  main: string,
  coarse: readonly Verification[] | null = null,
): readonly OutputFile[] => [
  textFile(cardFile, cardOf(trained, format, main, coarse)),
  textFile(documentFile, serializeDocument(trained.document)),
];
