import { datasetInfo, datasetInfos } from '../../datasets/registry.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { formatShape } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { dataShape } from '../../network/data-shape.ts';
import {
  layerTime,
  layerTrainingBytes,
  type MeasureContext,
  measureContext,
  shareOfCost,
} from '../../network/measures.ts';
import type {
  Analysis,
  BlockAnalysis,
  DataShape,
  LayerAnalysis,
  MissingData,
  Repair,
} from '../../network/network.ts';
import { rankRepairs } from '../../network/rank-repairs.ts';
import { text } from '../../text/language.ts';
import { sentence } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { type AddCommand, argument, option } from '../command.ts';
import { loadDocument } from '../document.ts';
import { count, fixed, percent, size } from '../figures.ts';
import { findPace, forecastTime, type TimeForecast, timeAsJson, timeInWords } from '../forecast.ts';
import { table } from '../output.ts';

interface Options {
  readonly time: boolean;
}

/** What the document's data looks like, or why it is not known; that is no reason not to analyze. */
async function dataOf(document: ConvasDocument): Promise<DataShape | MissingData | null> {
  if (!document.data) return null;
  try {
    return dataShape(await datasetInfo(document.data.dataset));
  } catch (error) {
    const known = (await datasetInfos()).map((info) => ({
      id: info.id,
      title: info.title,
      ...dataShape(info),
    }));
    return { reason: textOf(error), known };
  }
}

function asJson(
  { layers, blocks, bypassed, totals, problems }: Analysis,
  context: MeasureContext,
  time: TimeForecast | null,
): unknown {
  const row = (analysis: LayerAnalysis | BlockAnalysis) => {
    const { receptiveField, activationBytes, ...layer } = analysis;
    return {
      ...layer,
      receptiveField: receptiveField?.size ?? null,
      receptiveFieldStride: receptiveField?.stride ?? null,
      receptiveFieldStart: receptiveField?.start ?? null,
      activationBytes,
      trainingBytes: layerTrainingBytes(analysis, context),
      shareOfCost: shareOfCost(analysis, context),
      /** Of one training step, estimated; null where the machine's speed is not known. */
      secondsPerStep: layerTime(analysis, context),
    };
  };
  return {
    layers: layers.map(row),
    /** The layers that stand for blocks, each the sum of its inside. */
    blocks: blocks.map(row),
    /** Layers and blocks that are bypassed: what arrives at them is passed on. */
    bypassed: bypassed.map(({ id, name, kind, outputShape }) => ({ id, name, kind, outputShape })),
    totals,
    /** What training takes on this machine; null where it is not known, or there is no data to train on. */
    time: timeAsJson(time),
    problems: problems.map(({ severity, code, layer, message, repairs }) => ({
      severity,
      code,
      layer,
      message: sentence(message),
      repair: repairs[0] ? inWords(repairs[0]) : null,
      repairs: repairs.map(inWords),
    })),
  };
}

/** A repair with its label in the current language. */
const inWords = (repair: Repair): object => ({
  ...repair,
  label: sentence(repair.label),
  ...(repair.action === 'several' && { repairs: repair.repairs.map(inWords) }),
});

const milliseconds = (seconds: number | null): string =>
  seconds === null ? '-' : `${fixed(1000 * seconds, 2)} ms`;
const sides = (numbers: readonly number[] | undefined): string => numbers?.join(' × ') ?? '-';

function asLines(
  { layers, bypassed, totals, problems }: Analysis,
  context: MeasureContext,
  time: TimeForecast | null,
): string[] {
  const words = text.commands.analyze;
  const { columns } = words;
  const names = new Map([...layers, ...bypassed].map(({ id, name }) => [id, name]));
  return [
    ...table(
      [
        ...[columns.layer, columns.kind, columns.output, columns.params, columns.trainable, columns.macs],
        ...[columns.share, columns.field, columns.stride, columns.offset, columns.activations],
        columns.training,
        ...(time ? [columns.time] : []),
      ],
      layers.map((layer) => [
        layer.name,
        layer.kind,
        layer.outputShape ? formatShape(layer.outputShape) : '?',
        layer.params,
        layer.trainableParams,
        layer.macs,
        percent(shareOfCost(layer, context), 1),
        sides(layer.receptiveField?.size),
        sides(layer.receptiveField?.stride),
        sides(layer.receptiveField?.start),
        size(layer.activationBytes),
        size(layerTrainingBytes(layer, context)),
        ...(time ? [milliseconds(layerTime(layer, context))] : []),
      ]),
    ),
    '',
    words.totals({
      layers: totals.layers,
      params: totals.params,
      trainable: count(totals.trainableParams),
      macs: count(totals.macs),
      activations: size(totals.activationBytes),
      training: size(totals.trainingBytes),
    }),
    ...(bypassed.length > 0 ? [`${words.bypassed}: ${bypassed.map(({ name }) => name).join(', ')}`] : []),
    ...(time ? [`${words.training}: ${timeInWords(time)}`] : []),
    ...problems.flatMap(({ severity, layer, message, repairs }) => [
      `${words.severities[severity]}: ${layer === null ? '' : `${names.get(layer) ?? layer}: `}${sentence(message)}`,
      ...repairs.map(({ label }) => `  ${words.repair}: ${sentence(label)}`),
    ]),
  ];
}

export const analyzeCommand: AddCommand = (program, run) => {
  const help = text.commands.analyze;
  const command = program
    .command('analyze')
    .addArgument(argument(help.arguments.document))
    .addOption(option('--no-time', help.options.time))
    .description(help.description);
  run(command, async ({ stderr }, reference, given) => {
    const document = await loadDocument(reference as string, stderr);
    const data = await dataOf(document);
    const drawn = analyze(document, data);
    const analysis = { ...drawn, problems: rankRepairs(document, data, drawn) };
    const { network, totals } = analysis;
    const wanted = network !== null && data !== null && 'sampleShape' in data && (given as Options).time;
    const pace = wanted ? await findPace(document, drawn, stderr) : null;
    const time = wanted && pace ? await forecastTime(document, network, pace) : null;
    const context = measureContext(document.training, totals, time?.layers ?? null);
    return { json: asJson(analysis, context, time), lines: asLines(analysis, context, time) };
  });
};
