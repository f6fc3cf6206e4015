import { mkdtempSync, rmSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/cli/document.ts';
import { analyze } from '../../src/network/analyze.ts';
import { sentence } from '../../src/text/message.ts';
import { templateOf } from '../../templates/index.ts';

/* Files that are no networks, or bad ones: each is refused in a sentence, or opened with its problem named, at once. */

const folder = mkdtempSync(join(tmpdir(), 'convas-projects-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Layer {
  id: string;
  kind: string;
  name: string;
  position: { x: number; y: number };
  params: Record<string, unknown>;
}
interface Draft {
  version: number;
  name: string;
  layers: Layer[];
  edges: { id: string; source: string; target: string; input: number }[];
  [field: string]: unknown;
}

const lenet = (): Draft => JSON.parse(templateOf('lenet-5')!.text);
const changed = (change: (document: Draft) => void): string => {
  const document = lenet();
  change(document);
  return JSON.stringify(document);
};
const layer = ({ layers }: Draft, kind: string): Layer => layers.find((each) => each.kind === kind)!;
const withSize = (written: string): string =>
  changed((document) => {
    layer(document, 'dense').params = { units: '@' };
  }).replace('"@"', written);
/** A chain of activations after the input. */
const chain = (length: number): string =>
  changed((document) => {
    const input = layer(document, 'input');
    const relu = (at: number): Layer => ({
      id: `r${at}`,
      kind: 'activation',
      name: `r${at}`,
      position: { x: 220 * at, y: 0 },
      params: { activation: 'relu' },
    });
    document.layers = [input, ...Array.from({ length }, (_, at) => relu(at))];
    document.edges = document.layers.slice(1).map(({ id }, at) => ({
      id: `e${at}`,
      source: document.layers[at]!.id,
      target: id,
      input: 0,
    }));
  });

let files = 0;
/** @returns what is told of a file: its refusal, or its notices and problems */
async function told(content: string | Uint8Array): Promise<{ refused: boolean; text: string; name: string }> {
  const name = join(folder, `network-${files++}.convas`);
  await writeFile(name, content);
  let notices = '';
  const stderr = {
    write: (text: string) => {
      notices += text;
      return true;
    },
  };
  try {
    const document = await loadDocument(name, stderr as never);
    const { problems } = analyze(document, null);
    return {
      refused: false,
      text: notices + problems.map((each) => sentence(each.message)).join('\n'),
      name,
    };
  } catch (error) {
    return { refused: true, text: (error as Error).message, name };
  }
}

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const deep = `{"format":"convas","version":5,"layers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

describe('a file that cannot be a network is refused in one sentence that names it', () => {
  it.each([
    ['empty', '', /empty/],
    ['cut short', lenetText().slice(0, 700), /ends|cut|complete|JSON/i],
    ['not JSON', 'layers: 5', /JSON|convas/i],
    ['in UTF-16', utf16(lenetText()), /UTF-8|text|JSON/i],
    ['of NUL bytes', new Uint8Array(500), /JSON|text|convas|NUL/i],
    ['nested 100,000 deep', deep, /nest|deep|levels/i],
    [
      'two layers of one id',
      changed((it) => {
        it.layers[1]!.id = it.layers[0]!.id;
      }),
      /id/,
    ],
    ['a size of 1e999', withSize('1e999'), /finite|number|large/i],
    [
      'a node at infinity',
      changed((it) => {
        it.layers[0]!.position.x = 5;
      }).replace('"x":5', '"x":1e999'),
      /./,
    ],
    [
      'a node that lies at 1e308',
      changed((it) => {
        it.layers[0]!.position.x = 1e308;
      }),
      /position|x|10,?000,?000/,
    ],
  ] as const)('%s', async (_what, content, words) => {
    const { refused, text, name } = await told(content);
    expect(text).toMatch(words);
    if (refused) {
      expect(text).toContain(name);
      expect(text).not.toContain('\n');
    }
    expect(text).not.toMatch(/TypeError|RangeError|undefined|\[object/);
  });

  it('larger than two gigabytes, before a byte of it is read', async () => {
    const name = join(folder, 'large.convas');
    await writeFile(name, '{');
    await truncate(name, 2 ** 31 + 5);
    const since = performance.now();
    const stderr = { write: () => true };
    await expect(loadDocument(name, stderr as never)).rejects.toThrow(/2,147,483,653 bytes/);
    expect(performance.now() - since).toBeLessThan(1000);
  });
});

function lenetText(): string {
  return templateOf('lenet-5')!.text;
}

describe('a bad network opens with its problem named', () => {
  it.each([
    [
      'a cycle',
      changed(
        ({ edges }) =>
          void edges.push({ id: 'back', source: edges[3]!.target, target: edges[1]!.source, input: 0 }),
      ),
      /circle|cycle|wire|input/i,
    ],
    [
      'a layer wired to itself',
      changed(({ edges }) => {
        edges[2]!.source = edges[2]!.target;
      }),
      /itself|circle|cycle|wire/i,
    ],
    [
      'a wire from nowhere',
      changed(({ edges }) => {
        edges[0]!.source = 'nobody';
      }),
      /wire/i,
    ],
    ['units below zero', withSize('-5'), /./],
    ['units in words', withSize('"many"'), /./],
    ['a fraction of a unit', withSize('1.5'), /./],
    ['a billion units', withSize('1e9'), /./],
    [
      'an unknown kind',
      changed(({ layers }) => {
        layers[2]!.kind = 'wormhole';
      }),
      /wormhole/,
    ],
    [
      'no layers',
      changed((it) => {
        it.layers = [];
        it.edges = [];
      }),
      /./,
    ],
  ] as const)('%s', async (_what, content, words) => {
    const { refused, text } = await told(content);
    expect(text).toMatch(words);
    expect(refused && /TypeError|RangeError|undefined/.test(text)).toBe(false);
  });
});

it.each([
  ['a byte order mark', `\ufeff${lenetText()}`],
  [
    'HTML in its names',
    changed((it) => {
      it.layers[2]!.name = '<img src=x onerror=alert(1)>';
    }),
  ],
  ['a chain of 5,000 layers', chain(5000)],
])('a file with %s opens', async (_what, content) => {
  const { refused, text } = await told(content);
  expect(text).not.toMatch(/Error:/);
  expect(refused).toBe(false);
});

it('keys of the prototype change nothing but are told', async () => {
  const hostile = lenetText().replace(
    '{',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
  );
  await told(hostile);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.prototype).not.toHaveProperty('polluted');
});

it('100,000 layers are read or refused, soon', { timeout: 90_000 }, async () => {
  const since = performance.now();
  const { text } = await told(chain(100_000));
  expect(text).not.toMatch(/TypeError|RangeError/);
  expect(performance.now() - since).toBeLessThan(60_000);
});

it('what a newer version wrote is told', async () => {
  const { text } = await told(
    changed((it) => {
      it.version = 999;
    }),
  );
  expect(text).toMatch(/newer|999/);
});
