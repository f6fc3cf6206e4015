import { expect, it } from 'vitest';
import { z } from 'zod';
import { boundsAt, describe, jsonSchemaOf } from './describe.ts';

const side = z.number().int().min(1).max(9);
const schema = z.object({
  rate: z.number().min(0).lt(1).default(0.5),
  count: z.number().int().positive().default(3),
  kernelSize: z.tuple([side, side]).default([3, 3]),
  shape: z.array(z.number().int()).default([1]),
  table: z.array(z.array(z.number().int())).default([[0]]),
  activation: z.enum(['relu', 'leakyRelu']).default('relu').meta({ group: 'more' }),
  useBias: z
    .boolean()
    .default(true)
    .meta({ only: { activation: 'relu' } }),
  params: z.record(z.string(), z.json()).default({}).meta({ of: 'activation' }),
  other: z.string().default(''),
});

it('describes each parameter: control, bounds, default, condition', () => {
  const fields = Object.fromEntries(describe(schema).map((field) => [field.name, field]));
  expect(Object.keys(fields)).toEqual(Object.keys(schema.shape));
  expect(fields).toMatchObject({
    rate: {
      title: 'Rate',
      control: 'number',
      initial: 0.5,
      unit: null,
      bounds: { min: 0, max: 1, minExcluded: false, maxExcluded: true, integer: false },
    },
    // No bound that only a double has.
    count: { control: 'number', bounds: { min: 0, minExcluded: true, max: null, integer: true } },
    kernelSize: { title: 'Kernel size', control: 'tuple', labels: ['1', '2'], bounds: { min: 1, max: 9 } },
    shape: { control: 'list', bounds: { integer: true, min: null } },
    table: { control: 'connections' },
    activation: {
      control: 'choice',
      group: 'more',
      options: [
        { value: 'relu', label: 'relu' },
        { value: 'leakyRelu', label: 'leaky relu' },
      ],
    },
    useBias: { control: 'flag', only: { activation: 'relu' } },
    params: { control: 'inner', of: 'activation' },
    other: { control: 'json' },
  });
});

it('takes texts by name', () => {
  const texts = {
    rate: { title: 'Taxa', description: 'Fração dos valores.', unit: '%' },
    kernelSize: { title: 'Núcleo', description: 'Altura e largura.', labels: ['altura', 'largura'] },
    activation: { title: 'Ativação', description: 'Função.', options: { leakyRelu: 'ReLU com vazamento' } },
  };
  const [rate, , kernelSize, , , activation] = describe(schema, texts);
  expect(rate).toMatchObject(texts.rate);
  expect(kernelSize).toMatchObject({ labels: ['altura', 'largura'] });
  expect(activation).toMatchObject({ options: [{ label: 'relu' }, { label: 'ReLU com vazamento' }] });
  expect(jsonSchemaOf(schema, texts)).toMatchObject({
    type: 'object',
    properties: { rate: { type: 'number', title: 'Taxa', description: 'Fração dos valores.' } },
  });
});

it('finds the bounds of a number inside of others, null or not', () => {
  const nested = z.object({ stop: z.object({ patience: side.nullable() }).nullable() });
  expect(boundsAt(nested, 'stop', 'patience')).toMatchObject({ min: 1, max: 9, integer: true });
  expect(() => boundsAt(nested, 'stop')).toThrow('no number at stop');
});
