import { templateOf } from '../index.ts';

/* Projects that no person draws: files that are no documents, and documents of networks that cannot be. */

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
export const changed = (change: (document: Draft) => void): string => {
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
export const chain = (length: number): string =>
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

export const lenetText = (): string => templateOf('lenet-5')!.text;
const utf16 = (text: string): Uint8Array =>
  new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
const deep = `{"format":"convas","version":5,"layers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

export interface BadProject {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** What is named: the field or the place, and the way out. */
  readonly says: readonly RegExp[];
}

/** Refused: one sentence names the file, what is wrong in it, and the way out. */
export const unreadable: readonly BadProject[] = [
  { what: 'an empty file', content: '', says: [/The file is empty/] },
  {
    what: 'a file that was cut short',
    content: lenetText().slice(0, 700),
    says: [/ends too early, at line \d+, column \d+/, /Open an older copy/],
  },
  {
    what: 'a file that is not JSON',
    content: 'layers: 5',
    says: [/another kind of file/, /opens only \.convas/],
  },
  { what: 'a file in UTF-16', content: utf16(lenetText()), says: [/UTF-16/, /save it as UTF-8/] },
  { what: 'a file of NUL bytes', content: new Uint8Array(500), says: [/another kind of file/, /opens only/] },
  {
    what: 'JSON 100,000 deep',
    content: deep,
    says: [/nested deeper than [\d,]+ levels at line 1/, /damaged/],
  },
  { what: 'a list', content: '[]', says: [/no JSON object/] },
  { what: 'other JSON', content: '{"a":1}', says: [/lacks "format": "convas"/] },
  {
    what: 'two layers of one id',
    content: changed((it) => {
      it.layers[1]!.id = it.layers[0]!.id;
    }),
    says: [/layers\[0\].*layers\[1\]/, /give one of them another id/],
  },
  {
    what: 'two wires of one id',
    content: changed((it) => {
      it.edges[1]!.id = it.edges[0]!.id;
    }),
    says: [/edges\[0\].*edges\[1\]/, /give one of them another id/],
  },
  { what: 'NaN', content: withSize('NaN'), says: [/not valid JSON at line 1, column \d+/, /fix it there/] },
  {
    what: 'a size of 1e999',
    content: withSize('1e999'),
    says: [/layers\[\d+\]\.params\.units/, /use a finite one/],
  },
  {
    what: 'a node at infinity',
    content: changed((it) => {
      it.layers[0]!.position.x = 5;
    }).replace('"x":5,', '"x":1e999,'),
    says: [/layers\[0\]\.position\.x/, /use a finite one/],
  },
  {
    what: 'a node at 1e308',
    content: changed((it) => {
      it.layers[0]!.position.x = 1e308;
    }),
    says: [/layers\[0\]\.position\.x must be at most 1/],
  },
];

/** Opened, with the problem named where it is. */
export const unsound: readonly BadProject[] = [
  {
    what: 'a cycle',
    content: changed(
      ({ edges }) =>
        void edges.push({ id: 'back', source: edges[3]!.target, target: edges[1]!.source, input: 0 }),
    ),
    says: [/wires form a cycle: .* → /, /never come back/],
  },
  {
    what: 'a layer wired to itself',
    content: changed(({ edges }) => {
      edges[2]!.source = edges[2]!.target;
    }),
    says: [/The wire ".*" was left out: it joins the layer ".*" to itself/],
  },
  {
    what: 'a wire from nowhere',
    content: changed(({ edges }) => {
      edges[0]!.source = 'nobody';
    }),
    says: [/The wire ".*" was left out: there is no layer "nobody"/],
  },
  {
    what: 'a wire to nowhere',
    content: changed(({ edges }) => {
      edges[0]!.target = 'nobody';
    }),
    says: [/The wire ".*" was left out: there is no layer "nobody"/],
  },
  ...(
    [
      ['units below zero', '-5', /-5/],
      ['no units', '0', /0/],
      ['units in words', '"many"', /many/],
      ['a fraction of a unit', '1.5', /1\.5/],
      ['units that are an object', '{}', /units/i],
    ] as const
  ).map(([what, written, named]) => ({
    what,
    content: withSize(written),
    says: [/The parameter .*units.* cannot be/i, named],
  })),
  {
    what: 'a billion units',
    content: withSize('1e9'),
    says: [/The parameter units cannot be 1000000000\. It must be at most/],
  },
  {
    what: 'an unknown kind',
    content: changed(({ layers }) => {
      layers[2]!.kind = 'wormhole';
    }),
    says: [/wormhole/],
  },
  {
    what: 'no layers',
    content: changed((it) => {
      it.layers = [];
      it.edges = [];
    }),
    says: [/no layers yet/, /start with an Input/],
  },
  {
    what: 'a document of a newer Convas',
    content: changed((it) => {
      it.version = 999;
    }),
    says: [/newer Convas \(version 999/, /update Convas/],
  },
];
