import { describe, expect, it } from 'vitest';
import { kindOf, kinds } from '../../../src/layers/registry.ts';
import { readConnections } from './connections.ts';
import { fieldsOf, sharedFields } from './fields.ts';

const kind = (name: string) => kindOf(name)!;

describe('the form of a kind', () => {
  it('reads the controls of a convolution from its schema', () => {
    const fields = new Map(fieldsOf(kind('conv2d')).map((field) => [field.name, field]));
    expect(fields.get('filters')).toMatchObject({
      control: 'number',
      bounds: { integer: true, min: 1 },
      initial: 32,
    });
    expect(fields.get('kernelSize')).toMatchObject({
      control: 'tuple',
      labels: ['height', 'width'],
    });
    expect(fields.get('padding')).toMatchObject({
      control: 'choice',
      options: [{ value: 'valid' }, { value: 'same' }],
    });
    expect(fields.get('useBias')).toMatchObject({ control: 'flag', initial: true });
    expect(fieldsOf(kind('input'))[0]).toMatchObject({
      control: 'list',
      name: 'shape',
      bounds: { integer: true },
    });
  });

  it.each(Object.keys(kinds))('%s: has a control, a title and an explanation for every parameter', (name) => {
    for (const field of fieldsOf(kind(name))) {
      expect(field.control).not.toBe('json');
      expect(field.title).not.toBe('');
      expect(field.description.length).toBeGreaterThan(10);
      expect(kind(name).parameters.safeParse({ [field.name]: field.initial }).success).toBe(true);
    }
  });

  it('draws the connection table of the network of 1998 as a table', () => {
    const [field] = fieldsOf(kind('partiallyConnectedConv2d'));
    expect(field).toMatchObject({ name: 'connections', control: 'connections' });
    expect(
      readConnections(field?.initial)
        ?.map((row) => row.length)
        .slice(-2),
    ).toEqual([4, 6]);
  });

  it('offers several layers what they have in common', () => {
    const names = sharedFields([kind('maxPooling2d'), kind('averagePooling2d')]).map((field) => field.name);
    expect(names).toEqual(['poolSize', 'strides', 'padding']);
    expect(sharedFields([kind('conv2d'), kind('flatten')])).toEqual([]);
    expect(sharedFields([])).toEqual([]);
  });
});
