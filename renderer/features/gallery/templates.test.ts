import { expect, it } from 'vitest';
import { templateOf, templates } from '../../../templates/index.ts';
import { countTemplate, memoryOf } from './templates.ts';

it('the gallery knows what each template took, and none takes more than 8 GB as it was measured', () => {
  for (const { id } of templates) {
    const { memory } = countTemplate(templateOf(id)!);
    expect(memory!.measured.bytes, id).toBeGreaterThan(1e8);
    expect(memory!.measured.bytes, id).toBeLessThan(8e9);
  }
  expect(memoryOf('no-template', 32, countTemplate(templates[0]!).analysis.totals)).toBeNull();
});

it('with its own batch the activations of more images come on top, and a warning where that is much', () => {
  const { analysis } = countTemplate(templateOf('resnet152')!);
  const { activationBytes } = analysis.totals;
  const small = memoryOf('resnet152', 2, analysis.totals)!;
  const large = memoryOf('resnet152', 32, analysis.totals)!;
  expect(small.own.bytes).toBe(small.measured.bytes);
  expect(small.large).toBe(false);
  expect(large.own.bytes - small.own.bytes).toBe(30 * activationBytes);
  expect(large.large).toBe(true);
});
