import { serializeDocument } from '../../document/serialize.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import type { TrainedNetwork } from '../sources.ts';
import { modelFile, weightsFile } from '../tfjs/files.ts';
import { readFiles } from '../tfjs/load.ts';
import { openPlain } from '../tfjs/plain-runtime.ts';
import { snippet } from './code.ts';
import { graphJson } from './graph-json.ts';

function write(trained: TrainedNetwork): readonly OutputFile[] {
  const { network, servingGraph } = trained;
  if (!servingGraph) throw new TextError(message('interchange.graph-needs-native'));
  const { constants, topology, signature, weights } = graphJson(servingGraph(network.outputs));
  const model = {
    format: 'graph-model',
    generatedBy: 'Convas',
    convertedBy: null,
    signature,
    userDefinedMetadata: { ...metadataOf(trained), document: serializeDocument(trained.document) },
    modelTopology: topology,
    weightsManifest: [{ paths: [weightsFile], weights }],
  };
  return [
    textFile(modelFile, `${JSON.stringify(model)}\n`),
    { path: weightsFile, chunks: constants.map(({ bytes }) => bytes) },
  ];
}

/** TensorFlow.js's graph model: every kind of layer, as the operations that computed it. */
export const tfjsGraph: FormatOf<'weights'> = {
  id: 'tfjs-graph',
  source: 'weights',
  extensions: [],
  snippet,
  options: noOptions,
  supports: () => [],
  write,
  runtimes: () => [
    {
      title: message('interchange.runtime', { version: null, backend: 'cpu' }),
      // The plain JavaScript backend has every operation.
      open: async (folder) => openPlain(await readFiles(folder), 'cpu'),
    },
  ],
};
