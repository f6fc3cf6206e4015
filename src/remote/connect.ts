import type { TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import { message, sentence, type Text } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { Address } from './address.ts';
import { challengeSchema, closing, proofOf, readJson, welcomeSchema } from './handshake.ts';
import { connectionTimeout, createLink, keepAliveInterval, maxFrameBytes } from './link.ts';

/** Milliseconds until the next attempt: from the first to the longest. */
const [firstPause, longestPause] = [250, 5000];
/** Milliseconds of attempts after a connection was lost: as long as the engine keeps the session. */
const patience = 600_000;
/** Milliseconds of one attempt. */
const attemptWithin = 15_000;

export interface RemoteWire {
  /** @throws TextError for a frame that the engine does not take */
  send(frame: Uint8Array): void;
  close(): void;
}

interface RemoteOptions {
  /** The room to enter, in which documents are edited together; left out, the engine itself. */
  readonly room?: string | null;
  deliver(frame: Uint8Array<ArrayBuffer>): void;
  /** Called once, when it is over for good. */
  closed(reason: Text): void;
  /** The connection is lost, and attempts go on; or it is back. */
  state(lost: boolean): void;
}

/** Why an attempt came to nothing that another would come to as well. */
class FinalError extends TextError {}

/** The fingerprint of the certificate at the other end. */
function fingerprintAt(socket: TLSSocket): string {
  const { fingerprint256 = '' } = socket.getPeerCertificate();
  return fingerprint256.replaceAll(':', '').toLowerCase();
}

/** An open, greeted connection. @throws FinalError, TextError */
function attempt(address: Address, room: string | null, session: string | null, received: number) {
  const { host, port, token, fingerprint } = address;
  const at = `${host}:${port}`;
  return new Promise<{ socket: WebSocket; session: string; received: number }>((resolve, reject) => {
    const place = room === null ? 'engine' : `room?room=${room}`;
    const socket = new WebSocket(`wss://${host.includes(':') ? `[${host}]` : host}:${port}/${place}`, {
      // It is known by its fingerprint, below, and by no authority.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      perMessageDeflate: false,
      handshakeTimeout: attemptWithin,
      maxPayload: 2 ** 30,
    });
    let seen = '';
    const late = setTimeout(() => socket.terminate(), attemptWithin);
    const fail = (error: TextError): void => {
      clearTimeout(late);
      reject(error);
      socket.terminate();
    };
    socket.on('error', (error) =>
      fail(new TextError(message('cli.engine-unreachable', { address: at, reason: error.message }))),
    );
    socket.on('upgrade', ({ socket: wire }) => {
      seen = fingerprintAt(wire as TLSSocket);
    });
    socket.on('close', (code, reason) => {
      const detail = reason.toString() || sentence(message('protocol.connection-closed'));
      const final = code === closing.refused || code === closing.unknownSession;
      if (final) fail(new FinalError(message('cli.engine-refused', { address: at, reason: detail })));
      else fail(new TextError(message('cli.engine-unreachable', { address: at, reason: detail })));
    });
    socket.once('message', (data) => {
      if (seen !== fingerprint)
        return fail(new FinalError(message('cli.other-certificate', { address: at })));
      const greeting = readJson(challengeSchema, data.toString());
      if (!greeting) return fail(new FinalError(message('cli.no-engine-there', { address: at })));
      socket.once('message', (answer) => {
        const welcome = readJson(welcomeSchema, answer.toString());
        if (!welcome) return fail(new FinalError(message('cli.no-engine-there', { address: at })));
        clearTimeout(late);
        // What follows the greeting at once waits until its reader is there.
        socket.pause();
        socket.removeAllListeners();
        resolve({ socket, ...welcome });
      });
      const proof = proofOf(token, greeting.challenge, seen);
      socket.send(JSON.stringify({ proof, session, received }));
    });
  });
}

const pauseFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * A wire to an engine on another machine, or to a room of it, which outlives its connections: one that is lost is made
 * again, and frames that did not arrive are sent again, each once and in order.
 * @throws TextError where the engine cannot be reached or refuses, or another answers in its place
 */
export async function connectRemote(address: Address, options: RemoteOptions): Promise<RemoteWire> {
  const { room = null } = options;
  let over = false;
  let socket: WebSocket | null = null;
  let session: string | null = null;
  const end = (reason: Text): void => {
    if (over) return;
    over = true;
    link.detach();
    socket?.close();
    options.closed(reason);
  };
  const link = createLink({
    deliver: options.deliver,
    broken: () => end(message('protocol.connection-closed')),
  });

  const use = (opened: Awaited<ReturnType<typeof attempt>>): void => {
    const own = opened.socket;
    socket = own;
    session = opened.session;
    let heard = performance.now();
    const beat = setInterval(() => {
      if (performance.now() - heard > connectionTimeout) own.terminate();
      else link.acknowledge();
    }, keepAliveInterval);
    own.on('error', () => own.terminate());
    own.on('message', (data, isBinary) => {
      heard = performance.now();
      link.take(isBinary ? new Uint8Array(data as Buffer) : data.toString());
    });
    own.on('close', (code, reason) => {
      clearInterval(beat);
      link.detach();
      if (over) return;
      if (code === closing.ended) end(reason.toString() || message('protocol.connection-closed'));
      else void again();
    });
    link.attach((data) => own.send(data), opened.received);
    own.resume();
  };

  const again = async (): Promise<void> => {
    options.state(true);
    const since = performance.now();
    for (let pause = firstPause; !over; pause = Math.min(longestPause, pause * 2)) {
      try {
        const opened = await attempt(address, room, session, link.received);
        if (over) return opened.socket.terminate();
        use(opened);
        return options.state(false);
      } catch (error) {
        if (error instanceof FinalError || performance.now() - since > patience)
          return end(error instanceof TextError ? error.text : message('protocol.connection-closed'));
      }
      await pauseFor(pause);
    }
  };

  use(await attempt(address, room, null, 0));
  return {
    send(frame) {
      // The engine would end the connection, and be sent it again over the next.
      if (frame.length > maxFrameBytes)
        throw new TextError(message('cli.frame-too-large', { most: maxFrameBytes / 2 ** 20 }));
      link.send(frame);
    },
    close() {
      over = true;
      link.detach();
      socket?.close(1000);
    },
  };
}
