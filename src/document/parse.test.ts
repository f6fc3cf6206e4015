import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSteps } from '../preprocessing/edit.ts';
import { sentence } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import { newDocument } from './create.ts';
import { openableExtensions } from './openable.ts';
import { parseDocument } from './parse.ts';
import { type ConvasDocument, currentVersion, documentSchema } from './schema.ts';
import { serializeDocument } from './serialize.ts';

const layer = (id: string, extra: object = {}) => ({
  id,
  kind: 'conv2d',
  name: id,
  params: {},
  position: { x: 0, y: 0 },
  ...extra,
});

const file = (change: object) => JSON.stringify({ ...newDocument('t'), ...change });

function errorOf(text: string): string {
  const parsed = parseDocument(text);
  if (parsed.ok) throw new Error('was read');
  return sentence(parsed.error);
}

function read(text: string) {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return { ...parsed, notices: parsed.notices.map((notice) => sentence(notice)) };
}

/** An older file as this version writes it: the same, with steps in the place of `fit` and `scaling`. */
function brought(text: string, version: number): string {
  const steps = (_: string, fit: string, scaling: string) => {
    const size = `{ "step": "${fit}", "params": {} }`;
    const values = `{ "step": "rescale", "params": { "range": "${scaling}" } }`;
    const ordered = fit === 'resize' ? [values, size] : [size, values];
    return `"preprocessing": [\n      ${ordered.join(',\n      ')}\n    ]`;
  };
  const own = text.replace(`"version": ${version}`, `"version": ${currentVersion}`);
  return own
    .replace(/"fit": "(\w+)", "scaling": "([\w-]+)"/, steps)
    .replace(
      /"data": \{ (.*?), ("preprocessing".*?\n {4}\]), (.*?) \},/s,
      '"data": {\n    $1,\n    $2,\n    $3\n  },',
    );
}

describe('parseDocument', () => {
  it('reads a file of version 1', () => {
    const path = new URL('../../tests/documents/v1.convas', import.meta.url);
    const { document, readOnly, notices } = read(readFileSync(path, 'utf8'));
    expect(notices).toEqual([]);
    expect(readOnly).toBe(false);
    expect(document.layers.map((each) => each.name)).toEqual(['Input', 'C1', 'S2', 'flatten', 'out', 'gate']);
    expect(document.layers[5]).toMatchObject({
      kind: 'futureKind',
      params: { alpha: [1, { deep: 'kept' }] },
    });
    expect(document.training.epochs).toBe(3);
    expect(documentSchema.parse(document)).toEqual(document);
  });

  it('reads a file of version 2', () => {
    const path = new URL('../../tests/documents/v2.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    expect(document.layers[2]).toMatchObject({ kind: 'block', block: { definition: 'block-1', repeat: 3 } });
    expect(document.blocks[0]).toMatchObject({
      name: 'Residual unit',
      parameters: [{ name: 'width', default: 8 }],
    });
    expect(document.blocks[0]!.layers.map((each) => each.kind)).toContain('blockInput');
    expect(document.data?.target).toBe('input');
    // Settings that came later are not written where no one made them.
    expect(serializeDocument(document)).toBe(brought(text, 2));
  });

  it('reads a file of version 3', () => {
    const path = new URL('../../tests/documents/v3.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    expect(document.training).toMatchObject({
      schedule: { kind: 'oneCycle', params: { warmShare: 0.4 } },
      warmup: { length: 100, unit: 'steps' },
      clipping: { by: 'globalNorm', limit: 1 },
      layers: { 'layer-1': { frozen: true }, 'layer-2': { rate: 0.1 } },
      earlyStopping: { patience: 3, restoreBest: true },
      checkpoints: { epochs: 2, minutes: null, keep: 3 },
    });
    expect(serializeDocument(document)).toBe(brought(text, 3));
  });

  it('reads a file of version 4', () => {
    const path = new URL('../../tests/documents/v4.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    const bypassed = [...document.layers, ...document.blocks[0]!.layers].filter((each) => each.bypassed);
    expect(bypassed.map((each) => each.name)).toEqual(['out', 'b']);
    expect(serializeDocument(document)).toBe(brought(text, 4));
  });

  it('reads a file of version 5', () => {
    const path = new URL('../../tests/documents/v5.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    expect(document.data).toEqual({
      dataset: 'cifar-10',
      preprocessing: [
        { step: 'rescale', params: { range: 'minus-one-one' } },
        { step: 'resize', params: {} },
      ],
      target: 'label',
    });
    expect(serializeDocument(document)).toBe(brought(text, 5));
  });

  it('reads a file of version 6', () => {
    const path = new URL('../../tests/documents/v6.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    expect(document.training.pretraining).toEqual({
      method: 'boltzmann',
      epochs: 5,
      learningRate: 0.1,
      corruption: 0,
    });
    expect(serializeDocument(document)).toBe(brought(text, 6));
  });

  it('reads a file of version 7', () => {
    const path = new URL('../../tests/documents/v7.convas', import.meta.url);
    const text = readFileSync(path, 'utf8');
    const { document, notices } = read(text);
    expect(notices).toEqual([]);
    expect(document.layers[1]!.searchSpace).toEqual({
      copies: { kind: 'values', values: [0, 1, 2] },
      filters: { kind: 'values', values: [4, 8, 12] },
      kernelSize: {
        kind: 'values',
        values: [
          [3, 3],
          [5, 5],
        ],
      },
    });
    expect(serializeDocument(document)).toBe(text);
  });

  it.each([
    ['pad', 'none', [['pad', {}]]],
    [
      'pad',
      'lecun',
      [
        ['pad', {}],
        ['rescale', { range: 'lecun' }],
      ],
    ],
    ['resize', 'none', [['resize', {}]]],
    [
      'resize',
      'zero-one',
      [
        ['rescale', { range: 'zero-one' }],
        ['resize', {}],
      ],
    ],
  ])('makes steps of %s and %s, in the order they were applied in', (fit, scaling, steps) => {
    const { document } = read(
      file({ version: 4, data: { dataset: 'mnist', fit, scaling, target: 'label' } }),
    );
    expect(document.data?.preprocessing.map(({ step, params }) => [step, params])).toEqual(steps);
  });

  it('makes the usual steps where an old file left them out, and refuses what never was one', () => {
    const { document } = read(file({ version: 3, data: { dataset: 'mnist' } }));
    expect(document.data?.preprocessing).toEqual([
      { step: 'pad', params: {} },
      { step: 'rescale', params: { range: 'zero-one' } },
    ]);
    expect(errorOf(file({ version: 4, data: { dataset: 'mnist', fit: 'crop' } }))).toContain(
      'data.preprocessing[0].step',
    );
  });

  it('says where a file is cut short', () => {
    const text = serializeDocument(newDocument('cut'));
    for (let length = 1; length < text.trimEnd().length; length += 7)
      expect(errorOf(text.slice(0, length))).toMatch(/ends too early, at line \d+, column \d+/);
  });

  it('says where a file is not JSON', () => {
    expect(errorOf('{\n  "format" "convas" }')).toContain('line 2, column 12');
    expect(errorOf('[1, 2,, 3]')).toContain('line 1, column 7');
    expect(errorOf('{"a": 1} trailing')).toContain('line 1, column 10');
    expect(errorOf('')).toContain('empty');
  });

  it.each([
    ['a text', 'hello'],
    ['a PNG image', '\ufffdPNG\r\n\u001a\n'],
    ['a zip archive', 'PK\u0003\u0004'],
    ['an HDF5 file', '\ufffdHDF\r\n'],
    ['a pickle', '\ufffd\u0002}'],
    ['Python', '\n# model.py\nimport torch\n'],
  ])('says of %s that it is another kind of file, not where to mend it', (_, text) => {
    expect(errorOf(text)).toMatch(/another kind of file: .* Convas opens only \.convas/);
    expect(errorOf(text)).not.toContain('line 1');
  });

  it('answers JSON nested a hundred thousand levels deep', () => {
    expect(errorOf('['.repeat(100_000) + ']'.repeat(100_000))).toContain('is nested deeper than 200');
    expect(errorOf('{"a":'.repeat(100_000))).toContain('is nested deeper than 200');
    const brackets = newDocument('['.repeat(150));
    expect(read(serializeDocument({ ...brackets, description: '[{"\\'.repeat(500) })).ok).toBe(true);
  });

  it('tells alien files by what they look like', () => {
    expect(errorOf('[]')).toMatch(/^This is not a Convas document/);
    expect(errorOf('{"nodes": []}')).toContain('lacks "format": "convas"');
    expect(errorOf('{"modelTopology": {}, "weightsManifest": []}')).toContain('TensorFlow.js');
    expect(errorOf('{"class_name": "Sequential"}')).toContain('Keras');
    // Only what is opened is said to be.
    for (const alien of ['{"modelTopology": {}}', '{"class_name": "Sequential"}', '{"keras_version": "3"}']) {
      expect(errorOf(alien)).toContain(`Convas opens only ${openableExtensions.join(', ')} files.`);
      expect(errorOf(alien)).not.toMatch(/import/);
    }
  });

  it('names the field that is wrong', () => {
    expect(errorOf(file({ layers: [layer('a', { name: 7 })] }))).toBe(
      'The field layers[0].name must be text, but it is 7.',
    );
    expect(errorOf(file({ layers: [layer('a', { position: { x: 1e9, y: 0 } })] }))).toContain(
      'layers[0].position.x must be at most 10000000',
    );
    expect(errorOf(file({ edges: undefined }))).toContain(
      'The field edges must be a list, but it is missing.',
    );
    expect(errorOf(file({ data: { dataset: 'mnist', preprocessing: [{ step: 'sharpen' }] } }))).toContain(
      '"pad"',
    );
    expect(
      errorOf(
        file({ data: { dataset: 'mnist', preprocessing: [{ step: 'rescale', params: { range: 'x' } }] } }),
      ),
    ).toContain('data.preprocessing[0].params.range');
    expect(errorOf(file({ version: '1' }))).toContain('version');
    expect(errorOf(file({ version: 0 }))).toContain('version');
  });

  it('refuses numbers that are not finite, wherever they stand', () => {
    const text = file({ layers: [layer('a', { params: { filters: [1, 12345] } })] }).replace(
      '12345',
      '1e999',
    );
    expect(errorOf(text)).toContain('layers[0].params.filters[1]');
  });

  it('refuses two things with one id, by name', () => {
    expect(errorOf(file({ layers: [layer('a'), layer('a', { name: 'b' })] }))).toContain(
      'layers[0] ("a") and layers[1] ("b") have the same id "a"',
    );
    const edges = [
      { id: 'e', source: 'a', target: 'b' },
      { id: 'e', source: 'b', target: 'a' },
    ];
    expect(errorOf(file({ layers: [layer('a'), layer('b')], edges }))).toContain('edges[1]');
  });

  it('leaves out wires that join nothing, and says so', () => {
    const edges = [
      { id: 'good', source: 'a', target: 'b' },
      { id: 'again', source: 'a', target: 'b' },
      { id: 'loop', source: 'a', target: 'a' },
      { id: 'gone', source: 'a', target: 'z' },
    ];
    const { document, notices } = read(file({ layers: [layer('a'), layer('b')], edges }));
    expect(document.edges.map((edge) => edge.id)).toEqual(['good']);
    expect(notices).toHaveLength(3);
    expect(notices[2]).toBe('The wire "gone" was left out: there is no layer "z".');
  });

  it('is not harmed by keys of the prototype', () => {
    const text = `{"__proto__": {"polluted": true}, ${file({}).slice(1)}`;
    const { document, notices } = read(text);
    expect(notices).toEqual(['The field __proto__ was left out: its name is not allowed.']);
    expect('polluted' in document).toBe(false);
    expect('polluted' in {}).toBe(false);
    const params = '{"constructor": 1, "toString": 2, "__proto__": {"filters": 3}}';
    const inner = read(file({ layers: [layer('a')] }).replace('"params":{}', `"params":${params}`));
    expect({ ...inner.document.layers[0]!.params }).toEqual({ constructor: 1, toString: 2 });
    expect(Object.getPrototypeOf(inner.document.layers[0]!.params)).toBe(Object.prototype);
  });

  it('says which unknown fields it left out', () => {
    const { notices } = read(file({ color: 'red', layers: [layer('a', { size: 3 })] }));
    expect(notices).toEqual([
      'The field layers[0].size is unknown and was left out.',
      'The field color is unknown and was left out.',
    ]);
  });

  it('opens a newer document read-only with what it understands', () => {
    const newer = {
      version: currentVersion + 1,
      layers: [layer('a'), { id: 'b', kind: 'quantum' }],
      training: { epochs: 'many' },
      shaders: [],
    };
    const { document, readOnly, notices } = read(file(newer));
    expect(readOnly).toBe(true);
    expect(document.layers.map((each) => each.id)).toEqual(['a']);
    expect(document.version).toBe(currentVersion);
    expect(notices[0]).toContain(`version ${currentVersion + 1}`);
    expect(notices[1]).toContain('One part');
  });

  it('reads ten thousand layers', () => {
    const layers = Array.from({ length: 10_000 }, (_, index) => layer(`l${index}`));
    expect(read(file({ layers })).document.layers).toHaveLength(10_000);
  });
});

const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const position = fc.record({
  x: fc.integer({ min: -1e6, max: 1e6 }),
  y: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
});
const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

const anyDocument = fc
  .record({
    name: fc.string(),
    description: fc.string(),
    layers: fc.uniqueArray(
      fc.record({
        kind: name,
        name,
        params: fc.dictionary(
          name.filter((key) => key !== '__proto__'),
          json,
        ),
        position,
        bypassed: fc.boolean(),
        variable: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
    pairs: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), { selector: (pair) => pair.join(), maxLength: 8 }),
    note: fc.string(),
    data: fc.constantFrom(null, {
      dataset: 'mnist',
      preprocessing: imageSteps('pad', 'lecun'),
      target: 'input' as const,
    }),
    epochs: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ layers, pairs, note, epochs, ...rest }): ConvasDocument => {
    const blank = newDocument('');
    return {
      ...blank,
      ...rest,
      layers: layers.map(({ bypassed, variable, ...each }, index) => ({
        ...each,
        id: `layer-${index}`,
        ...(bypassed && { bypassed }),
        ...(variable && { searchSpace: { units: { kind: 'log', from: 1, to: 100, count: 3 } } }),
      })) as ConvasDocument['layers'],
      edges: pairs
        .filter(([from, to]) => from !== to && from < layers.length && to < layers.length)
        .map(([from, to], index) => ({
          id: `edge-${index}`,
          source: `layer-${from}`,
          target: `layer-${to}`,
        })),
      notes: [{ id: 'note-1', text: note, position: { x: 0, y: 0 }, size: { width: 100, height: 50 } }],
      training: { ...blank.training, epochs },
    };
  });

describe('serializeDocument', () => {
  it('round trips every document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = serializeDocument(document);
        const back = read(text);
        // JSON has no minus zero, and Vitest distinguishes it from zero.
        expect(back.document).toEqual(JSON.parse(JSON.stringify(document)));
        expect(back.notices).toEqual([]);
        expect(serializeDocument(back.document)).toBe(text);
        expect(text.endsWith('}\n')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('writes the same text whatever order the fields were set in', () => {
    const a = { ...newDocument('n'), layers: [layer('l', { params: { a: 1, b: { c: 2, d: 3 } } })] };
    const b = { ...a, layers: [layer('l', { params: { b: { d: 3, c: 2 }, a: 1 } })] };
    const reversed = Object.fromEntries(Object.entries(b).reverse()) as typeof b;
    expect(serializeDocument(reversed)).toBe(serializeDocument(a));
  });
});
