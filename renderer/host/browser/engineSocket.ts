import { type EngineActivity, engineActivities } from '../../../src/protocol/heartbeat.ts';
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
    const refused = async (): Promise<void> => {
      const answers = await fetch(window.location.pathname, { method: 'HEAD' }).then(
        () => true,
        () => false,
      );
      reject(new Error(answers ? t.shell.engine.otherStart : t.shell.engine.noServer));
    };
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

/** Asks the server of this page itself, which answers whatever its engine does. */
async function askServer(what: 'examine-engine' | 'end-engine'): Promise<unknown> {
  const response = await fetch(new URL(`control/${what}`, window.location.href), {
    method: 'POST',
    headers: { authorization: `Bearer ${takeToken()}` },
  }).catch(() => null);
  if (!response?.ok) throw new Error(t.shell.engine.noServer);
  return response.json();
}

export async function examineEngine(): Promise<EngineActivity> {
  const { activity } = (await askServer('examine-engine')) as { activity?: unknown };
  return engineActivities.find((known) => known === activity) ?? 'unknown';
}

export const endEngine = async (): Promise<void> => void (await askServer('end-engine'));
