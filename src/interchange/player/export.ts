import { createRequire } from 'node:module';
import { readText } from '../../files/read.ts';
import { message, sentence } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import type { FormatOf, OutputFile } from '../format.ts';
import { metadataOf } from '../metadata.ts';
import { noOptions } from '../options.ts';
import type { TrainedNetwork } from '../sources.ts';
import { graphJson } from '../tfjs-graph/graph-json.ts';
import { unsupported } from '../unsupported.ts';
import { afterLibrary, afterModel, pageEnd, pageHead } from './code/page.ts';

const encoder = new TextEncoder();

/** JSON inside of a script element: nothing in it ends that element. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Bytes that become base64 at once; of three bytes four letters, so that pieces join. */
const atOnce = 3 * 2 ** 18;

function* base64(parts: Iterable<Uint8Array>): Generator<string> {
  let rest = Buffer.alloc(0);
  for (const part of parts) {
    const bytes = Buffer.concat([rest, part]);
    const whole = bytes.length - (bytes.length % 3);
    for (let at = 0; at < whole; at += atOnce)
      yield bytes.subarray(at, Math.min(whole, at + atOnce)).toString('base64');
    rest = bytes.subarray(whole);
  }
  yield rest.toString('base64');
}

/** TensorFlow.js as browsers load it with a script element. */
async function library(): Promise<string> {
  const file = createRequire(import.meta.url).resolve('@tensorflow/tfjs/dist/tf.min.js');
  return (await readText(file)).replaceAll('</script', '<\\/script').replace(/\/\/# sourceMappingURL=.*/, '');
}

async function* pageOf(trained: TrainedNetwork): AsyncGenerator<Uint8Array> {
  const { network, servingGraph, language, name } = trained;
  if (!servingGraph) throw new TextError(message('interchange.graph-needs-native'));
  const { constants, topology, signature, weights } = graphJson(servingGraph(network.outputs));
  const localized = (key: (typeof wordKeys)[number]): string => sentence(message(`player.${key}`), language);
  const words = Object.fromEntries(wordKeys.map((key) => [key, localized(key)]));
  yield encoder.encode(pageHead({ language, title: name || 'Convas', words }));
  yield encoder.encode(await library());
  yield encoder.encode(afterLibrary);
  yield encoder.encode(
    embedded({ info: metadataOf(trained).convas, words, topology, signature, weightSpecs: weights }),
  );
  yield encoder.encode(afterModel);
  for (const text of base64(constants.map(({ bytes }) => bytes))) yield encoder.encode(text);
  yield encoder.encode(pageEnd);
}

const wordKeys = [
  'about',
  'input',
  'output',
  'draw',
  'choose',
  'camera',
  'clear',
  'invert',
  'noImage',
  'noCamera',
  'numbers',
  'value',
] as const;

/** One HTML file without network: a form made of the network's inputs and outputs, opened by a double click. */
export const player: FormatOf<'weights'> = {
  id: 'player',
  source: 'weights',
  extensions: ['.html'],
  options: noOptions,
  // The form has one input.
  supports: ({ layers, inputs }) =>
    inputs.slice(1).map((id) =>
      unsupported(layers.find((layer) => layer.id === id)!, {
        parameter: null,
        reason: message('interchange.player-one-input'),
        remedy: message('interchange.fix-player-one-input'),
      }),
    ),
  write: (trained): readonly OutputFile[] => [{ path: 'player.html', chunks: pageOf(trained) }],
};
