import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chain } from '../../src/document/operations/chain.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { networkSource } from '../../src/engine/exports/sources.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { typescript } from '../../src/interchange/typescript/export.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { catalogueFor } from './catalogue.ts';
import { compute } from './networks.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-typescript-'));
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const textOf = async (files: ReturnType<typeof typescript.write>): Promise<string> =>
  new TextDecoder().decode((await collectFiles(files))[0]!.bytes);

/** What TypeScript has against the programs. */
async function errorsIn(files: readonly string[]): Promise<string> {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: 'es2022',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    lib: ['es2022', 'dom'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

/** As `numpy.save` writes bytes. */
function npy(shape: readonly number[], values: Uint8Array): Buffer {
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117);
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  return Buffer.concat([head, Buffer.from(`${header}\n`), values]);
}

it('computes every kind that it expresses, and TypeScript and Node take the programs', async () => {
  const tf = await loadTensorFlow();
  const { network, indices, cases } = catalogueFor(typescript);
  const { trained, inputs, outputs } = compute(tf, network, indices, 3);
  const all = join(folder, 'all');
  await mkdir(all);
  await writeFile(join(all, 'train.ts'), await textOf(typescript.write(trained, {})));
  const [runtime] = typescript.runtimes!(null, {});
  const model = await runtime!.open(all, trained);
  const found = await model.predict(inputs);
  await model.close();
  for (const [at, id] of network.outputs.entries()) {
    expect.soft(compareOutputs([outputs[at]!], [found[at]!]).where, cases.get(id)).toBeNull();
  }

  const document = chain('pequena "rede"', [
    ['input', { shape: [6, 5, 1] }],
    [
      'conv2d',
      { filters: 4, kernelSize: [3, 3], activation: 'relu', kernelL2: 1e-4, kernelConstraint: 'maxNorm' },
    ],
    ['dropout', { rate: 0.1 }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const settings = {
    ...document.training,
    epochs: 3,
    batchSize: 16,
    earlyStopping: { monitor: 'valLoss', patience: 2, minDelta: 0, restoreBest: true },
  };
  const own = { ...document, training: settings };
  const source = await networkSource(
    checkDocument(readDocument(serializeDocument(own)), null),
    ['dark', 'light'],
    'pt-BR',
  );
  const program = await textOf(typescript.write(source, {}));
  expect(program).toContain('Treinar e avaliar.');
  expect(program).toContain('earlyStopping');
  await writeFile(join(folder, 'train.ts'), program);
  expect(await errorsIn(['train.ts', 'all/train.ts'])).toBe('');

  const data = join(folder, 'data');
  await mkdir(data);
  const classes = Uint8Array.from({ length: 64 }, (_, at) => at % 2);
  const images = Uint8Array.from(
    { length: 64 * 30 },
    (_, at) => classes[Math.floor(at / 30)]! * 200 + (at % 7),
  );
  for (const split of ['train', 'test']) {
    await writeFile(join(data, `x_${split}.npy`), npy([64, 6, 5], images));
    await writeFile(join(data, `y_${split}.npy`), npy([64], classes));
  }
  const { code } = await transform(program, { loader: 'ts', target: 'es2022' });
  await writeFile(join(folder, 'train.js'), code);
  const { stdout } = await run(process.execPath, ['train.js', 'data'], { cwd: folder });
  expect(Number(/loss ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(1);
}, 60_000);
