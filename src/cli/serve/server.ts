import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { message, sentence } from '../../text/message.ts';
import { CliError } from '../output.ts';
import type { ChosenHost } from '../remote/chosen-host.ts';
import { answerControl, isControl } from './control.ts';
import type { Connection, EngineHost } from './engine-host.ts';
import { PortTakenError } from './port.ts';
import { reasonOf, refuse } from './refuse.ts';
import { roomName } from './rooms.ts';
import { answerWithFile, type Page } from './static.ts';
import { readTarget } from './target.ts';

export interface FaceOptions {
  readonly page: Page;
  /** 0 takes a free one. */
  readonly port: number;
  readonly engine: ChosenHost;
}

export interface Face {
  /** With the token behind `#`, where it goes into no log and no Referer. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Largest message taken from a page, in bytes: a picture and more. */
const maxMessageBytes = 64 * 1024 * 1024;

function sameToken(given: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Joins a page's socket to the engine, or to a room, until either is gone. */
function join(
  socket: WebSocket,
  connect: (connection: Connection) => ReturnType<EngineHost['connect']>,
): void {
  socket.binaryType = 'nodebuffer';
  const wire = connect({
    deliver: (frame) => socket.send(frame),
    closed: (reason) => socket.close(1011, reasonOf(reason)),
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) wire.send(new Uint8Array(data as Buffer));
    else socket.close(1003, reasonOf(sentence(message('cli.binary-only'))));
  });
  socket.on('close', () => wire.close());
  socket.on('error', () => socket.terminate());
}

/**
 * Serves the browser face on 127.0.0.1. Requests must name this server as their host (no DNS rebinding); the engine
 * is reached only with the token, from a page of this origin.
 * @throws PortTakenError, and CliError where the port cannot be used
 */
export async function startFace({ page, port, engine }: FaceOptions): Promise<Face> {
  const token = randomBytes(24).toString('base64url');
  let hosts: readonly string[] = [];
  let origin = '';
  const isOwn = (request: IncomingMessage): boolean => hosts.includes(request.headers.host ?? '');
  const isOwnPage = (from: string): boolean => hosts.some((host) => from === `http://${host}`);
  const mayControl = (from: string, given: string): boolean => isOwnPage(from) && sameToken(given, token);

  const server = createServer((request, response) => {
    if (!isOwn(request)) {
      const about = { 'Content-Type': 'text/plain; charset=utf-8' };
      response.writeHead(403, about).end(`${sentence(message('cli.http-403'))}\n`);
    } else if (isControl(request))
      answerControl(engine, mayControl, request, response).catch(() => response.destroy());
    else answerWithFile(page, origin, request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  /** Why a request may not become a socket to the engine. Who asks is checked before what they ask for is read. */
  const refusalOf = (request: IncomingMessage): string | null => {
    const from = request.headers.origin ?? '';
    if (!isOwn(request) || !isOwnPage(from)) return '403 Forbidden';
    const target = readTarget(request.url);
    const isRoom = target?.path === '/room' && roomName.test(target.query.get('room') ?? '');
    if (!target || (target.path !== '/engine' && !isRoom)) return '404 Not Found';
    return sameToken(target.query.get('token'), token) ? null : '403 Forbidden';
  };
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      const refusal = refusalOf(request);
      if (refusal !== null) refuse(socket, refusal);
      else {
        const room = readTarget(request.url)?.query.get('room') ?? null;
        sockets.handleUpgrade(request, socket, head, (opened) =>
          join(opened, (connection) =>
            room === null ? engine.connect(connection) : engine.rooms.join(room, connection),
          ),
        );
      }
    } catch {
      socket.destroy();
    }
  });
  server.on('clientError', (_error, socket) => refuse(socket, '400 Bad Request'));

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return reject(new PortTakenError(port));
      const reason = error.code === 'EACCES' ? message('cli.port-forbidden') : error.message;
      reject(new CliError(message('cli.port-unusable', { port, reason })));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  hosts = [`127.0.0.1:${taken}`, `localhost:${taken}`];
  origin = `http://127.0.0.1:${taken}`;
  return {
    url: `${origin}/#token=${token}`,
    port: taken,
    async close() {
      await engine.stop();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
