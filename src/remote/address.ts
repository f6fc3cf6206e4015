import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';

/** What it takes to reach an engine on another machine, in one line that can be copied. */
export interface Address {
  readonly host: string;
  readonly port: number;
  /** The secret of one person. */
  readonly token: string;
  /** SHA-256 of the engine's certificate, 64 hexadecimal digits. */
  readonly fingerprint: string;
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** `convas://host:8766/#TOKEN.FINGERPRINT`. */
export const writeAddress = ({ host, port, token, fingerprint }: Address): string =>
  `convas://${inUrl(host)}:${port}/#${token}.${fingerprint}`;

const form = /^convas:\/\/(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})\/?#([\w-]{20,100})\.([0-9a-f]{64})$/;

/** @throws TextError with the form that an address has */
export function readAddress(text: string): Address {
  const [, host, port, token, fingerprint] = form.exec(text.trim()) ?? [];
  if (!host || !port || !token || !fingerprint || Number(port) < 1 || Number(port) > 65_535)
    // The token stays out of what is printed.
    throw new TextError(message('cli.engine-address', { given: text.split('#')[0]! }));
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port), token, fingerprint };
}

/** What an engine is called in sentences: where it is, without the secret. */
export const nameOf = ({ host, port }: Pick<Address, 'host' | 'port'>): string => `${inUrl(host)}:${port}`;

/** `HOST:PORT`, `PORT` for this machine alone. @throws TextError */
export function readListen(text: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(?:(\[[0-9a-fA-F:.]+\]|[\w.-]+):)?(\d{1,5})$/.exec(text.trim()) ?? [];
  if (port === undefined || Number(port) > 65_535)
    throw new TextError(message('cli.listen-wrong', { given: text }));
  return { host: host?.replace(/^\[|\]$/g, '') ?? '127.0.0.1', port: Number(port) };
}
