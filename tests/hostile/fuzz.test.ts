import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { gzipSync, strToU8, unzipSync, zipSync } from 'fflate';
import { create } from 'tar';
import { afterAll, describe, expect, it } from 'vitest';
import { readHead } from '../../src/datasets/decoders/head.ts';
import { decoders } from '../../src/datasets/decoders/registry.ts';
import { decodeSvhn } from '../../src/datasets/decoders/svhn.ts';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';
import { encodePng } from '../../src/datasets/encode-png.ts';
import { loadDataset } from '../../src/datasets/registry.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { importers } from '../../src/interchange/importers.ts';
import { analyze } from '../../src/network/analyze.ts';
import { replySchema, requestSchema } from '../../src/protocol/envelope.ts';
import { decodeFrame, encodeFrame } from '../../src/protocol/frame.ts';
import { calls } from '../../src/protocol/protocol.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { mutated } from './mutate.ts';

/*
 * Valid input, changed at random: every parser either reads it or refuses it in words, soon. A failure names seed and
 * round, which make the same input again. `CONVAS_FUZZ=SECONDS[,SEED]` gives each parser as long, from another seed.
 */
const [seconds = 0.4, seed = 1] = (process.env['CONVAS_FUZZ'] ?? '').split(',').map(Number).filter(Boolean);
/** Milliseconds that one input may take. */
const patience = 10_000;

const root = join(import.meta.dirname, '..');
const read = (...path: string[]): Uint8Array => new Uint8Array(readFileSync(join(root, ...path)));
const namesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder)).filter((name) => ending.test(name));

const folder = mkdtempSync(join(tmpdir(), 'convas-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly read: number;
  readonly refused: number;
}

/** @param parse throws TextError for what it refuses; `name` is of the seed */
async function fuzz(
  seeds: Readonly<Record<string, Uint8Array>>,
  parse: (bytes: Uint8Array, name: string) => unknown,
): Promise<Outcome> {
  const names = Object.keys(seeds);
  expect(names.length).toBeGreaterThan(0);
  const outcome = { read: 0, refused: 0 };
  const end = performance.now() + 1000 * seconds;
  // A slow machine has no time for a change that leaves something to read.
  const isShort = (round: number): boolean => outcome.read === 0 && round < 300;
  for (let round = 0; performance.now() < end || isShort(round); round++) {
    const name = names[round % names.length]!;
    const bytes = mutated(seeds[name]!, seed, round);
    const since = performance.now();
    try {
      await parse(bytes, name);
      outcome.read++;
    } catch (error) {
      const where = `${name}, seed ${seed}, round ${round}`;
      if (!(error instanceof TextError))
        throw new Error(`${where}: ${(error as Error)?.stack}`, { cause: error });
      expect(error.message, where).toMatch(/[.!?”"')\d]$|\w$/);
      outcome.refused++;
    }
    expect(performance.now() - since, `${name}, seed ${seed}, round ${round}`).toBeLessThan(patience);
  }
  return outcome;
}

describe('changed at random', () => {
  it('documents are read or refused, and what was read is written and analyzed', {
    timeout: 1e6,
  }, async () => {
    const seeds = {
      ...Object.fromEntries(namesIn('documents', /\.convas$/).map((name) => [name, read('documents', name)])),
      'resnet.convas': read('..', 'templates', 'resnet20-cifar.convas'),
      'lenet.convas': read('..', 'templates', 'lenet-5.convas'),
    };
    const { read: taken, refused } = await fuzz(seeds, (bytes) => {
      const parsed = parseDocument(new TextDecoder().decode(bytes));
      if (!parsed.ok) throw new TextError(parsed.error);
      const again = parseDocument(serializeDocument(parsed.document));
      if (!again.ok) throw new Error(`what was written is not read: ${sentence(again.error)}`);
      for (const { message } of analyze(parsed.document, null).problems) sentence(message);
    });
    expect(taken).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('frames are messages or none, and no message passes that the protocol does not know', {
    timeout: 1e6,
  }, async () => {
    const frame = (message: unknown): Uint8Array => encodeFrame(message);
    const image = { height: 2, width: 2, channels: 1, data: new Uint8Array(4) };
    const seeds = {
      call: frame({ type: 'call', id: 1, name: 'predict', params: { run: 'a', image } }),
      document: frame({ type: 'call', id: 2, name: 'train.start', params: { document: '{}', resume: null } }),
      event: frame({ type: 'event', name: 'x', data: { numbers: new Float32Array(8), $: { $: [1] } } }),
      error: frame({ type: 'error', id: 3, code: 'failed', message: { key: 'network.empty' } }),
    };
    await fuzz(seeds, (bytes) => {
      let message: unknown;
      try {
        message = decodeFrame(bytes);
      } catch (error) {
        // One kind of error: a frame that is none; the text is not UTF-8, or no JSON.
        if (/not a frame|encoded data|JSON|Unexpected|Expected/.test(String(error))) return;
        throw error;
      }
      replySchema.safeParse(message);
      const request = requestSchema.safeParse(message);
      if (!request.success || request.data.type !== 'call') return;
      const { name, params } = request.data;
      if (Object.hasOwn(calls, name)) calls[name as keyof typeof calls].params.safeParse(params);
    });
    expect(({} as { type?: unknown }).type).toBeUndefined();
  });

  const gray = (value: number) =>
    encodePng({ height: 4, width: 4, channels: 1, data: new Uint8Array(16).fill(value) });
  const images = Object.fromEntries(
    ['a', 'b'].flatMap((name) => [0, 1, 2].map((at) => [`${name}/${at}.png`, gray(40 * at)])),
  );
  const pixels = Transformer.fromRgbaPixels(new Uint8Array(4 * 16 * 16).fill(90), 16, 16);
  // One pixel, as GIF's specification has it.
  const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs='), (each) =>
    each.charCodeAt(0),
  );
  /** By what an image's name ends with: one that is changed, beside whole ones. */
  const encoded: Readonly<Record<string, Uint8Array>> = {
    jpg: pixels.jpegSync(),
    webp: pixels.webpSync(),
    tiff: pixels.tiffSync(),
    bmp: pixels.bmpSync(),
    gif,
  };
  const tarred = (() => {
    const place = join(folder, 'to-pack');
    for (const [file, bytes] of Object.entries(images)) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      writeFileSync(join(place, file), bytes);
    }
    create({ sync: true, cwd: place, file: join(folder, 'packed.tar'), portable: true }, Object.keys(images));
    return new Uint8Array(readFileSync(join(folder, 'packed.tar')));
  })();
  const rows = Array.from({ length: 12 }, (_, at) => `${at / 2},${10 * at},"${at % 2 ? 'yes' : 'no'}",${at}`);
  const arrays = unzipSync(read('engine', 'previous', 'bars.npz'));
  const cifar = new Uint8Array(3 * 3073).map((_, at) => (at % 3073 === 0 ? (at / 3073) % 3 : at % 251));

  /** By format: its files, of which the first is the one that is changed, and what of them is opened. */
  const datasets: Readonly<Record<string, { files: Record<string, Uint8Array>; open: string }>> = {
    idx: {
      files: {
        'train-images-idx3-ubyte': encodeIdx([12, 4, 4], new Uint8Array(192).fill(7)),
        'train-labels-idx1-ubyte': encodeIdx(
          [12],
          Uint8Array.from({ length: 12 }, (_, at) => at % 3),
        ),
      },
      open: '',
    },
    'idx-labels': {
      files: {
        'train-labels-idx1-ubyte': encodeIdx(
          [12],
          Uint8Array.from({ length: 12 }, (_, at) => at % 3),
        ),
        'train-images-idx3-ubyte': encodeIdx([12, 4, 4], new Uint8Array(192).fill(7)),
      },
      open: '',
    },
    cifar: { files: { 'data_batch_1.bin': cifar, 'test_batch.bin': cifar }, open: '' },
    npz: { files: { 'data.npz': read('engine', 'previous', 'bars.npz') }, open: 'data.npz' },
    npy: {
      files: { 'x_train.npy': arrays['x_train.npy']!, 'y_train.npy': arrays['y_train.npy']! },
      open: '',
    },
    parquet: { files: { 'data.parquet': read('datasets', 'bars.parquet') }, open: 'data.parquet' },
    csv: { files: { 'data.csv': strToU8(`a,b,class,d\n${rows.join('\n')}\n`) }, open: 'data.csv' },
    png: { files: images, open: '' },
    masks: {
      files: Object.fromEntries(
        [0, 1, 2, 3].flatMap((at) => [
          [`images/${at}.png`, gray(40 * at)],
          [`masks/${at}.png`, gray(at % 2)],
        ]),
      ),
      open: '',
    },
    text: {
      files: {
        'good/1.txt': strToU8('a fine day'),
        'good/2.txt': strToU8('fine'),
        'bad/1.txt': strToU8('rain'),
      },
      open: '',
    },
    zip: { files: { 'data.zip': zipSync(images) }, open: 'data.zip' },
    tar: { files: { 'data.tar': tarred }, open: 'data.tar' },
    'tar.gz': { files: { 'data.tar.gz': gzipSync(tarred) }, open: 'data.tar.gz' },
    ...Object.fromEntries(
      Object.entries(encoded).map(([ending, bytes]) => {
        const files = { [`a/0.${ending}`]: bytes, ...images, 'b/3.png': gray(9) };
        return [ending, { files, open: '' }];
      }),
    ),
    list: {
      files: { 'labels.csv': strToU8('file,label\na/0.png,x\na/1.png,y\nb/0.png,x\nb/1.png,y\n'), ...images },
      open: '',
    },
  };

  it.each(Object.entries(datasets))('data are read or refused: %s', { timeout: 1e6 }, async (name, data) => {
    const place = join(folder, name);
    for (const [file, bytes] of Object.entries(data.files)) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      writeFileSync(join(place, file), bytes);
    }
    const [[changed, valid]] = Object.entries(data.files) as [[string, Uint8Array]];
    const path = join(place, data.open);
    await loadDataset(path);
    await fuzz({ [changed]: valid }, async (bytes) => {
      writeFileSync(join(place, changed), bytes);
      await loadDataset(path);
    });
    writeFileSync(join(place, changed), valid);
  });

  it('data are read or refused: MATLAB', { timeout: 1e6 }, async () => {
    const seeds = {
      'svhn-plain.mat': read('datasets', 'svhn-plain.mat'),
      'svhn.mat': read('datasets', 'svhn.mat'),
    };
    await fuzz(seeds, (bytes, name) => decodeSvhn(bytes, name));
  });

  it('every reader of data has its input here', async () => {
    const places = Object.entries(datasets).map(([name, { open }]) => join(folder, name, open));
    const heads = await Promise.all(places.map((path) => readHead(path)));
    const taking = await Promise.all(
      heads.map(async (head) => {
        for (const decoder of decoders) if (await decoder.sniff(head)) return decoder;
        return undefined;
      }),
    );
    expect(new Set(taking.filter((decoder) => decoder !== undefined))).toEqual(new Set(decoders));
  });

  const golden = (format: string, ending: RegExp) =>
    Object.fromEntries(
      namesIn(join('golden', format), ending).map((name) => [name, read('golden', format, name)]),
    );
  const tensors = (() => {
    const document = new TextDecoder().decode(read('..', 'templates', 'lenet-5.convas'));
    const header = strToU8(
      JSON.stringify({ __metadata__: { document }, a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }),
    );
    const bytes = new Uint8Array(8 + header.length + 8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    return bytes;
  })();
  const layersModel = JSON.stringify({
    format: 'layers-model',
    modelTopology: {
      model_config: JSON.parse(new TextDecoder().decode(read('golden', 'keras', 'nested.json'))),
    },
    weightsManifest: [{ paths: ['w.bin'], weights: [{ name: 'a/kernel', shape: [2], dtype: 'float32' }] }],
  });
  const models: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
    tfjs: { 'model.json': strToU8(layersModel) },
    carried: { 'model.keras': read('golden', 'keras', 'nested.keras') },
    keras: golden('keras', /^(?!expected).*\.(keras|h5|json)$/),
    savedmodel: { 'saved_model.pb': read('golden', 'onnx', 'sequential.traced.onnx') },
    safetensors: { 'model.safetensors': tensors },
    onnx: golden('onnx', /\.onnx$/),
  };

  it.each(importers.map(({ id }) => id))('models are read or refused: %s', { timeout: 1e6 }, async (id) => {
    const importer = importers.find((each) => each.id === id)!;
    const seeds = models[id] ?? {};
    await fuzz(seeds, async (bytes, name) => {
      importer.sniff(bytes.subarray(0, 4096), name);
      const { document } = await importer.read({
        main: { name, bytes },
        beside: async () => new Uint8Array(64),
      });
      const again = parseDocument(serializeDocument(document));
      if (!again.ok) throw new Error(`what was read cannot be opened: ${sentence(again.error)}`);
    });
  });
});
