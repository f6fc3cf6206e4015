import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { inferenceOf, inputOption } from '../bytes-input.ts';
import type { FormatOf, OutputFile, Values } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import type { Inference, TrainedNetwork } from '../sources.ts';
import { refuseUnsupported, unsupported } from '../unsupported.ts';
import { withBytes } from './bytes.ts';
import { snippet } from './code.ts';
import { modelFile } from './files.ts';
import { graphOf, type Layout } from './model.ts';
import { type GraphParts, type Precision, withPrecision } from './precision.ts';
import { maxBytes, modelParts } from './proto.ts';
import { rangesIn, roundedTensors, withExtremes, withRounding } from './quantize.ts';
import { onnxRuntimeFor, startOnnxThread, turned } from './runtime.ts';

const bytesOf = ({ weights }: NetworkLayer): number =>
  4 * weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Every kind has operators; what a file cannot hold are weights beyond protocol buffers' two gigabytes. */
function supports({ layers }: Network): readonly UnsupportedLayer[] {
  const bytes = layers.reduce((sum, layer) => sum + bytesOf(layer), 0);
  // A tenth of a gigabyte is left for the operators.
  if (bytes < maxBytes - 1e8) return [];
  const largest = layers.reduce((most, layer) => (bytesOf(layer) > bytesOf(most) ? layer : most));
  const reason = message('interchange.onnx-too-large', { bytes });
  return [
    unsupported(largest, { parameter: null, reason, remedy: message('interchange.fix-onnx-too-large') }),
  ];
}

/** What a person or program needs to use the model, as text that any reader of ONNX shows. */
function metadataFor(trained: TrainedNetwork, layout: Layout): Record<string, string> {
  const { convas } = metadataOf(trained);
  return {
    layout,
    ...(convas.classes.length > 0 && { classes: JSON.stringify(convas.classes) }),
    ...(trained.preprocessing && { preprocessing: JSON.stringify(trained.preprocessing) }),
    convas: JSON.stringify(convas),
    document: serializeDocument(trained.document),
  };
}

/** The order of an image's axes in the model's input and output, and how its weights are stored. */
const options = z.strictObject({
  layout: z.enum(['nhwc', 'nchw']).default('nhwc'),
  precision: z.enum(['float32', 'float16', 'int8', 'int8-static']).default('float32'),
  input: inputOption,
  /** Of the training data, for `int8-static`. */
  calibration: z.int().min(1).max(4096).default(128),
});

type Options = z.output<typeof options>;

/** How far outputs may lie apart, as a share of the largest. */
const tolerances: Readonly<Record<Precision, number>> = {
  float32: 1e-4,
  float16: 1e-2,
  int8: 0.2,
  'int8-static': 0.3,
};

/** What the tensors that are to be rounded reach on training examples, as ONNX Runtime computes them. */
async function rangesOf(graph: GraphParts, trained: TrainedNetwork, { layout, calibration }: Options) {
  const names = roundedTensors(graph);
  const batches = names.length === 0 ? [] : ((await trained.calibration?.(calibration)) ?? []);
  if (names.length > 0 && batches.length === 0)
    throw new TextError(message('interchange.nothing-to-calibrate'));
  const omitted = { name: 'calibration', about: '', metadata: {} };
  const model = Buffer.concat([...modelParts({ ...omitted, ...withExtremes(graph, names) }).chunks()]);
  const thread = startOnnxThread();
  try {
    await thread.ask({ kind: 'open', model });
    const found: (readonly Values[])[] = [];
    for (const batch of batches) {
      const inputs = [layout === 'nchw' ? turned(batch, 'first') : batch];
      found.push((await thread.ask({ kind: 'predict', inputs })).outputs);
    }
    return rangesIn(names, found);
  } finally {
    await thread.end();
  }
}

/** @throws TextError for bytes where the network was trained on no images */
function checkBytes(trained: TrainedNetwork, { input, layout }: Options): Inference | null {
  if (input === 'floats') return null;
  if (layout !== 'nhwc') throw new TextError(message('interchange.bytes-channels-last'));
  return inferenceOf(trained);
}

async function graphIn(trained: TrainedNetwork, chosen: Options): Promise<GraphParts> {
  const { layout, precision } = chosen;
  const graph = graphOf(trained.network, trained.weights, layout);
  if (precision !== 'int8-static') return withPrecision(graph, precision);
  const ranges = await rangesOf(graph, trained, chosen);
  return withRounding(withPrecision(graph, 'int8'), ranges);
}

async function* write(trained: TrainedNetwork, chosen: Options): AsyncGenerator<OutputFile> {
  const { convas } = metadataOf(trained);
  const bytes = checkBytes(trained, chosen);
  const graph = await graphIn(trained, chosen);
  const parts = modelParts({
    name: trained.name || 'model',
    about: 'about' in convas.output ? convas.output.about : '',
    ...(bytes ? withBytes(graph, bytes) : graph),
    metadata: metadataFor(trained, chosen.layout),
  });
  yield { path: modelFile, chunks: parts.chunks() };
}

/** ONNX: one file that ONNX Runtime and most other programs run. Opset 17, IR version 8. */
export const onnx: FormatOf<'weights', Options> = {
  id: 'onnx',
  source: 'weights',
  extensions: ['.onnx'],
  snippet,
  options,
  supports,
  write(trained, chosen) {
    refuseUnsupported('ONNX', supports(trained.network));
    return write(trained, chosen);
  },
  runtimes: (_native, { layout }) => [onnxRuntimeFor(layout)],
  takesBytes: ({ input }) => input === 'bytes',
  coarse: ({ precision }) => precision !== 'float32',
  tolerance: ({ precision }) => tolerances[precision],
};
