import { expect, it } from 'vitest';
import { readLayerValues } from './layerValues.ts';

const layers = ['C1', 'C3', 'F6'];

it.each([
  ['a table', 'layer,value\nC1,0.5\nC3,-2\nother,7\n'],
  ['a table with decimal commas', 'C1;0,5\r\nC3;-2'],
  ['an object', '{"C1": 0.5, "C3": -2, "other": 7}'],
  ['rows', '[{"layer": "C1", "value": 0.5}, {"name": "C3", "score": -2}]'],
  ['node data of Model Explorer', '{"model": {"results": {"C1": {"value": 0.5}, "C3": {"value": -2}}}}'],
])('reads %s', (_what, text) => {
  expect([...readLayerValues(text, layers)]).toEqual([
    ['C1', 0.5],
    ['C3', -2],
  ]);
});

it('says which layers there are where a file has none of them', () => {
  expect(() => readLayerValues('x,1', layers)).toThrow(/C1/);
});
