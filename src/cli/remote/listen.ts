import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { closing, helloSchema, newChallenge, proofOf, readJson, sameText } from '../../remote/handshake.ts';
import {
  connectionTimeout,
  createLink,
  keepAliveInterval,
  type Link,
  maxFrameBytes,
  prefix,
} from '../../remote/link.ts';
import { message, sentence } from '../../text/message.ts';
import { CliError } from '../output.ts';
import type { EngineHost } from '../serve/engine-host.ts';
import { explainListening, reasonOf, refuse } from '../serve/refuse.ts';
import { createRooms, roomName } from '../serve/rooms.ts';
import { readTarget } from '../serve/target.ts';
import type { Identity } from './identity.ts';

/** Largest message of who has not shown a token. */
const maxHelloBytes = 1000;
/** Milliseconds within which a token is to be shown. */
const helloTimeout = 10_000;
/** Milliseconds that a session waits for its client; the training itself continues without. */
const sessionTimeout = 600_000;

interface Session {
  readonly person: string;
  readonly link: Link;
  socket: WebSocket | null;
  expires: NodeJS.Timeout | null;
  end(reason: string): void;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly identity: Identity;
  /** The engine of a person. */
  readonly engineOf: (person: string) => EngineHost;
}

const bytesOf = (data: RawData): Uint8Array => new Uint8Array(data as Buffer);

/**
 * Serves engines to other machines: WebSockets over TLS, for who shows a token. Pages of browsers are refused, whatever
 * they come from: they say so by an Origin, and reach a remote engine through `convas serve` on their own machine.
 * @throws CliError where the address cannot be used
 */
export async function listen({ host, port, identity, engineOf }: ListenOptions): Promise<Listening> {
  const { key, certificate, fingerprint, tokens } = identity;
  const sessions = new Map<string, Session>();
  const server = createServer({ key, cert: certificate, minVersion: 'TLSv1.3' }, (_request, response) => {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404\n');
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes + prefix,
    perMessageDeflate: false,
  });

  const rooms = createRooms();

  const begin = (person: string, room: string | null): Session & { readonly id: string } => {
    const id = randomBytes(24).toString('base64url');
    let broken = false;
    const session: Session = {
      person,
      link: createLink({
        deliver: (frame) => wire.send(frame),
        broken: () => session.end(''),
      }),
      socket: null,
      expires: null,
      end(reason) {
        if (broken) return;
        broken = true;
        sessions.delete(id);
        if (session.expires) clearTimeout(session.expires);
        session.socket?.close(closing.ended, reasonOf(reason));
        wire.close();
      },
    };
    const connection = {
      deliver: (frame: Uint8Array) => session.link.send(frame),
      closed: (reason: string) => session.end(reason),
    };
    const wire = room === null ? engineOf(person).connect(connection) : rooms.join(room, connection);
    sessions.set(id, session);
    return { ...session, id };
  };

  /** Carries a session over a socket until that is gone. */
  const carry = (socket: WebSocket, id: string, theirs: number): void => {
    const session = sessions.get(id)!;
    const { link } = session;
    // The connection before may not know yet that it is lost.
    session.socket?.terminate();
    session.socket = socket;
    if (session.expires) clearTimeout(session.expires);
    let heard = performance.now();
    socket.send(JSON.stringify({ session: id, received: link.received }));
    link.attach((data) => socket.send(data), theirs);
    const beat = setInterval(() => {
      if (performance.now() - heard > connectionTimeout) socket.terminate();
      else link.acknowledge();
    }, keepAliveInterval);
    socket.on('message', (data, isBinary) => {
      heard = performance.now();
      if (session.socket === socket) link.take(isBinary ? bytesOf(data) : data.toString());
    });
    socket.on('close', (code) => {
      clearInterval(beat);
      if (session.socket !== socket) return;
      link.detach();
      session.socket = null;
      // Who takes leave does not come back.
      if (code === 1000) return session.end('');
      session.expires = setTimeout(() => session.end(''), sessionTimeout);
      session.expires.unref();
    });
  };

  const greet = (socket: WebSocket, room: string | null): void => {
    const challenge = newChallenge();
    const refused = (): void =>
      socket.close(closing.refused, reasonOf(sentence(message('cli.token-refused'))));
    const late = setTimeout(refused, helloTimeout);
    socket.on('close', () => clearTimeout(late));
    socket.on('error', () => socket.terminate());
    socket.once('message', (data, isBinary) => {
      clearTimeout(late);
      const text = isBinary || bytesOf(data).length > maxHelloBytes ? '' : data.toString();
      const hello = readJson(helloSchema, text);
      if (!hello) return refused();
      const fits = [...tokens].filter(([, token]) =>
        sameText(hello.proof, proofOf(token, challenge, fingerprint)),
      );
      const person = fits[0]?.[0];
      if (person === undefined) return refused();
      const known = hello.session === null ? null : sessions.get(hello.session);
      if (hello.session !== null && known?.person !== person)
        return socket.close(closing.unknownSession, reasonOf(sentence(message('cli.session-over'))));
      carry(socket, hello.session ?? begin(person, room).id, hello.received);
    });
    socket.send(JSON.stringify({ challenge }));
  };

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      if (request.headers.origin !== undefined) refuse(socket, '403 Forbidden');
      else {
        const target = readTarget(request.url);
        const room = target?.path === '/room' ? (target.query.get('room') ?? '') : null;
        if (room === null ? target?.path !== '/engine' : !roomName.test(room))
          refuse(socket, '404 Not Found');
        else sockets.handleUpgrade(request, socket, head, (opened) => greet(opened, room));
      }
    } catch {
      socket.destroy();
    }
  });
  server.on('clientError', (_error, socket) => refuse(socket, '400 Bad Request'));
  server.on('tlsClientError', (_error, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CliError(message('cli.port-unusable', { port, reason: explainListening(error) }))),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const { end } of [...sessions.values()]) end(sentence(message('cli.engine-ended')));
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
