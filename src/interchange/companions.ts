import { serializeDocument } from '../document/serialize.ts';
import { formatShape } from '../layers/shape.ts';
import type { PlainOperation } from '../preprocessing/plain.ts';
import { type Message, message, sentence } from '../text/message.ts';
import { resolveSettings } from '../training/resolve.ts';
import { type Format, type OutputFile, textFile } from './format.ts';
import { decisionOf } from './metadata.ts';
import type { NetworkSource, TrainedNetwork } from './sources.ts';

/** As float32 tells them apart. */
const rounded = (value: number): number => Number(value.toPrecision(9));

type OperationText = {
  readonly [K in PlainOperation['op']]: (operation: Extract<PlainOperation, { readonly op: K }>) => Message;
};

const operationTexts: OperationText = {
  crop: ({ op: _, ...box }) => message('card.crop', box),
  pad: ({ op: _, ...frame }) => message('card.pad', frame),
  resize: ({ height, width, antialias }) => message('card.resize', { height, width, antialias }),
  'mean-channel': () => message('card.mean-channel'),
  'repeat-channel': ({ channels }) => message('card.repeat-channel', { channels }),
  affine: ({ scale, offset }) =>
    message('card.affine', { scale: scale.map(rounded), offset: offset.map(rounded) }),
  'standardize-image': ({ least }) => message('card.standardize', { least }),
};

const describeOperation = (operation: PlainOperation): Message =>
  (operationTexts[operation.op] as (of: PlainOperation) => Message)(operation);

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const shapesOf = ({ network }: NetworkSource, ids: readonly string[]): string =>
  ids.map((id) => formatShape(network.layers.find((layer) => layer.id === id)!.outputShape)).join('; ');

/** The model card: how to load it, what it takes and puts out, on what it was trained and how well. */
function cardOf(trained: TrainedNetwork, { snippet }: Format, main: string): string {
  const { name, language, inference, reading, labels, document, run, network } = trained;
  const say = (told: Message): string => sentence(told, language);
  const lines: string[] = [`# ${name}`, ''];
  const section = (title: Message, ...body: readonly string[]): void => {
    lines.push(`## ${say(title)}`, '', ...body, '');
  };
  if (snippet) section(message('card.load'), `\`\`\`${snippet.syntax}`, ...snippet.lines(main), '```');
  section(
    message('card.input'),
    say(message('card.shape', { shape: shapesOf(trained, network.inputs) })),
    ...(inference
      ? [
          '',
          say(message('card.from-image', { shape: formatShape(inference.image) })),
          '',
          ...inference.operations.map((each, at) => `${at + 1}. ${say(describeOperation(each))}`),
        ]
      : []),
  );
  const decision = reading && decisionOf(reading);
  section(
    message('card.output'),
    say(message('card.shape', { shape: shapesOf(trained, network.outputs) })),
    ...(reading ? [say(message('card.meaning', { meaning: reading.meaning, apply: reading.apply }))] : []),
    ...(decision ? [say(message('card.decision', decision))] : []),
    ...(decision && labels.length > 0
      ? ['', say(message('card.classes')), '', ...labels.map((label, at) => `${at}. ${label}`)]
      : []),
  );
  const resolved = resolveSettings(document.training);
  const settings = document.training;
  section(
    message('card.training'),
    row(say(message('card.setting')), say(message('card.value'))),
    row('---', '---'),
    row(say(message('card.dataset')), run?.dataset ?? document.data?.dataset ?? '-'),
    row(say(message('card.epochs')), run ? `${run.epochs.length} / ${settings.epochs}` : settings.epochs),
    row(say(message('card.batch-size')), settings.batchSize),
    row(
      say(message('card.optimizer')),
      say(message('members.title', { of: 'optimizers', kind: settings.optimizer.kind })),
    ),
    ...(resolved.ok
      ? Object.entries(resolved.settings.optimizer.params as object).map(([key, value]) =>
          row(`\`${key}\``, String(value)),
        )
      : []),
    row(say(message('card.loss')), say(message('members.title', { of: 'losses', kind: settings.loss.kind }))),
    row(say(message('card.seed')), settings.seed),
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
      row(say(message('card.split')), say(message('card.loss')), say(message('card.accuracy'))),
      row('---', '---:', '---:'),
      ...scores.map(([split, { loss, accuracy }]) =>
        row(
          say(message('card.splits', { split })),
          loss?.toFixed(4) ?? '-',
          accuracy === null ? '-' : `${(100 * accuracy).toFixed(2)} %`,
        ),
      ),
    );
  }
  lines.push(say(message('card.document', { file: documentFile })));
  return `${lines.join('\n')}\n`;
}

const cardFile = 'README.md';
export const documentFile = 'network.convas';

/** What goes beside a model: its card, and the document that it was made from. @param main the model's own file */
export const companionsOf = (
  trained: TrainedNetwork,
  format: Format,
  main: string,
): readonly OutputFile[] => [
  textFile(cardFile, cardOf(trained, format, main)),
  textFile(documentFile, serializeDocument(trained.document)),
];
