import { describe, expect, it } from 'vitest';
import { firstFigure } from '../insight/figure.ts';
import { outputMaps } from '../insight/maps.ts';
import type { Text } from '../text/message.ts';
import { type EngineClient, EngineError } from './client.ts';
import { createClient } from './connect.ts';
import type { EpochRecord } from './data.ts';
import { createEmitter } from './emitter.ts';
import { createPair } from './pair.ts';
import { calls } from './protocol.ts';
import { type Handlers, serve } from './serve.ts';

const info = {
  kernels: null,
  backend: 'cpu',
  step: 'eager',
  reason: 'test',
  version: '0',
  pid: 1,
  memory: 64e9,
} as const;

/** Answers nothing but what a test gives it. */
function handlers(own: Partial<Handlers>): Handlers {
  const refuse = () => {
    throw new EngineError('unused', 'not in this test');
  };
  return { ...Object.fromEntries(Object.keys(calls).map((name) => [name, refuse])), ...own } as Handlers;
}

function connect(own: Partial<Handlers>) {
  const [near, far] = createPair();
  const emitter = createEmitter();
  const stop = serve(far, handlers(own), emitter);
  return { client: createClient(near), emitter, stop, near };
}

const failure = (promise: Promise<unknown>): Promise<EngineError> =>
  promise.then(
    () => expect.unreachable('should have been refused'),
    (error) => error,
  );

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a call', () => {
  it('brings the result', async () => {
    const { client } = connect({ 'engine.info': () => info });
    await expect(client.call('engine.info', {})).resolves.toEqual(info);
  });

  it('reports progress before the result, in order', async () => {
    const seen: number[] = [];
    const { client } = connect({
      'runs.evaluate': async (_params, { progress }) => {
        for (const done of [1, 2, 3]) progress({ done, total: 3 });
        return { loss: 0, accuracy: 1, confusion: [], perClass: [] };
      },
    });
    await client.call('runs.evaluate', { run: 'a' }, ({ done }) => seen.push(done));
    expect(seen).toEqual([1, 2, 3]);
  });

  it('carries an EngineError with its code, and any other error as failed', async () => {
    const { client } = connect({
      'train.pause': () => {
        throw new EngineError('no-run', 'there is no such run');
      },
      'train.stop': () => {
        throw new TypeError('broken');
      },
    });
    expect(await failure(client.call('train.pause', { run: 'a' }))).toMatchObject({
      code: 'no-run',
      message: 'there is no such run',
    });
    expect(await failure(client.call('train.stop', { run: 'a' }))).toMatchObject({ code: 'failed' });
  });

  it('never reaches the handler with wrong parameters', async () => {
    let reached = false;
    const { client } = connect({
      'insight.show': () => {
        reached = true;
        return { figures: [] };
      },
    });
    const image = { height: 1, width: 1, channels: 2 as 1, data: new Uint8Array(2) };
    const error = await failure(client.call('insight.show', { run: 'a', view: 'prediction', image }));
    expect(error.code).toBe('invalid');
    expect(error.message).toContain('image.channels');
    expect(reached).toBe(false);
  });

  it('rejects with invalid where the answer does not fit', async () => {
    const { client } = connect({ 'engine.info': () => ({ ...info, pid: 'one' as unknown as number }) });
    expect((await failure(client.call('engine.info', {}))).code).toBe('invalid');
  });

  it('copies typed arrays: nothing is shared', async () => {
    const own = new Float32Array([1, 2]);
    const { client } = connect({
      'insight.show': () => ({ figures: [outputMaps({ shape: [2], values: own })] }),
    });
    const { figures } = await client.call('insight.show', { run: 'a', view: 'feature-maps', layer: 'b' });
    const { values } = firstFigure(figures, 'maps')!;
    expect(values).toEqual(own);
    expect(values).not.toBe(own);
  });
});

describe('cancelling', () => {
  function waiting() {
    const detail: string[] = [];
    const connection = connect({
      'datasets.prepare': (_params, { onCancel, canceled }) =>
        new Promise((_resolve, reject) => {
          onCancel(() => {
            detail.push(`canceled: ${canceled()}`);
            reject(new Error('stopped'));
          });
        }),
    });
    return { ...connection, detail };
  }

  it('rejects the caller and tells the handler once', async () => {
    const { client, detail } = waiting();
    const call = client.call('datasets.prepare', { dataset: 'mnist' });
    await settled();
    call.cancel();
    call.cancel();
    expect((await failure(call)).code).toBe('canceled');
    await settled();
    expect(detail).toEqual(['canceled: true']);
  });

  it('happens by itself when the caller is gone', async () => {
    const { client, detail } = waiting();
    const call = client.call('datasets.prepare', { dataset: 'mnist' });
    await settled();
    client.close();
    expect((await failure(call)).code).toBe('closed');
    expect(detail).toEqual(['canceled: true']);
  });
});

describe('closing', () => {
  it('rejects what is pending, tells why, and refuses what comes later', async () => {
    const { client, stop } = connect({ 'engine.info': () => new Promise(() => {}) });
    const reasons: Text[] = [];
    client.onClose((reason) => reasons.push(reason));
    const call = client.call('engine.info', {});
    stop();
    const error = await failure(call);
    expect(error).toMatchObject({ code: 'closed', text: reasons[0] });
    expect((await failure(client.call('engine.info', {}))).code).toBe('closed');
    client.onClose((reason) => reasons.push(reason));
    expect(reasons).toHaveLength(2);
  });
});

describe('events', () => {
  const record: EpochRecord = {
    epoch: 1,
    loss: 1,
    accuracy: 0.5,
    valLoss: null,
    valAccuracy: null,
    seconds: 1,
    imagesPerSecond: 10,
  };
  const epochs = (client: EngineClient) => {
    const seen: number[] = [];
    return { seen, off: client.on('train.epoch', (data) => seen.push(data.record.epoch)) };
  };

  it('reach every subscription until it ends', async () => {
    const { client, emitter } = connect({});
    const [one, two] = [epochs(client), epochs(client)];
    emitter.emit('train.epoch', { run: 'a', record });
    await settled();
    one.off();
    emitter.emit('train.epoch', { run: 'a', record: { ...record, epoch: 2 } });
    await settled();
    expect([one.seen, two.seen]).toEqual([[1], [1, 2]]);
  });

  it('fail where they are made if they are wrong', () => {
    const { emitter } = connect({});
    const wrong = { run: 'a', record: { ...record, loss: Number.NaN } };
    expect(() => emitter.emit('train.epoch', wrong)).toThrow(/loss/);
  });
});

describe('hostile messages', () => {
  it('do not disturb the server', async () => {
    const [near, far] = createPair();
    serve(far, handlers({ 'engine.info': () => info }), createEmitter());
    const replies: unknown[] = [];
    near.onMessage((message) => replies.push(message));
    const nasty = [
      null,
      7,
      'call',
      [],
      {},
      { type: 'call' },
      { type: 'call', id: -1, name: 'engine.info', params: {} },
      { type: 'call', id: 0.5, name: 'engine.info', params: {} },
      { type: 'cancel', id: 99 },
    ];
    for (const message of nasty) near.send(message);
    near.send({ type: 'call', id: 1, name: '__proto__', params: {} });
    near.send({ type: 'call', id: 2, name: 'constructor', params: {} });
    near.send({ type: 'call', id: 3, name: 'engine.info', params: { extra: 1 } });
    await settled();
    expect(replies).toEqual([
      {
        type: 'error',
        id: 1,
        code: 'invalid',
        message: { key: 'protocol.no-call', values: { call: '__proto__' } },
      },
      {
        type: 'error',
        id: 2,
        code: 'invalid',
        message: { key: 'protocol.no-call', values: { call: 'constructor' } },
      },
      { type: 'result', id: 3, value: info },
    ]);
  });

  it('do not disturb the client', async () => {
    const [near, far] = createPair();
    const client = createClient(near);
    const nasty = [
      null,
      {},
      { type: 'result', id: 12, value: 1 },
      { type: 'error', id: 1 },
      { type: 'event', name: 'toString', data: {} },
      { type: 'event', name: 'train.epoch', data: { run: 1 } },
      { type: 'progress', id: 1, value: 'x' },
    ];
    client.on('train.epoch', () => expect.unreachable('the event was malformed'));
    const call = client.call('engine.info', {});
    for (const message of nasty) far.send(message);
    far.send({ type: 'result', id: 1, value: info });
    await expect(call).resolves.toEqual(info);
  });

  it('an id in use is refused', async () => {
    const [near, far] = createPair();
    serve(far, handlers({ 'engine.info': () => new Promise(() => {}) }), createEmitter());
    const replies: unknown[] = [];
    near.onMessage((message) => replies.push(message));
    for (let time = 0; time < 2; time++) near.send({ type: 'call', id: 5, name: 'engine.info', params: {} });
    await settled();
    expect(replies).toEqual([
      { type: 'error', id: 5, code: 'invalid', message: { key: 'protocol.call-running', values: { id: 5 } } },
    ]);
  });
});
