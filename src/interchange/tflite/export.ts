import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { pythonRuntime } from '../python/run.ts';
import type { TrainedNetwork } from '../sources.ts';
import { runtimeScript, snippet } from './code.ts';
import { liteGraphOf } from './convert.ts';
import { fuse } from './fuse.ts';
import { withHalves } from './halves.ts';
import { liteModel } from './model.ts';

const modelFile = 'model.tflite';

/** How its weights are stored. */
const options = z.strictObject({
  precision: z.enum(['float32', 'float16']).default('float32'),
});

type Options = z.output<typeof options>;

/** How far outputs may lie apart, as a share of the largest. */
const tolerances: Readonly<Record<Options['precision'], number>> = { float32: 1e-5, float16: 1e-2 };

function write(trained: TrainedNetwork, { precision }: Options): readonly OutputFile[] {
  const { network, servingGraph, labels, name } = trained;
  if (!servingGraph) throw new TextError(message('interchange.lite-needs-native'));
  const graph = liteGraphOf(servingGraph(network.outputs));
  fuse(graph);
  if (precision === 'float16') withHalves(graph);
  const { convas } = metadataOf(trained);
  const about = 'about' in convas.output ? convas.output.about : '';
  const chunks = liteModel(graph, [name, about].filter(Boolean).join('. '), {
    convas: JSON.stringify(convas),
    document: serializeDocument(trained.document),
  });
  return [
    { path: modelFile, chunks },
    // As programs for phones read the names of classes: one a line.
    ...(labels.length > 0 ? [textFile('labels.txt', `${labels.join('\n')}\n`)] : []),
  ];
}

/** TensorFlow Lite: every kind of layer, for phones and small devices; batches of any size. */
export const tflite: FormatOf<'weights', Options> = {
  id: 'tflite',
  source: 'weights',
  extensions: ['.tflite'],
  snippet,
  options,
  supports: () => [],
  write,
  runtimes: () => [pythonRuntime({ title: 'TensorFlow Lite', script: runtimeScript })],
  tolerance: ({ precision }) => tolerances[precision],
};
