import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { inferenceOf, inputOption } from '../bytes-input.ts';
import { type FormatOf, type OutputFile, textFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { pythonRuntime } from '../python/run.ts';
import type { TrainedNetwork } from '../sources.ts';
import { withBytes } from './bytes.ts';
import { rangesOf } from './calibrate.ts';
import { runtimeScript, snippet } from './code.ts';
import { liteGraphOf } from './convert.ts';
import { fuse } from './fuse.ts';
import { withHalves } from './halves.ts';
import { liteModel } from './model.ts';
import { quantized } from './quantize.ts';

const modelFile = 'model.tflite';

/** How its weights are stored, and what it computes with. */
const options = z.strictObject({
  precision: z.enum(['float32', 'float16', 'int8']).default('float32'),
  /** Of the training data, for int8. */
  calibration: z.int().min(1).max(4096).default(128),
  /** What int8 models take and put out. */
  ports: z.enum(['float32', 'int8']).default('float32'),
  input: inputOption,
});

type Options = z.output<typeof options>;

/** How far outputs may lie apart, as a share of the largest. */
const tolerances: Readonly<Record<Options['precision'], number>> = {
  float32: 1e-5,
  float16: 1e-2,
  int8: 0.2,
};

async function graphOf(trained: TrainedNetwork, { precision, calibration, ports }: Options) {
  const { network, servingGraph } = trained;
  if (!servingGraph) throw new TextError(message('interchange.lite-needs-native'));
  const serving = servingGraph(network.outputs);
  const graph = liteGraphOf(serving);
  fuse(graph);
  if (precision === 'float16') withHalves(graph);
  if (precision !== 'int8') return graph;
  const batches = (await trained.calibration?.(calibration)) ?? [];
  if (batches.length === 0) throw new TextError(message('interchange.nothing-to-calibrate'));
  return quantized(graph, rangesOf(graph, serving, batches), ports === 'int8');
}

async function* write(trained: TrainedNetwork, chosen: Options): AsyncGenerator<OutputFile> {
  const { labels, name } = trained;
  const { convas } = metadataOf(trained);
  const about = 'about' in convas.output ? convas.output.about : '';
  const inference = chosen.input === 'bytes' ? inferenceOf(trained) : null;
  const graph = await graphOf(trained, chosen);
  const chunks = liteModel(
    inference ? withBytes(graph, inference) : graph,
    [name, about].filter(Boolean).join('. '),
    {
      convas: JSON.stringify(convas),
      document: serializeDocument(trained.document),
    },
  );
  yield { path: modelFile, chunks };
  // As programs for phones read the names of classes: one a line.
  if (labels.length > 0) yield textFile('labels.txt', `${labels.join('\n')}\n`);
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
  takesBytes: ({ input }) => input === 'bytes',
  coarse: ({ precision }) => precision !== 'float32',
  tolerance: ({ precision }) => tolerances[precision],
};
