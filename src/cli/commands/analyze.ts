import { datasetInfo } from '../../datasets/registry.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { formatShape } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import type { Analysis, DataShape } from '../../network/network.ts';
import type { AddCommand } from '../command.ts';
import { loadDocument } from '../document.ts';
import { count, type Streams, table } from '../output.ts';

/** What the document's data looks like; unknown data is no reason not to analyse. */
async function dataShapeOf(document: ConvasDocument, stderr: Streams['stderr']): Promise<DataShape | null> {
  if (!document.data) return null;
  try {
    const { sampleShape, classes } = await datasetInfo(document.data.dataset);
    return { sampleShape, classes: classes.length };
  } catch (error) {
    stderr.write(`convas: analysed without its data: ${(error as Error).message}\n`);
    return null;
  }
}

function asJson({ layers, totals, problems }: Analysis): unknown {
  return {
    layers: layers.map(({ receptiveField, activationBytes, ...layer }) => ({
      ...layer,
      receptiveField: receptiveField?.size ?? null,
      receptiveFieldStride: receptiveField?.stride ?? null,
      receptiveFieldStart: receptiveField?.start ?? null,
      activationBytes,
    })),
    totals,
    problems: problems.map(({ severity, code, layer, message, repairs }) => ({
      severity,
      code,
      layer,
      message,
      repair: repairs[0] ?? null,
      repairs,
    })),
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;

function asLines({ layers, totals, problems }: Analysis): string[] {
  const names = new Map(layers.map(({ id, name }) => [id, name]));
  return [
    ...table(
      ['layer', 'kind', 'output', 'parameters', 'MACs', 'receptive field'],
      layers.map(({ name, kind, outputShape, params, macs, receptiveField }) => [
        name,
        kind,
        outputShape ? formatShape(outputShape) : '?',
        params,
        macs,
        receptiveField ? receptiveField.size.join(' x ') : '-',
      ]),
    ),
    '',
    `${count(totals.layers)} layers, ${count(totals.params)} parameters (${count(totals.trainableParams)} trainable), ` +
      `${count(totals.macs)} MACs, ${megabytes(totals.activationBytes)} of activations, ` +
      `${megabytes(totals.trainingBytes)} to train`,
    ...problems.flatMap(({ severity, layer, message, repairs }) => [
      `${severity}: ${layer === null ? '' : `${names.get(layer) ?? layer}: `}${message}`,
      ...repairs.map(({ label }) => `  repair: ${label}`),
    ]),
  ];
}

export const analyzeCommand: AddCommand = (program, run) => {
  const command = program
    .command('analyze')
    .argument('<document>', "a template's id or a .convas file")
    .description('shapes, parameters, MACs, receptive fields, memory and problems of a network');
  run(command, async ({ stderr }, reference) => {
    const document = await loadDocument(reference as string, stderr);
    const analysis = analyze(document, await dataShapeOf(document, stderr));
    return { json: asJson(analysis), lines: asLines(analysis) };
  });
};
