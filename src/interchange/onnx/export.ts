import { sizeOf } from '../../layers/shape.ts';
import type { Network, NetworkLayer } from '../../network/network.ts';
import type { UnsupportedLayer } from '../../protocol/export.ts';
import { message } from '../../text/message.ts';
import type { ExportedFile, ModelFormat, TrainedNetwork } from '../format.ts';
import { metadataOf } from '../tfjs/metadata.ts';
import { refuseUnsupported, unsupported } from '../unsupported.ts';
import { graphOf, type Layout } from './model.ts';
import { modelParts, mostBytes } from './proto.ts';
import { onnxRuntime } from './runtime.ts';

export const modelFile = 'model.onnx';

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
  };
}

function join(parts: ReturnType<typeof modelParts>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.length);
  let at = 0;
  for (const chunk of parts.chunks()) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const modelOf = (trained: TrainedNetwork, layout: Layout, outputs?: readonly string[]): ExportedFile => {
  const about = metadataOf(trained).convas.output;
  const bytes = join(
    modelParts({
      name: trained.name || 'model',
      about: 'about' in about ? about.about : '',
      ...graphOf(trained.network, trained.weights, layout, outputs),
      metadata: metadataFor(trained, layout),
    }),
  );
  return { name: modelFile, bytes };
};

/** What files were written from, while they are in memory. */
const sources = new WeakMap<ExportedFile, TrainedNetwork>();

/** ONNX: one file that ONNX Runtime and most other programs run. Opset 17, IR version 8. */
export const onnx: ModelFormat = {
  id: 'onnx',
  from: 'weights',
  suffix: '.onnx',
  supports,
  write(trained) {
    refuseUnsupported('ONNX', supports(trained.network));
    const file = modelOf(trained, 'nhwc');
    sources.set(file, trained);
    return [file];
  },
  tapped: ([file], _network, ids) => [modelOf(sources.get(file!)!, 'nhwc', ids)],
  runtimes: () => [onnxRuntime],
};
