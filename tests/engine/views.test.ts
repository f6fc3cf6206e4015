import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { views } from '../../src/insight/views/registry.ts';
import { EngineError } from '../../src/protocol/client.ts';
import type { Image } from '../../src/protocol/data.ts';
import { isMessage, type Message, sentence } from '../../src/text/message.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { kernelOf, outputOf, shown } from './showing.ts';
import { writeStripes } from './tiny.ts';

/** Smooth, so that finite differences are near the gradient. */
const smooth: readonly Link[] = [
  ['input', { shape: [8, 8, 1] }, 'image'],
  ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'tanh' }, 'conv'],
  ['flatten', {}, 'flat'],
  ['dense', { units: 4, activation: 'linear' }, 'scores'],
  ['activation', { activation: 'softmax' }, 'softmax'],
];

const distances: readonly Link[] = [
  ['input', { shape: [28, 28, 1] }, 'image'],
  ['flatten', {}, 'flat'],
  ['dense', { units: 84, activation: 'tanh' }, 'hidden'],
  ['rbfOutput', { output: 'distance' }, 'output'],
];

const autoencoder: readonly Link[] = [
  ['input', { shape: [8, 8, 1] }, 'image'],
  ['flatten', {}, 'flat'],
  ['dense', { units: 16, activation: 'tanh' }, 'code'],
  ['dense', { units: 64, activation: 'sigmoid' }, 'pixels'],
  ['reshape', { targetShape: [8, 8, 1] }, 'output'],
];

let bench: Bench;
let data: string;
let run: string;

async function train(
  links: readonly Link[],
  epochs: number,
  { target = 'label', dataset = data }: { target?: 'label' | 'input'; dataset?: string } = {},
): Promise<string> {
  const loss = target === 'input' ? { loss: { kind: 'meanSquaredError', params: {} } } : {};
  const training = { ...loss, epochs, batchSize: 54, checkpoints: { epochs: 1, minutes: null, keep: 10 } };
  const end = ending(bench.client);
  const built = chainDocument(links, training, dataset);
  const document = serializeDocument({ ...built, data: { ...built.data!, target } });
  const { run } = await bench.client.call('train.start', { document });
  expect(await end).toMatchObject({ state: 'finished', message: '' });
  return run;
}

/** Each word in figures that the catalogue has to know. */
const captionsIn = (value: unknown): readonly Message[] => {
  if (isMessage(value)) return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(captionsIn);
};

/** Options with which the views that take long take little. */
const quick: Readonly<Record<string, Record<string, unknown>>> = {
  rise: { masks: 32 },
  'smooth-grad': { samples: 5 },
  'integrated-gradients': { steps: 4 },
  tsne: { iterations: 250 },
  'activation-maximization': { steps: 3 },
  'loss-landscape': { points: 3, examples: 20 },
};

/** Every view shows something of a layer, or says why not; what it shows is described in words. */
async function showEvery(of: string, layer: string): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const view of Object.keys(views)) {
    try {
      const asked = { run: of, view, layer, other: of, parameters: quick[view] ?? {} };
      const { figures } = await bench.client.call('insight.show', asked);
      expect(figures, view).not.toEqual([]);
      for (const detail of captionsIn(figures))
        expect([view, detail.key], view).not.toContain(sentence(detail));
    } catch (error) {
      expect((error as EngineError).code, `${view}: ${error}`).toBe('refused');
      refused.push(view);
    }
  }
  return refused;
}

const image = (change: (data: Uint8Array) => void = () => {}): Image => {
  const pixels = Uint8Array.from({ length: 64 }, (_, at) => 40 + ((at * 37) % 150));
  change(pixels);
  return { height: 8, width: 8, channels: 1, data: pixels };
};

beforeAll(async () => {
  bench = await openBench();
  data = await writeStripes(join(bench.folder, 'stripes'));
  run = await train(smooth, 3);
});
afterAll(() => bench.close());

describe('a view', () => {
  it('is shown of any kept checkpoint, with the weights of that moment', async () => {
    const { client, folder } = bench;
    const { checkpoints } = await client.call('runs.checkpoints', { run });
    expect(checkpoints.length).toBeGreaterThan(1);
    const kernels = [];
    for (const { steps } of checkpoints) {
      const { values } = await shown(
        client,
        { run, view: 'filters', layer: 'conv', checkpoint: steps },
        'maps',
      );
      const kept = await readCheckpoint(join(folder, 'runs', run), steps);
      expect(values).toEqual(kept!.weights.get('layer-1/kernel') ?? kept!.weights.get('conv/kernel'));
      kernels.push(values);
    }
    expect(kernels[0]).not.toEqual(kernels.at(-1));
    const unknown = client.call('insight.show', { run, view: 'filters', layer: 'conv', checkpoint: 999 });
    await expect(unknown).rejects.toMatchObject({
      code: 'no-such-checkpoint',
      message: expect.stringMatching(/no checkpoint of step 999\. It keeps \d/),
    });
  });

  it('is the same again, where nothing has changed', async () => {
    const second = await openBench({ runsFolder: join(bench.folder, 'runs') });
    const ask = () =>
      shown(second.client, { run, view: 'feature-maps', layer: 'conv', image: image() }, 'maps');
    expect(await ask()).toEqual(await ask());
    const other = image((pixels) => pixels.fill(0));
    expect((await outputOf(second.client, run, 'conv', other)).values).not.toEqual((await ask()).values);
    await second.close();
  });

  it('takes an image of the test split where it is given none', async () => {
    const images = (await readFile(join(data, 't10k-images-idx3-ubyte'))).subarray(16, 80);
    const first = image((pixels) => pixels.set(images));
    const chosen = await shown(bench.client, { run, view: 'prediction', image: first }, 'bars');
    expect(await shown(bench.client, { run, view: 'prediction' }, 'bars')).toEqual(chosen);
  });

  it.each([
    [{ view: 'x-ray' }, 'no-such-view', /no view "x-ray"\. There are filters, feature-maps/],
    [{ view: 'filters' }, 'invalid', /needs a layer\. Choose image, conv/],
    [{ view: 'filters', layer: 'nope' }, 'no-such-layer', /no layer "nope"\. It has image, conv/],
    [{ view: 'saliency', class: 4 }, 'invalid', /no class "4"\. Choose one of .* from 0 to 3/],
    [{ view: 'saliency', class: 'cat' }, 'invalid', /no class "cat"/],
  ])('refuses %j in words', async (asked, code, message) => {
    await expect(bench.client.call('insight.show', { run, ...asked })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('is shown whatever the network, and of an untrained layer without weights', async () => {
    const { client } = bench;
    expect((await client.call('insight.show', { run, view: 'filters', layer: 'flat' })).figures).toEqual([]);
    expect(await showEvery(run, 'conv')).toEqual([
      'guided-backpropagation',
      // Of networks that answer with something other than a class.
      ...['regression', 'reconstructions', 'mask-errors', 'autoencoder-pca', 'autoencoder-lsa'],
      'batch-statistics',
      'dropout',
    ]);
    expect((await kernelOf(client, run, 'conv')).shape).toEqual([3, 3, 1, 4]);
  });
});

describe('an imported ONNX model', () => {
  it.each(['sequential.traced', 'convnext.dynamo', 'squeezed.traced', 'recurrent.traced'])(
    '%s, which has no data, answers every view or is refused in words',
    async (name) => {
      const path = join(import.meta.dirname, '..', 'golden', 'onnx', `${name}.onnx`);
      const { run: of, document } = await bench.client.call('import.model', { from: { path } });
      expect(of).not.toBeNull();
      const { layers } = JSON.parse(document) as { layers: { kind: string; name: string; params: object }[] };
      const input = layers.find(({ kind }) => kind === 'input')!.params as { shape?: number[] };
      const [height = 8, width = 8, channels = 1] = input.shape ?? [];
      const given = { height, width, channels: channels as 1 | 3 };
      const pixels = Uint8Array.from({ length: height * width * channels }, (_, at) => (at * 37) % 251);
      const isImage = input.shape?.length === 3;
      const answered: string[] = [];
      for (const layer of [layers[1]!.name, layers.at(-1)!.name])
        for (const view of Object.keys(views))
          try {
            const { figures } = await bench.client.call('insight.show', {
              ...{ run: of!, view, layer, other: of!, parameters: quick[view] ?? {} },
              ...(isImage && { image: { ...given, data: pixels } }),
            });
            if (figures.length > 0) answered.push(view);
          } catch (error) {
            // Never a fault: what cannot be shown of it is said.
            expect(error, `${view} of ${layer}`).toBeInstanceOf(EngineError);
            expect((error as EngineError).code, `${view} of ${layer}: ${error}`).not.toBe('failed');
          }
      expect(answered).toContain('weight-statistics');
      if (isImage) expect(answered).toEqual(expect.arrayContaining(['feature-maps', 'prediction']));
    },
  );
});

describe('saliency', () => {
  it.each([0, 3])('is the gradient of the score of class %i before the softmax', async (index) => {
    const { client } = bench;
    const { heat, class: about } = await shown(
      client,
      { run, view: 'saliency', image: image(), class: index },
      'overlay',
    );
    expect(about).toEqual({ index, label: String(index) });
    const score = async (at: number, by: number): Promise<number> => {
      const changed = image((pixels) => {
        pixels[at]! += by;
      });
      return (await outputOf(client, run, 'scores', changed)).values[index]!;
    };
    const ask = { run, view: 'saliency', image: image(), class: index, parameters: { signed: true } };
    const signed = await shown(client, ask, 'overlay');
    // A pixel step is 1/255 of the input's scale.
    for (const at of [0, 9, 27, 36, 63]) {
      const slope = ((await score(at, 2)) - (await score(at, -2))) / (4 / 255);
      expect(heat[at]).toBeCloseTo(Math.abs(slope), 3);
      expect(signed.heat[at]).toBeCloseTo(slope, 3);
    }
    expect(Math.max(...heat)).toBeGreaterThan(0.05);
  });

  it('is of the answered class where none is chosen, and takes a class by its name', async () => {
    const { client } = bench;
    const { answer } = await shown(client, { run, view: 'prediction', image: image() }, 'bars');
    const own = await shown(client, { run, view: 'saliency', image: image() }, 'overlay');
    expect(own.class!.index).toBe(answer);
    const named = await shown(
      client,
      { run, view: 'saliency', image: image(), class: String(answer) },
      'overlay',
    );
    expect(named).toEqual(own);
  });

  it('is of the negative distance where the network puts out distances', async () => {
    const { client } = bench;
    const far = await train(distances, 1, { dataset: 'mnist-10k' });
    let place = 0;
    const digit = (by: number): Image => {
      const pixels = Uint8Array.from({ length: 784 }, (_, at) => (at % 28 > 12 && at % 28 < 16 ? 200 : 0));
      pixels[place]! += by;
      return { height: 28, width: 28, channels: 1, data: pixels };
    };
    const asked = { run: far, view: 'saliency', image: digit(0), class: 2, parameters: { signed: true } };
    const { heat } = await shown(client, asked, 'overlay');
    // Where it matters most.
    place = heat.reduce((most, value, at) => (Math.abs(value) > Math.abs(heat[most]!) ? at : most), 0);
    const distance = async (by: number): Promise<number> =>
      (await outputOf(client, far, 'output', digit(by))).values[2]!;
    // Brighter only: the pixel may be black.
    const slope = ((await distance(8)) - (await distance(0))) / (8 / 255);
    expect(Math.abs(slope)).toBeGreaterThan(0.05);
    expect(heat[place]! / -slope).toBeCloseTo(1, 1);
  });

  it('is refused for a network without classes', async () => {
    const own = await train(autoencoder, 1, { target: 'input' });
    const asked = bench.client.call('insight.show', { run: own, view: 'saliency' });
    await expect(asked).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/classes apart/),
    });
    // The mean over the test images is the loss that training reports of them.
    const { summary } = await bench.client.call('runs.get', { run: own });
    const errors = await shown(bench.client, { run: own, view: 'reconstructions' }, 'table');
    expect(errors.rows[0]![1]).toBeCloseTo(summary.test!.loss, 5);
    const beside = await shown(bench.client, { run: own, view: 'autoencoder-pca' }, 'table');
    expect(beside.rows.map(([, value]) => value).slice(0, 2)).toEqual([
      16,
      expect.closeTo(summary.test!.loss, 5),
    ]);
    const { figures } = await bench.client.call('insight.show', { run: own, view: 'prediction' });
    expect(figures.map((each) => ('of' in each ? each.of : null))).toEqual([
      'input',
      'reconstruction',
      'difference',
      'reconstruction-error',
    ]);
  });
});

describe('what units respond to', () => {
  /** The images of the test split. */
  const testImages = async (): Promise<readonly Image[]> => {
    const all = (await readFile(join(data, 't10k-images-idx3-ubyte'))).subarray(16);
    return Array.from({ length: 24 }, (_, at) =>
      image((pixels) => pixels.set(all.subarray(64 * at, 64 * at + 64))),
    );
  };
  /** Outputs of a layer for each of them. */
  const outputsOf = async (layer: string): Promise<readonly Float32Array[]> => {
    const outputs: Float32Array[] = [];
    for (const each of await testImages())
      outputs.push((await outputOf(bench.client, run, layer, each)).values);
    return outputs;
  };

  it('are the strongest patches of the test images, as large as the field', async () => {
    const channel = 2;
    const asked = { run, view: 'top-patches', layer: 'conv', parameters: { channel, count: 5 } };
    const { height, width, captions } = await shown(bench.client, asked, 'gallery');
    expect([height, width]).toEqual([3, 3]);
    const responses = (await outputsOf('conv')).map((values) =>
      Math.max(...values.filter((_, at) => at % 4 === channel)),
    );
    const strongest = [...responses].sort((a, b) => b - a).slice(0, 5);
    captions.forEach((caption, at) => {
      expect(Number(sentence(caption).split('\n')[1])).toBeCloseTo(strongest[at]!, 3);
    });
  });

  it('is a field that the gradient does not leave', async () => {
    const asked = { run, view: 'receptive-field', layer: 'conv', image: image() };
    const { heat } = await shown(bench.client, asked, 'overlay');
    // The place in the middle of 6 × 6 sees rows and columns 3 to 5.
    heat.forEach((value, at) => {
      const [row, column] = [Math.floor(at / 8), at % 8];
      const inside = row >= 3 && row <= 5 && column >= 3 && column <= 5;
      expect(value > 0, `${row}, ${column}`).toBe(inside);
    });
    const { rows } = await shown(bench.client, asked, 'table');
    expect(rows[1]![1]).toBe('3 × 3');
    const other = { ...asked, parameters: { direction: 'influence' } };
    const { values } = await shown(bench.client, other, 'maps');
    // The pixel in the middle, row and column 4, is seen from 2 to 4.
    values.forEach((value, at) => {
      const [row, column] = [Math.floor(at / 6), at % 6];
      expect(value > 0, `${row}, ${column}`).toBe(row >= 2 && row <= 4 && column >= 2 && column <= 4);
    });
  });

  it.each([true, false])('more and more, as an image is made for a class (of waves: %s)', async (fourier) => {
    const parameters = { channel: 1, steps: 60, fourier };
    const asked = { run, view: 'activation-maximization', layer: 'softmax', parameters };
    const { series } = await shown(bench.client, asked, 'lines');
    const [{ y } = { y: Float32Array.of() }] = series;
    expect(y).toHaveLength(60);
    expect(y.at(-1)! - y[0]!).toBeGreaterThan(0.2);
    const { values } = await shown(bench.client, asked, 'picture');
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });

  it('has a channel that there is', async () => {
    const asked = { run, view: 'top-patches', layer: 'conv', parameters: { channel: 4 } };
    await expect(bench.client.call('insight.show', asked)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/conv has no channel 4: choose one from 0 to 3/),
    });
  });

  it('compares layers as centered kernel alignment is defined', async () => {
    const { rows } = await shown(bench.client, { run, view: 'cka' }, 'table');
    const grams = await Promise.all(
      ['conv', 'scores'].map(async (layer) => {
        const outputs = await outputsOf(layer);
        const gram = outputs.map((a) =>
          outputs.map((b) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)),
        );
        const mean = (values: readonly number[]) =>
          values.reduce((sum, value) => sum + value, 0) / values.length;
        const all = mean(gram.map(mean));
        // H K H, where H takes the mean away.
        return gram.map((row) => row.map((value, j) => value - mean(row) - mean(gram[j]!) + all));
      }),
    );
    const hsic = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
      a.reduce((sum, row, i) => sum + row.reduce((own, value, j) => own + value * b[i]![j]!, 0), 0);
    const [conv, scores] = grams as [number[][], number[][]];
    const expected = hsic(conv, scores) / Math.sqrt(hsic(conv, conv) * hsic(scores, scores));
    expect(rows.map(([name]) => name)).toEqual(['conv', 'scores']);
    expect(rows[0]!.slice(1)).toEqual([1, expect.closeTo(expected, 2)]);
    expect(rows[1]!.slice(1)).toEqual([expect.closeTo(expected, 2), 1]);
  });
});

describe('a changed network is kept as a run', () => {
  it('without channels: smaller, and with the answers that it has with them muted', async () => {
    const { client } = bench;
    const kept = await client.call('insight.keep', { run, layer: 'conv', change: { channels: [0, 2] } });
    // Two of four filters of 3 × 3 with their biases, and half of the rows of the dense layer behind them.
    expect(kept.params).toEqual({ before: 40 + 36 * 4 * 4 + 4, after: 20 + 36 * 2 * 4 + 4 });
    expect((await kernelOf(client, kept.run, 'conv')).shape).toEqual([3, 3, 1, 2]);
    // 36 places of 9 products each for a filter, and of each for a class.
    expect(kept.macs).toEqual({ before: 36 * 9 * 4 + 36 * 4 * 4, after: 36 * 9 * 2 + 36 * 2 * 4 });
    const asked = { run, view: 'surgery', layer: 'conv', parameters: { channels: [0, 2], examples: 24 } };
    const muted = await shown(client, asked, 'table');
    const { figures } = await client.call('insight.show', {
      ...asked,
      run: kept.run,
      parameters: { channels: [], examples: 24 },
    });
    const small = figures[0]!;
    if (small.figure !== 'table') throw new Error('No table.');
    expect(small.rows[0]![1]).toBeCloseTo(muted.rows[0]![2] as number, 5);
    expect(kept.accuracy!.after).toBeCloseTo(muted.rows[0]![2] as number, 5);
    expect(kept.accuracy!.before).toBeCloseTo(muted.rows[0]![1] as number, 5);
    expect(small.rows[1]![1]).toBeCloseTo(muted.rows[1]![2] as number, 4);
  });

  it('with a layer that further training leaves as it is', async () => {
    const { client } = bench;
    const kept = await client.call('insight.keep', { run, layer: 'conv', change: { frozen: true } });
    const { document } = await client.call('runs.get', { run: kept.run });
    const end = ending(client);
    const { run: on } = await client.call('train.start', { document, from: { run: kept.run, steps: null } });
    await end;
    const [conv, scores] = ['conv', 'scores'];
    expect((await kernelOf(client, on, conv!)).values).toEqual((await kernelOf(client, run, conv!)).values);
    expect((await kernelOf(client, on, scores!)).values).not.toEqual(
      (await kernelOf(client, run, scores!)).values,
    );
  });

  it('with a kernel of a person, and refuses one that does not fit', async () => {
    const { client } = bench;
    const kernel = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
    const { run: kept } = await client.call('insight.keep', {
      run,
      layer: 'conv',
      change: { filter: 1, kernel },
    });
    const { values } = await kernelOf(client, kept, 'conv');
    expect([...values].filter((_, at) => at % 4 === 1)).toEqual(kernel);
    const large = { run, layer: 'conv', change: { filter: 0, kernel: new Array<number>(25).fill(1) } };
    await expect(client.call('insight.keep', large)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/5 × 5 does not fit into conv/),
    });
  });
});
