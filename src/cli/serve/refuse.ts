import type { Duplex } from 'node:stream';
import { message, type Text } from '../../text/message.ts';

/** A close reason holds at most 123 bytes (RFC 6455). */
export function reasonOf(reason: string): string {
  const bytes = new Uint8Array(120);
  // Whole characters only: half a letter would be refused.
  const { written } = new TextEncoder().encodeInto(reason, bytes);
  return new TextDecoder().decode(bytes.subarray(0, written));
}

/** Answers a request that is no socket, and closes the connection. */
export function refuse(socket: Duplex, status: string): void {
  if (!socket.writable) socket.destroy();
  else {
    const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    // The other side may never close its half.
    socket.end(answer, () => socket.destroy());
  }
}

/** Why a port cannot be listened on. */
export function explainListening(error: NodeJS.ErrnoException): Text {
  if (error.code === 'EACCES') return message('cli.port-forbidden');
  return error.code === 'EADDRINUSE' ? message('cli.port-in-use') : error.message;
}
