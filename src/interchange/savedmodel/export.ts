import { savedModel } from '../../graph/graph-def.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import { pythonRuntime } from '../python/run.ts';
import type { Port, TrainedNetwork } from '../sources.ts';
import { runtimeScript, snippet } from './code.ts';

const portOf = ({ node, shape }: Port) => ({ node, shape: [-1, ...shape] });

function write(trained: TrainedNetwork): readonly OutputFile[] {
  const { network, servingGraph } = trained;
  if (!servingGraph) throw new TextError(message('interchange.needs-native'));
  const { nodes, input, outputs } = servingGraph(network.outputs);
  const serving = {
    inputs: { input: portOf(input) },
    outputs: Object.fromEntries(
      outputs.map((port, at) => [outputs.length === 1 ? 'output' : `output_${at}`, portOf(port)]),
    ),
  };
  return [
    { path: 'saved_model.pb', chunks: [savedModel(nodes, serving)] },
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
