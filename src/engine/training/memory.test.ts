import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { TextError } from '../../text/text-error.ts';
import { checkDocument, refuseTooLarge } from './prepare.ts';

const template = readFileSync(new URL('../../../templates/vgg16.convas', import.meta.url), 'utf8');

function withBatch(batchSize: number) {
  const parsed = parseDocument(template);
  if (!parsed.ok) throw new TextError(parsed.error);
  const { document } = parsed;
  return checkDocument({ ...document, training: { ...document.training, batchSize } }, null);
}

describe('a network that does not fit into memory', () => {
  it('is refused in words, with the batch that would fit', () => {
    expect(() => refuseTooLarge(withBatch(4096), 32e9)).toThrow(
      /^Training needs about [\d,]+ GB of memory, but this machine has 32 GB: choose a batch size of at most \d+/,
    );
    const message = (() => {
      try {
        refuseTooLarge(withBatch(4096), 32e9);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    const most = Number(/at most (\d+)/.exec(message)![1]);
    expect(() => refuseTooLarge(withBatch(most), 32e9)).not.toThrow();
    expect(() => refuseTooLarge(withBatch(most + 1), 32e9)).toThrow();
    expect(() => refuseTooLarge(withBatch(1), 1e9)).toThrow(/even a batch of one example/);
  });
});
