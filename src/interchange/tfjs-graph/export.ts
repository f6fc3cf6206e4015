import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { dataType } from '../../graph/graph-def.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { inferenceOf, inputOption } from '../bytes-input.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { withBytes } from '../savedmodel/bytes.ts';
import type { TrainedNetwork } from '../sources.ts';
import { modelFile, weightsFile } from '../tfjs/files.ts';
import { readFiles } from '../tfjs/load.ts';
import { openPlain } from '../tfjs/plain-runtime.ts';
import { snippet } from './code.ts';
import { graphJson } from './graph-json.ts';

const options = z.strictObject({ input: inputOption });

type Options = z.output<typeof options>;

function graphOf(trained: TrainedNetwork, { input }: Options): ReturnType<typeof graphJson> {
  const { network, servingGraph } = trained;
  if (!servingGraph) throw new TextError(message('interchange.graph-needs-native'));
  const serving = servingGraph(network.outputs);
  if (input === 'floats') return graphJson(serving);
  const inference = inferenceOf(trained);
  const whole = withBytes(serving.nodes, serving.input.node, inference);
  const { bytes } = whole;
  // TensorFlow.js disposes of what a placeholder with a default hands on.
  const nodes = whole.nodes.map((node) =>
    node.op === 'PlaceholderWithDefault'
      ? { ...node, op: 'Identity', attributes: { T: node.attributes['dtype']! } }
      : node,
  );
  return graphJson({ ...serving, nodes, input: { node: bytes, shape: inference.image } }, dataType.uint8);
}

function write(trained: TrainedNetwork, chosen: Options): readonly OutputFile[] {
  const { constants, topology, signature, weights } = graphOf(trained, chosen);
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
export const tfjsGraph: FormatOf<'weights', Options> = {
  id: 'tfjs-graph',
  source: 'weights',
  extensions: [],
  snippet,
  options,
  supports: () => [],
  write,
  takesBytes: ({ input }) => input === 'bytes',
  runtimes: () => [
    {
      title: message('interchange.runtime', { version: null, backend: 'cpu' }),
      // The plain JavaScript backend has every operation.
      open: async (folder) => openPlain(await readFiles(folder), 'cpu'),
    },
  ],
};
