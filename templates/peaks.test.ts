import { expect, it } from 'vitest';
import { parseDocument } from '../src/document/parse.ts';
import { analyze } from '../src/network/analyze.ts';
import { TextError } from '../src/text/text-error.ts';
import { templateOf } from './index.ts';
import measured from './peaks.json' with { type: 'json' };

it.each(measured.peaks)(
  'the memory of $template at a batch of $batch is forecast within a factor of 1.25',
  ({ template, batch, peakBytes }) => {
    const parsed = parseDocument(templateOf(template)!.text);
    if (!parsed.ok) throw new TextError(parsed.error);
    const { trainingBytes } = analyze(parsed.document, null, { batchSize: batch }).totals;
    expect(trainingBytes / peakBytes).toBeGreaterThan(1 / 1.25);
    expect(trainingBytes / peakBytes).toBeLessThan(1.25);
  },
);
