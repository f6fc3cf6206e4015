import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/document/parse.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { templates } from '../../../templates/index.ts';
import { linkOf, textInLink } from './link.ts';

const documentOf = (id: string) => {
  const parsed = parseDocument(templates.find((each) => each.id === id)!.text);
  if (!parsed.ok) throw new Error(id);
  return parsed.document;
};

test.each(['lenet-5', 'resnet20-cifar', 'googlenet'])('%s comes back from its link as it was', (id) => {
  const document = documentOf(id);
  const link = linkOf(document, 'https://school.example/convas/#old');
  expect(link).toMatch(/^https:\/\/school\.example\/convas\/#doc=[\w-]+$/);
  const parsed = parseDocument(textInLink(new URL(link).hash)!);
  expect(parsed.ok && serializeDocument(parsed.document)).toBe(serializeDocument(document));
});

test('LeNet-5 is a link that fits into a QR code', () => {
  expect(linkOf(documentOf('lenet-5'), 'https://school.example/convas/').length).toBeLessThan(1600);
});

test('other hashes have no document, and damaged ones are refused', () => {
  expect(textInLink('')).toBeNull();
  expect(textInLink('#token=abc')).toBeNull();
  expect(() => textInLink('#doc=%%%')).toThrow();
  expect(() => textInLink('#doc=AAAA')).toThrow();
});
