import { datasetInfo, openDataset } from '../../datasets/registry.ts';
import { tokensOf } from '../../datasets/words.ts';
import type { Need, Needed, Tools, View, ViewInput } from '../../insight/view.ts';
import { sizeOf } from '../../layers/shape.ts';
import type { NetworkLayer } from '../../network/network.ts';
import { isImageShape, prepareNumbers } from '../../preprocessing/pipeline.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ParsedParams } from '../../protocol/serve.ts';
import { type Message, message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { LoadedModel } from '../models.ts';
import { imageAt } from '../probes.ts';
import { preprocessingOf } from '../training/prepare.ts';

type ShowRequest = ParsedParams<'insight.show'>;

interface Chooser {
  readonly model: LoadedModel;
  readonly tools: Tools;
  readonly asked: ShowRequest;
  readonly canceled: () => boolean;
  /** The run to compare with. */
  readonly other: Tools | null;
}

/** A layer by id, or by the name that a person knows it by. @throws EngineError `no-such-layer`, `invalid` */
function layerOf(looking: View, { model, asked }: Chooser): NetworkLayer {
  const { network } = model.checked;
  const { layers } = network;
  const { view } = asked;
  const layer = asked.layer ?? looking.usualLayer?.(network) ?? null;
  const names = layers.map(({ name }) => name);
  if (layer === null)
    throw new EngineError('invalid', message('engine.view-needs-layer', { view, layers: names }));
  const found = layers.find(({ id }) => id === layer) ?? layers.find(({ name }) => name === layer);
  if (found) return found;
  throw new EngineError('no-such-layer', message('engine.no-layer', { layer, layers: names }));
}

/** A row of a table or a series that a person gave, as the network gets it. @throws EngineError `invalid` */
async function numbersOf(given: Float32Array, { model }: Chooser): Promise<ViewInput> {
  const { checked, dataset } = model;
  const preprocessing = preprocessingOf(checked.document, checked.network);
  const { inputShape } = preprocessing;
  const refuse = (detail: Message): never => {
    throw new EngineError('invalid', detail);
  };
  // Of data that are gone only the network's input is known.
  const info = await datasetInfo(dataset).catch(() => null);
  const dtype = info ? (info.dtype ?? 'uint8') : 'float32';
  if (isImageShape(info?.sampleShape ?? inputShape, dtype))
    return refuse(message('engine.takes-images', { input: inputShape }));
  if (given.length !== sizeOf(inputShape))
    return refuse(
      message('engine.wrong-numbers', {
        given: given.length,
        input: inputShape,
        wanted: sizeOf(inputShape),
      }),
    );
  const wrong = given.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) return refuse(message('engine.not-finite', { place: wrong + 1 }));
  const noByte = given.findIndex((value) => !Number.isInteger(value) || value < 0 || value > 255);
  if (dtype === 'uint8' && noByte >= 0)
    return refuse(message('engine.not-bytes', { place: noByte + 1, value: given[noByte]! }));
  try {
    return { values: prepareNumbers(given, preprocessing, dtype) };
  } catch (error) {
    throw new EngineError('invalid', textOf(error));
  }
}

/**
 * The image, the numbers or the text chosen, else an example of the test split of the run's own data: the first, or the one asked for.
 * @throws EngineError `invalid`
 */
async function imageOf(chooser: Chooser): Promise<ViewInput> {
  const { model, tools, asked, canceled } = chooser;
  if (asked.image) return asked.image;
  if (asked.values) return numbersOf(asked.values, chooser);
  const { test, words, info, fingerprint } = await openDataset(model.dataset, { canceled });
  if (asked.text !== null) {
    if (!words) throw new EngineError('invalid', message('engine.no-words', { title: info.title }));
    // Other data may number the same words otherwise.
    if (model.fingerprint !== '' && model.fingerprint !== fingerprint)
      throw new EngineError('data', message('engine.words-changed', { title: info.title }));
    const { values, known } = tokensOf(asked.text, words, info.sampleShape[0]!);
    if (known === 0) throw new EngineError('invalid', message('engine.no-known-word', { title: info.title }));
    return { values };
  }
  const { example } = asked;
  if (test.count > 0 && example >= test.count)
    throw new EngineError('invalid', message('engine.no-test-example', { example, most: test.count - 1 }));
  const image = imageAt(test, example);
  if (image) return image;
  const examples = await tools.examples('test');
  try {
    const x = examples.inputs([example]);
    const values = new Float32Array(x.dataSync());
    x.dispose();
    return { values };
  } finally {
    examples.close();
  }
}

/** The class chosen, else the one that the network answers for the image. @throws EngineError `invalid` */
function classOf({ tools, asked }: Chooser, image: ViewInput | undefined): number {
  const { labels } = tools;
  const chosen = asked.class;
  if (chosen !== null) {
    const named = labels.indexOf(String(chosen));
    const index = typeof chosen === 'string' && named >= 0 ? named : Number(chosen);
    if (Number.isInteger(index) && index >= 0 && index < labels.length) return index;
    throw new EngineError(
      'invalid',
      message('engine.no-class', { wanted: String(chosen), labels, most: labels.length - 1 }),
    );
  }
  if (!image) return 0;
  const { tf } = tools;
  const x = tools.input(image);
  try {
    return tf.tidy(() => tf.argMax(tools.scores(x), -1).dataSync()[0]!);
  } finally {
    x.dispose();
  }
}

/** @throws EngineError `invalid` where no other run was chosen */
function otherOf({ other, asked }: Chooser): Tools {
  if (other) return other;
  throw new EngineError('invalid', message('engine.view-needs-other', { view: asked.view }));
}

/** What a view needs, of what was asked. @throws EngineError in words, `refused` where it has nothing to show of that */
export async function subjectOf(view: View, chooser: Chooser): Promise<Needed> {
  const wants = (need: Need): boolean => view.needs.includes(need);
  const { network, reading, target } = chooser.tools;
  const layer =
    wants('layer') && (chooser.asked.layer !== null || !view.refuse?.(network, reading, null, target))
      ? layerOf(view, chooser)
      : null;
  const refusal = view.refuse?.(network, reading, layer, target);
  if (refusal) throw new EngineError('refused', message(`insight.${refusal}`));
  const image = wants('image') ? await imageOf(chooser) : undefined;
  // The view's type says what it needs, and that is what it gets.
  return {
    ...(layer && { layer }),
    ...(image && { image }),
    ...(wants('class') && { class: classOf(chooser, image) }),
    ...(wants('other') && { other: otherOf(chooser) }),
  } as Needed;
}
