import { dataType, type Signature, savedModel } from '../../graph/graph-def.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import { pythonRuntime } from '../python/run.ts';
import type { Port, TrainedNetwork } from '../sources.ts';
import { withBytes } from './bytes.ts';
import { runtimeScript, snippet } from './code.ts';

const portOf = ({ node, shape }: Port) => ({ node, shape: [-1, ...shape] });

function write(trained: TrainedNetwork): readonly OutputFile[] {
  const { network, servingGraph, inference } = trained;
  if (!servingGraph) throw new TextError(message('interchange.needs-native'));
  const { nodes, input, outputs } = servingGraph(network.outputs);
  const ends = Object.fromEntries(
    outputs.map((port, at) => [outputs.length === 1 ? 'output' : `output_${at}`, portOf(port)]),
  );
  const whole = inference ? withBytes(nodes, input.node, inference) : { nodes, bytes: null };
  const stored = whole.bytes !== null && {
    node: whole.bytes,
    shape: [-1, ...inference!.image],
    dtype: dataType.uint8,
  };
  const signatures: Record<string, Signature> = {
    serving_default: { inputs: { input: portOf(input) }, outputs: ends },
  };
  if (stored) signatures['serving_bytes'] = { inputs: { images: stored }, outputs: ends };
  return [
    { path: 'saved_model.pb', chunks: [savedModel(whole.nodes, signatures)] },
    // The place that TensorFlow leaves to whoever writes one.
    textFile('assets.extra/convas.json', `${JSON.stringify(metadataOf(trained).convas, null, 1)}\n`),
  ];
}

/** TensorFlow's SavedModel: every kind of layer, as the operations that computed it, for batches of any size. */
export const savedmodel: FormatOf<'weights'> = {
  id: 'savedmodel',
  source: 'weights',
  extensions: [],
  snippet,
  options: noOptions,
  supports: () => [],
  write,
  runtimes: () => [pythonRuntime({ title: 'TensorFlow', script: runtimeScript })],
};
