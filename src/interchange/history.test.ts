import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { collectFiles } from './collect.ts';
import { csvTable } from './csv/table.ts';
import { formatsFrom } from './registry.ts';
import type { RunHistory } from './sources.ts';
import { crc32c } from './tensorboard/crc32c.ts';

const golden = new URL('../../tests/golden/events.json', import.meta.url);

const log: RunHistory = {
  name: 'lenet-5',
  startedAt: '2026-01-01T10:00:00.000Z',
  epochs: [
    {
      epoch: 1,
      loss: 0.5123,
      accuracy: 0.8125,
      valLoss: 0.375,
      valAccuracy: 0.875,
      seconds: 12.5,
      imagesPerSecond: 640,
    },
    {
      epoch: 2,
      loss: 0.25,
      accuracy: 0.93,
      valLoss: 0.3,
      valAccuracy: 0.9,
      seconds: 12,
      imagesPerSecond: 666,
    },
  ],
  steps: [],
  test: { loss: 0.31, accuracy: 0.8975 },
};

const write = (id: string, history: RunHistory) =>
  collectFiles(
    formatsFrom('history')
      .find((format) => format.id === id)!
      .write(history, {}),
  );

const began = Date.parse(log.startedAt) / 1000;
/** Two an epoch, the second epoch a night later. */
const steps: RunHistory['steps'] = [
  { step: 1, epoch: 1, loss: 0.75, accuracy: 0.75, learningRate: 0.01, time: began + 5.25 },
  { step: 2, epoch: 1, loss: 0.25, accuracy: 0.875, learningRate: 0.01, time: began + 12.5 },
  { step: 3, epoch: 2, loss: 0.375, accuracy: 0.875, learningRate: 0.005, time: began + 30_000.5 },
  { step: 4, epoch: 2, loss: 0.125, accuracy: 1, learningRate: 0.005, time: began + 30_005.5 },
];

it('writes the checksum of RFC 3720', () => {
  // Appendix B.4: 32 zeros, 32 ones, 0 to 31; and the check value of the polynomial.
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, at) => at))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

it('writes event files byte for byte as TensorFlow does', async () => {
  const expected = JSON.parse(readFileSync(golden, 'utf8')) as Record<string, string>;
  const files = await write('tensorboard', log);
  expect(files.map(({ path }) => path)).toEqual(
    ['train', 'validation', 'test'].map(
      (folder) => `lenet-5-20260101-100000/${folder}/events.out.tfevents.1767261600.convas.v2`,
    ),
  );
  for (const [at, folder] of ['train', 'validation', 'test'].entries()) {
    expect(Buffer.from(files[at]!.bytes).toString('base64')).toBe(expected[folder]);
  }
});

it('writes the steps between the epochs, at the time when they were taken', async () => {
  const expected = JSON.parse(readFileSync(golden, 'utf8')).steps as Record<string, string>;
  const files = await write('tensorboard', { ...log, steps });
  for (const [at, folder] of ['train', 'validation', 'test'].entries()) {
    expect(Buffer.from(files[at]!.bytes).toString('base64')).toBe(expected[folder]);
  }
  // A run that was cut off in its first epoch has steps alone.
  const [only, ...more] = await write('tensorboard', { ...log, epochs: [], steps, test: null });
  expect(more).toEqual([]);
  expect(only!.bytes.length).toBeGreaterThan(100);
});

it('writes a row a step as CSV', async () => {
  const [file] = await write('csv-steps', {
    ...log,
    steps: [steps[0]!, { ...steps[1]!, accuracy: null }],
  });
  expect(file!.path).toBe('lenet-5-steps.csv');
  expect(new TextDecoder().decode(file!.bytes)).toBe(
    'step,epoch,loss,accuracy,learning_rate,time\r\n' +
      '1,1,0.75,0.75,0.01,1767261605.25\r\n' +
      '2,1,0.25,,0.01,1767261612.5\r\n',
  );
});

it('writes nothing where there is nothing', async () => {
  for (const { id } of formatsFrom('history'))
    expect(await write(id, { ...log, epochs: [], test: null })).toEqual([]);
  expect(await write('csv-steps', log)).toEqual([]);
});

it('leaves out the folders that would be empty', async () => {
  const plain = log.epochs.map((record) => ({ ...record, valLoss: null, valAccuracy: null }));
  const files = await write('tensorboard', { ...log, epochs: plain, test: null });
  expect(files.map(({ path }) => path.split('/')[1])).toEqual(['train']);
});

it('writes a row an epoch as CSV, fields that are not known empty', async () => {
  const [first, second] = log.epochs;
  const epochs = [{ ...first!, valLoss: null, valAccuracy: null }, second!];
  const [file] = await write('csv', { ...log, epochs });
  expect(file!.path).toBe('lenet-5.csv');
  expect(new TextDecoder().decode(file!.bytes)).toBe(
    'epoch,loss,accuracy,val_loss,val_accuracy,seconds,images_per_second\r\n' +
      '1,0.5123,0.8125,,,12.5,640\r\n' +
      '2,0.25,0.93,0.3,0.9,12,666\r\n',
  );
});

it('quotes as RFC 4180 says', () => {
  expect(
    csvTable(
      ['a', 'b'],
      [
        ['x,y', 'say "no"'],
        ['line\nbreak', null],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""no"""\r\n"line\nbreak",\r\n');
});

it('has the metrics of the validation split, and of the test', async () => {
  const epochs = log.epochs.map((record) => ({ ...record, learningRate: 0.01, metrics: { top3: 0.5 } }));
  const [file] = await write('csv', {
    ...log,
    epochs,
    test: { ...log.test!, metrics: { top3: 0.75 } },
  });
  const [head, first] = new TextDecoder().decode(file!.bytes).split(/\r?\n/);
  const row = new Map(head!.split(',').map((name, at) => [name, first!.split(',')[at]]));
  expect(row.get('val_top3')).toBe('0.5');
  expect(row.get('learning_rate')).toBe('0.01');
});
