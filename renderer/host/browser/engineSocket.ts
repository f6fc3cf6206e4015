import { type EngineActivity, engineActivities } from '../../../src/protocol/heartbeat.ts';
import { type Socket, socketTransport } from '../../../src/protocol/socket.ts';
import type { Transport } from '../../../src/protocol/transport.ts';
import { t } from '../../i18n/index.ts';

const tokenKey = 'convas.token';

/** The token in the page's address (`#token=...` or `?token=...`), kept for reloads of this tab. */
export function takeToken(): string {
  const { hash, search } = window.location;
  const behind = new URLSearchParams(hash.slice(1));
  const given = behind.get('token') ?? new URLSearchParams(search).get('token');
  if (given !== null) {
    sessionStorage.setItem(tokenKey, given);
    // Out of the address bar, so that it is not copied along with the address.
    behind.delete('token');
    const others = behind.size > 0 ? `#${behind}` : '';
    history.replaceState(null, '', window.location.pathname + others);
  }
  return given ?? sessionStorage.getItem(tokenKey) ?? '';
}

/** The address of a socket at the server of this page. */
export function socketAddress(path: 'engine' | 'room'): URL {
  const url = new URL(path, window.location.href.replace(/[?#].*$/, ''));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('token', takeToken());
  return url;
}

/** A wire to the engine behind the server of this page. */
export function connectSocket(): Promise<Transport> {
  const url = socketAddress('engine');
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

type EngineRequest = 'examine-engine' | 'end-engine' | 'chosen-engine' | 'choose-engine';

/** Asks the server of this page itself, which answers whatever its engine does. */
async function askServer(what: EngineRequest, about?: object): Promise<object> {
  const response = await fetch(new URL(`control/${what}`, window.location.href), {
    method: 'POST',
    headers: { authorization: `Bearer ${takeToken()}` },
    ...(about && { body: JSON.stringify(about) }),
  }).catch(() => null);
  if (!response?.ok) throw new Error(t.shell.engine.noServer);
  return response.json() as Promise<object>;
}

export async function examineEngine(): Promise<EngineActivity> {
  const { activity } = (await askServer('examine-engine')) as { activity?: unknown };
  return engineActivities.find((known) => known === activity) ?? 'unknown';
}

export const endEngine = async (): Promise<void> => void (await askServer('end-engine'));

export async function engineElsewhere(): Promise<string | null> {
  const { elsewhere } = (await askServer('chosen-engine')) as { elsewhere?: unknown };
  return typeof elsewhere === 'string' ? elsewhere : null;
}

export async function chooseEngine(address: string | null): Promise<void> {
  const { refused } = (await askServer('choose-engine', { address })) as { refused?: unknown };
  if (typeof refused === 'string') throw new Error(refused);
}
