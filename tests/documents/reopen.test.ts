import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMaterial, apply, edge, edits, reopened } from '../support/document-edits.ts';

const operationsFolder = join(import.meta.dirname, '../../src/document/operations');

/** Operations that answer a question, and parts that edits are made of. */
const notEdits = [
  ...[
    'whyNotBlock',
    'instanceCounts',
    'countInstances',
    'holdsBlock',
    'whyNotConnect',
    'downstream',
    'lineAt',
    'repeatedParts',
  ],
  ...['updateBlock', 'updateLayer', 'moveLayerTraining', 'distinctWires'],
];

describe('what edits make', () => {
  it('is tried for every operation', async () => {
    const operations: string[] = [];
    for (const file of await readdir(operationsFolder)) {
      if (file.endsWith('.test.ts')) continue;
      const module: Record<string, unknown> = await import(join(operationsFolder, file));
      const functions = Object.keys(module).filter((name) => typeof module[name] === 'function');
      operations.push(...functions.filter((name) => !notEdits.includes(name)));
    }
    expect(Object.keys(edits).sort()).toEqual(operations.sort());
  });

  it.each(Object.keys(edits))('%s gives what opens again, equal', (name) => {
    fc.assert(
      fc.property(fc.array(anyMaterial, { minLength: 1, maxLength: 3 }), (steps) => {
        const document = steps.reduce((before, given) => apply(before, name, given), edge());
        // JSON has no minus zero, and Vitest tells it from zero.
        expect(reopened(document)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 25 },
    );
  });

  it('opens again after any series of them, equal', () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(edits)), anyMaterial);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const document = steps.reduce((before, [name, given]) => apply(before, name, given), edge());
        expect(reopened(document)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 120 },
    );
  });
});
