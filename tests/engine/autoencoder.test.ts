import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/datasets/registry.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { firstFigure } from '../../src/insight/figure.ts';
import { TextError } from '../../src/text/text-error.ts';
import { templates } from '../../templates/index.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';

let bench: Bench;
/** What a network would score that answers every image with the mean of the training images, pixels 0 to 1. */
let meanImageError = 0;

beforeAll(async () => {
  bench = await openBench();
  const { train, test } = await loadDataset('mnist-10k');
  const mean = new Float64Array(784);
  for (let at = 0; at < train.images.length; at++) mean[at % 784]! += train.images[at]! / 255 / train.count;
  for (let at = 0; at < test.images.length; at++) {
    meanImageError += (test.images[at]! / 255 - mean[at % 784]!) ** 2 / test.images.length;
  }
});
afterAll(() => bench.close());

function templateText(id: string): string {
  const parsed = parseDocument(templates.find((template) => template.id === id)!.text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return serializeDocument({ ...parsed.document, training: { ...parsed.document.training, epochs: 2 } });
}

// On WebAssembly it takes minutes.
describe.each(['autoencoder', 'conv-autoencoder'])('%s on mnist-10k', { timeout: 300_000 }, (id) => {
  it('gives digits back better than their mean does, and has no accuracy', async () => {
    const { client } = bench;
    const end = ending(client);
    const { run } = await client.call('train.start', { document: templateText(id) });
    expect(await end).toMatchObject({ state: 'finished', message: '' });
    const { summary } = await client.call('runs.get', { run });
    const [first, second] = summary.epochs;
    expect(second!.loss).toBeLessThan(first!.loss);
    expect(second).toMatchObject({ accuracy: null, valAccuracy: null });
    expect(summary.test!.accuracy).toBeNull();
    expect(summary.test!.loss).toBeLessThan(0.7 * meanImageError);

    const evaluation = await client.call('runs.evaluate', { run });
    expect(evaluation).toMatchObject({ accuracy: null, confusion: [], perClass: [] });
    expect(evaluation.loss).toBeCloseTo(summary.test!.loss, 5);

    const { test } = await loadDataset('mnist-10k');
    const image = { height: 28, width: 28, channels: 1 as const, data: test.images.slice(0, 784) };
    const { figures } = await client.call('insight.show', { run, view: 'prediction', image });
    const pictures = figures.filter((figure) => figure.figure === 'picture');
    expect(pictures.map(({ of }) => of)).toEqual(['input', 'reconstruction', 'difference']);
    const [input, back, difference] = pictures as [
      (typeof pictures)[0],
      (typeof pictures)[0],
      (typeof pictures)[0],
    ];
    expect([...input.values]).toEqual([...image.data].map((byte) => Math.fround(byte / 255)));
    expect(back.shape).toEqual([28, 28, 1]);
    expect(back.range).toEqual(input.range);
    expect(difference.values[400]).toBeCloseTo(back.values[400]! - input.values[400]!, 6);
    const squares = back.values.map((value, at) => (value - image.data[at]! / 255) ** 2);
    const [[, error]] = firstFigure(figures, 'table')!.rows as [[string, number]];
    expect(error).toBeCloseTo(squares.reduce((sum, value) => sum + value, 0) / 784, 6);
  });
});

it('refuses a network that cannot give its input back', async () => {
  const document = chainDocument(smallConvnet, { loss: { kind: 'meanSquaredError', params: {} } });
  const text = serializeDocument({ ...document, data: { ...document.data!, target: 'input' } });
  await expect(bench.client.call('train.start', { document: text })).rejects.toThrow(
    'The network should reconstruct its input of 28 × 28 × 1, but "output" outputs 10.',
  );
});
