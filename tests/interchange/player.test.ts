// @module-tag native browser
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { chain } from '../../src/document/operations/chain.ts';
import { openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { networkSource } from '../../src/engine/exports/sources.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { checkDocument } from '../../src/engine/training/prepare.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { player } from '../../src/interchange/player/export.ts';
import { chromiumPath } from '../e2e/browser-face.ts';

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  folder = await mkdtemp(join(tmpdir(), 'convas-player-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

it('opens from the disk without network and answers as the engine does', { timeout: 60_000 }, async () => {
  const backend = await openNative();
  const { tf } = backend;
  const document = chain('dígitos </script>', [
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 3, kernelSize: [5, 5], strides: [2, 2], activation: 'tanh' }],
    ['flatten'],
    ['dense', { units: 10, activation: 'softmax' }],
  ]);
  const data = { dataset: 'mnist-10k', preprocessing: [], target: 'label' as const };
  const source = await networkSource(checkDocument({ ...document, data }, null), null, 'pt-BR');
  const { network } = source;
  const weights = toTensors(backend, listWeights(network), initialWeights(listWeights(network), 5));
  const graph = (ids: readonly string[]) => servingGraph(backend, network, weights, ids);
  const trained = {
    ...source,
    weights: new Map(),
    frozen: new Set<string>(),
    servingGraph: graph,
    calibration: null,
    run: null,
  };
  const [page] = await collectFiles(player.write(trained, {}));
  const file = join(folder, 'player.html');
  await writeFile(file, page!.bytes);

  const stored = await readFile(resolve('src/datasets/mnist-10k/t10k-images-idx3-ubyte.gz'));
  const pixels = gunzipSync(stored).subarray(16, 16 + 784);
  await writeFile(
    join(folder, 'digit.png'),
    encodePng({ height: 28, width: 28, channels: 1, data: new Uint8Array(pixels) }),
  );

  const view = await browser.newPage();
  const errors: string[] = [];
  const asked: string[] = [];
  view.on('pageerror', (error) => errors.push(error.message));
  view.on('request', (request) => request.url().startsWith('http') && asked.push(request.url()));
  await view.goto(pathToFileURL(file).href);
  await view.waitForSelector('body[data-state=ready]');
  expect(await view.getByRole('heading', { level: 1 }).textContent()).toBe('dígitos </script>');
  expect(await view.getByRole('button', { name: 'Limpar' }).isVisible()).toBe(true);
  await view.setInputFiles('#file', join(folder, 'digit.png'));
  await view.waitForSelector('body[data-state=answered]');
  const answer = await view.locator('#answer').textContent();
  const scaled = Float32Array.from(pixels, (value) => value);
  const x = tf.tensor4d(scaled, [1, 28, 28, 1]);
  const probabilities = forward(tf, network, weights, x, network.outputs)
    .get(network.outputs[0]!)!
    .dataSync();
  expect(answer).toBe(String(probabilities.indexOf(Math.max(...probabilities))));
  expect(await view.locator('#list li').count()).toBe(10);
  expect(errors).toEqual([]);
  expect(asked).toEqual([]);
});
