import { describe, expect, it } from 'vitest';
import { sentence, type Text } from '../text/message.ts';
import { encodeFrame } from './frame.ts';
import { type Socket, socketTransport } from './socket.ts';

type Listener = (event: { readonly data: unknown; readonly reason: string }) => void;

/** An open WebSocket of a test's own: what was sent is kept, what arrives is reported by hand. */
function openSocket() {
  const listeners: Record<'message' | 'close', Listener[]> = { message: [], close: [] };
  const sent: Uint8Array[] = [];
  let closed = 0;
  const socket: Socket = {
    binaryType: 'blob',
    send: (data) => void sent.push(data),
    close: () => void closed++,
    addEventListener: (type: 'message' | 'close', listener: unknown) =>
      void listeners[type].push(listener as Listener),
  };
  const notify = (type: 'message' | 'close', data: unknown, reason = ''): void => {
    for (const listener of listeners[type]) listener({ data, reason });
  };
  return {
    socket,
    sent,
    timesClosed: () => closed,
    receive: (data: unknown) => notify('message', data),
    end: (reason: string) => notify('close', null, reason),
  };
}

const asBuffer = (message: unknown): ArrayBuffer => encodeFrame(message).slice().buffer;

describe('a wire over a WebSocket', () => {
  it('asks for buffers, sends frames, and delivers what they hold', () => {
    const own = openSocket();
    const transport = socketTransport(own.socket);
    expect(own.socket.binaryType).toBe('arraybuffer');
    const message = { type: 'call', id: 1, pixels: new Float32Array([0.5, -2]) };
    transport.send(message);
    expect(own.sent).toEqual([encodeFrame(message)]);
    const heard: unknown[] = [];
    transport.onMessage((next) => heard.push(next));
    own.receive(asBuffer(message));
    own.receive(asBuffer({ second: true }));
    expect(heard).toEqual([message, { second: true }]);
    expect(own.timesClosed()).toBe(0);
  });

  it.each([
    ['text', '{"type":"call"}'],
    ['a blob', {}],
    ['a frame cut short', asBuffer({ pixels: new Uint8Array(64) }).slice(0, 20)],
    ['noise', new Uint8Array([1, 2, 3]).buffer],
    ['nothing', new ArrayBuffer(0)],
  ])('is closed by %s, which nobody hears', (_, data) => {
    const own = openSocket();
    const heard: unknown[] = [];
    socketTransport(own.socket).onMessage((next) => heard.push(next));
    own.receive(data);
    expect(own.timesClosed()).toBe(1);
    expect(heard).toEqual([]);
  });

  it('tells why it ended, in words where the other side gave none', () => {
    const own = openSocket();
    const reasons: Text[] = [];
    const transport = socketTransport(own.socket);
    transport.onClose((reason) => reasons.push(reason));
    own.end('The engine was ended from outside.');
    own.end('');
    expect(reasons.map((reason) => sentence(reason))).toEqual([
      'The engine was ended from outside.',
      'The connection was closed.',
    ]);
    transport.close();
    expect(own.timesClosed()).toBe(1);
  });
});
