import { expect, it } from 'vitest';
import { forecastMemory } from '../../../src/network/forecast.ts';
import { templateOf, templates } from '../../../templates/index.ts';
import { countTemplate, memoryOf } from './templates.ts';

it('the gallery says of each template what the inspector says once it is open', () => {
  for (const { id } of templates) {
    const { memory, analysis } = countTemplate(templateOf(id)!);
    expect(memory.own.bytes, id).toBe(forecastMemory(analysis.totals, memory.own.batchSize, 8e9).bytes);
    // The process of TensorFlow alone takes more than 0.4 GB.
    expect(memory.own.bytes, id).toBeGreaterThan(4e8);
  }
});

it('what was measured with two images is there too, and none took more than 8 GB', () => {
  for (const { id } of templates) {
    const { measured } = countTemplate(templateOf(id)!).memory;
    expect(measured!.bytes, id).toBeGreaterThan(1e8);
    expect(measured!.bytes, id).toBeLessThan(8e9);
  }
  expect(memoryOf('no-template', 32, countTemplate(templates[0]!).analysis.totals).measured).toBeNull();
});

it('warns where training takes more than most machines have', () => {
  expect(countTemplate(templateOf('resnet152')!).memory.large).toBe(true);
  expect(countTemplate(templateOf('lenet-5')!).memory.large).toBe(false);
});
