import { encodeFrame } from '../../src/protocol/frame.ts';
import { calls } from '../../src/protocol/protocol.ts';

/** Request targets (RFC 9112, section 3.2) that no browser sends, or that lead somewhere else. */
export const targets: readonly string[] = [
  ...['//', '///', '/\\', '\\', '*', '', '/%', '/%zz', '/%ff', '/%00', '/%2e%2e/%2e%2e/etc/passwd'],
  ...['http://[', 'http://', 'http:///', 'http://127.0.0.1/engine', 'https://evil.example/', 'ws://x/engine'],
  ...[
    '//evil.example/engine',
    '/engine//',
    '/engine?',
    '/engine?token',
    '/engine?token=%ff',
    '/engine?token=%',
  ],
  ...['/engine?token=a&token=b', '/../engine', '/./engine', '/engine/../engine', '/engine#', '/ engine'],
  ...['evil.example:443', '?', '#', '/?', '/;', '/\u00e9', `/${'a'.repeat(7000)}`, `/${'%41'.repeat(2000)}`],
  ...['/engine?__proto__=x', '/__proto__', '/constructor', '/a/../../../../../../etc/passwd'],
];

const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Version: 13',
];

/** Heads of requests, each as it goes over the wire, without what tells who asks. */
export function requestHeads(own: { readonly host: string; readonly token: string }): readonly string[] {
  const who = [
    [`Host: ${own.host}`, `Origin: http://${own.host}`],
    ['Host: evil.example', 'Origin: http://evil.example'],
    ['Host: x'],
  ];
  const head = (line: string, headers: readonly string[]): string =>
    `${line}\r\n${headers.join('\r\n')}${headers.length > 0 ? '\r\n' : ''}\r\n`;
  const forTargets = targets.flatMap((target) =>
    who.flatMap((from) => [
      head(`GET ${target} HTTP/1.1`, from),
      head(`GET ${target} HTTP/1.1`, [...from, ...upgrade]),
    ]),
  );
  const mine = who[0]!;
  const engine = `GET /engine?token=${own.token} HTTP/1.1`;
  const withBadUpgrade = [
    ['Connection: Upgrade', 'Upgrade: websocket'],
    ['Connection: Upgrade', 'Upgrade: h2c'],
    ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'],
    [...upgrade.slice(0, 3), 'Sec-WebSocket-Version: 99'],
    [...upgrade, 'Sec-WebSocket-Protocol: ,,,'],
    [...upgrade, 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99'],
    [...upgrade, 'Content-Length: 99999999999999999999'],
    [...upgrade, 'Transfer-Encoding: chunked'],
  ].map((headers) => head(engine, [...mine, ...headers]));
  const others = [
    ...['GET / HTTP/9.9', 'GET /', 'GET', '', 'HELLO / HTTP/1.1', 'PRI * HTTP/2.0', 'GET / HTTP/1.1 x'].map(
      (line) => head(line, mine),
    ),
    ...['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PATCH', 'HEAD'].map((method) =>
      head(`${method} / HTTP/1.1`, mine),
    ),
    head('CONNECT evil.example:443 HTTP/1.1', mine),
    head('GET / HTTP/1.1', []),
    head('GET / HTTP/1.0', []),
    head('GET / HTTP/1.1', [...mine, 'Host: twice']),
    head('GET / HTTP/1.1', [...mine, `X: ${'a'.repeat(100_000)}`]),
    head('GET / HTTP/1.1', [...mine, ...Array.from({ length: 3000 }, (_, at) => `X-${at}: y`)]),
    head('GET / HTTP/1.1', [...mine, 'Content-Length: -1']),
    head('GET / HTTP/1.1', [...mine, 'Content-Length: 5', 'Content-Length: 6']),
    `${head('GET / HTTP/1.1', [...mine, 'Transfer-Encoding: chunked'])}zz\r\n`,
    head('GET / HTTP/1.1', [...mine, 'Expect: 100-continue', 'Content-Length: 1']),
    head('GET / HTTP/1.1', [...mine, 'Expect: the-impossible']),
    head('GET / HTTP/1.1', [...mine, 'Bad Header: \u0001']),
    'GET / HTTP/1.1\r\nHost: x\r\n',
  ];
  return [...forTargets, ...withBadUpgrade, ...others];
}

/** The same bytes each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

/** Bytes of no protocol at all. */
export const noises: readonly Uint8Array[] = [1, 3, 100, 70_000].map(noise);

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** A frame with that header, whatever it says. */
function withHeader(header: string, length = Buffer.byteLength(header), rest = 0): Uint8Array {
  const bytes = Buffer.alloc(4 + Buffer.byteLength(header) + rest);
  bytes.writeUInt32LE(length, 0);
  bytes.write(header, 4);
  return bytes;
}

/** Bytes that are no frame of the protocol, or lie about what they hold. */
export const frames: readonly Uint8Array[] = [
  new Uint8Array(0),
  ...noises,
  new Uint8Array(1000).fill(255),
  withHeader('{}', 0xffffffff),
  withHeader('{}', 3),
  withHeader('{"a":'),
  withHeader(nested(200_000)),
  withHeader(`{"type":"call","id":1,"name":"engine.info","params":${nested(100_000)}}`),
  withHeader('{"$":["u8",0,1e300]}'),
  withHeader('{"$":["u8",-1,5]}', undefined, 64),
  withHeader('{"$":["f32",1,2]}', undefined, 64),
  withHeader('{"$":["f32",0,9007199254740991]}', undefined, 64),
  withHeader('{"$":["__proto__",0,1]}', undefined, 64),
  withHeader('{"$":{"$":{"$":null}}}'),
  withHeader('{"__proto__":{"type":"call"}}'),
  encodeFrame(undefined),
  Buffer.concat([Buffer.from([2, 0, 0, 0]), Buffer.from([0xc3, 0x28])]),
];

/** Values where an object of parameters is expected. */
export const wrongParams: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  'text',
  true,
  [],
  [[[]]],
  {},
  new Uint8Array(3),
  new Float32Array(3),
  { run: null, dataset: 5, document: [], image: 'x', layers: {}, spec: 1, text: null },
  {
    run: '../../../../etc',
    dataset: '/dev/zero',
    document: '{',
    format: '__proto__',
    layer: 'x',
    verify: true,
  },
  { run: '\0', dataset: '\0', document: '\0', format: '\0', layer: '\0', verify: false, text: '\0' },
  { run: 'x'.repeat(100_000), dataset: 'x'.repeat(100_000), document: 'x'.repeat(100_000), layer: 'x' },
  { run: 'constructor', dataset: 'constructor', document: nested(50_000), item: '__proto__', sweep: '..' },
  {
    run: 'none',
    layer: 'none',
    image: { height: 8192, width: 8192, channels: 3, data: new Uint8Array(1) },
    layers: [{ layer: 'x', maps: 1, side: 4 }],
    rate: 1,
  },
  {
    dataset: 'mnist-10k',
    split: 'train',
    offset: 2 ** 53 - 1,
    count: 1000,
    label: -1,
  },
];

/** Calls that take nothing and are granted to anybody who may ask: they end the engine, or keep it busy. */
const granted: ReadonlySet<string> = new Set(['engine.restart', 'engine.measureKernels']);

/** Messages as they come out of a frame, or over a message port: none of them is a request that can be granted. */
export const messages: readonly unknown[] = [
  undefined,
  null,
  7,
  'call',
  [],
  {},
  new Uint8Array(8),
  { type: 'call' },
  { type: 'call', id: -1, name: 'engine.info', params: {} },
  { type: 'call', id: 2 ** 60, name: 'engine.info', params: {} },
  { type: 'call', id: 0.5, name: 'engine.info', params: {} },
  { type: 'call', id: 1, name: 5, params: {} },
  { type: 'cancel' },
  { type: 'cancel', id: 99 },
  { type: 'cancel', id: '1' },
  { type: 'result', id: 1, value: 1 },
  { type: 'event', name: 'train.state', data: {} },
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''].map((name, at) => ({
    type: 'call',
    id: 100 + at,
    name,
    params: {},
  })),
  ...Object.keys(calls).flatMap((name, call) =>
    granted.has(name)
      ? []
      : wrongParams.map((params, at) => ({ type: 'call', id: 1000 + call * 100 + at, name, params })),
  ),
  // Canceled in the same breath as it is asked.
  { type: 'call', id: 5, name: 'datasets.prepare', params: { dataset: 'mnist-10k' } },
  { type: 'cancel', id: 5 },
  { type: 'cancel', id: 5 },
  { type: 'call', id: 6, name: 'engine.info', params: {} },
  { type: 'call', id: 6, name: 'engine.info', params: {} },
];

/** The ids of all calls above that name one and are not canceled: each has to be answered. */
export const answered: readonly number[] = [
  ...new Set(
    messages.flatMap((message) => {
      const { type, id, name } = (message ?? {}) as { type?: string; id?: number; name?: unknown };
      const isCall = type === 'call' && Number.isSafeInteger(id) && id! >= 0 && typeof name === 'string';
      return isCall && id !== 5 ? [id!] : [];
    }),
  ),
].sort((a, b) => a - b);
