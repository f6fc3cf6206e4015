import { type Socket, socketTransport } from '../../../src/protocol/socket.ts';
import type { Transport } from '../../../src/protocol/transport.ts';
import { t } from '../../i18n/index.ts';

const tokenKey = 'convas.token';

/** The token in the page's address (`#token=...` or `?token=...`), kept for reloads of this tab. */
function takeToken(): string {
  const { hash, search } = window.location;
  const given = new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token');
  if (given !== null) {
    sessionStorage.setItem(tokenKey, given);
    // Out of the address bar, so that it is not copied along with the address.
    history.replaceState(null, '', window.location.pathname);
  }
  return given ?? sessionStorage.getItem(tokenKey) ?? '';
}

/** A wire to the engine behind the server of this page. */
export function connectSocket(): Promise<Transport> {
  const url = new URL('engine', window.location.href.replace(/[?#].*$/, ''));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('token', takeToken());
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const refused = (): void => reject(new Error(t.shell.engine.noServer));
    socket.addEventListener('close', refused, { once: true });
    socket.addEventListener(
      'open',
      () => {
        socket.removeEventListener('close', refused);
        resolve(socketTransport(socket as unknown as Socket));
      },
      { once: true },
    );
  });
}
