import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { message } from '../../text/message.ts';
import type { FormatOf, OutputFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import type { TrainedNetwork } from '../sources.ts';
import { refuseUnsupported, unsupported } from '../unsupported.ts';
import { snippet } from './code.ts';
import { modelFile } from './files.ts';
import { graphOf, type Layout } from './model.ts';
import { type Precision, withPrecision } from './precision.ts';
import { modelParts, mostBytes } from './proto.ts';
import { onnxRuntimeFor } from './runtime.ts';

const bytesOf = ({ weights }: NetworkLayer): number =>
  4 * weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Every kind has operators; what a file cannot hold are weights beyond protocol buffers' two gigabytes. */
function supports({ layers }: Network): readonly UnsupportedLayer[] {
  const bytes = layers.reduce((sum, layer) => sum + bytesOf(layer), 0);
  // A tenth of a gigabyte is left for the operators.
  if (bytes < mostBytes - 1e8) return [];
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
  precision: z.enum(['float32', 'float16', 'int8']).default('float32'),
});

type Options = z.output<typeof options>;

/** How far outputs may lie apart, as a share of the largest. */
const tolerances: Readonly<Record<Precision, number>> = { float32: 1e-4, float16: 1e-2, int8: 0.2 };

function modelOf(trained: TrainedNetwork, { layout, precision }: Options): OutputFile {
  const about = metadataOf(trained).convas.output;
  const parts = modelParts({
    name: trained.name || 'model',
    about: 'about' in about ? about.about : '',
    ...withPrecision(graphOf(trained.network, trained.weights, layout), precision),
    metadata: metadataFor(trained, layout),
  });
  return { path: modelFile, chunks: parts.chunks() };
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
    return [modelOf(trained, chosen)];
  },
  runtimes: (_native, { layout }) => [onnxRuntimeFor(layout)],
  tolerance: ({ precision }) => tolerances[precision],
};
