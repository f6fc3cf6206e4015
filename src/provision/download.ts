import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withRegular } from '../files/read.ts';
import { message } from '../text/message.ts';
import { ProvisionError } from './progress.ts';

export interface DownloadRequest {
  readonly url: string;
  readonly to: string;
  /** Expected digest, hexadecimal; null where the caller checks what the file holds. Nothing is used unchecked. */
  readonly sha256: string | null;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the host must have answered: a host that is out of reach costs no more than this. */
  readonly answerWithin?: number;
  /** Milliseconds without a byte after which the host counts as gone. */
  readonly stallAfter?: number;
  readonly onBytes?: (done: number, total: number | null) => void;
}

const retry = message('provision.fix-connection');

/**
 * Downloads one file and checks its length and digest. On any failure the file is removed.
 * @throws ProvisionError `unreachable`, `interrupted` or `wrong-hash`
 */
export async function download(request: DownloadRequest): Promise<void> {
  try {
    await attempt(request);
  } catch (error) {
    await rm(request.to, { force: true });
    throw error;
  }
}

async function attempt(request: DownloadRequest): Promise<void> {
  const { url, to, signal, answerWithin = 4_000, stallAfter = 30_000, onBytes } = request;
  const host = new URL(url).host;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), answerWithin);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), stallAfter);
  };
  const stop = () => silence.abort();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  let answered = false;
  try {
    const response = await fetch(url, { signal: silence.signal });
    answered = true;
    if (!response.ok || !response.body) {
      const { status } = response;
      throw new ProvisionError('unreachable', message('provision.answered', { host, status, url }), retry);
    }
    const length = response.headers.get('content-length');
    const total = length === null ? null : Number(length);
    const hash = createHash('sha256');
    let done = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        heard();
        hash.update(chunk);
        done += chunk.length;
        onBytes?.(done, total);
        next(null, chunk);
      },
    });
    // Open before anything can fail: a stream that opens its file later may make it after it was removed.
    const file = await open(to, 'w');
    await pipeline(Readable.fromWeb(response.body as never), count, file.createWriteStream(), {
      signal: silence.signal,
    });
    if (total !== null && done !== total && !response.headers.get('content-encoding')) {
      throw new ProvisionError(
        'interrupted',
        message('provision.cut-short', { host, done, total, url }),
        retry,
      );
    }
    requireDigest(url, request.sha256, hash.digest('hex'));
  } catch (error) {
    throw inWords(error, { host, answered, stopped: signal?.aborted === true });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function inWords(error: unknown, state: { host: string; answered: boolean; stopped: boolean }): unknown {
  if (error instanceof ProvisionError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS' || code === 'EDQUOT') return error;
  const { host } = state;
  if (state.stopped) {
    const again = message('provision.fix-again');
    return new ProvisionError('interrupted', message('provision.stopped'), again, error);
  }
  if (!state.answered) {
    return new ProvisionError('unreachable', message('provision.unreachable', { host }), retry, error);
  }
  return new ProvisionError('interrupted', message('provision.interrupted', { host }), retry, error);
}

const wrongDigest = (of: { what: string; algorithm: string; actual: string; expected: string }) =>
  new ProvisionError('wrong-hash', message('provision.wrong-digest', of), message('provision.fix-digest'));

function requireDigest(what: string, expected: string | null, actual: string): void {
  if (expected === null || expected === actual) return;
  throw wrongDigest({ what, algorithm: 'sha256', actual, expected });
}

/** Checks a file's digest; `encoding` is how `expected` is written. Throws ProvisionError `wrong-hash`. */
export async function verifyFile(
  file: string,
  algorithm: 'sha256' | 'sha512',
  encoding: 'hex' | 'base64',
  expected: string,
): Promise<void> {
  const hash = createHash(algorithm);
  await withRegular(file, Number.MAX_SAFE_INTEGER, async (opened) => {
    for await (const piece of opened.pieces()) hash.update(piece);
  });
  const actual = hash.digest(encoding);
  if (actual === expected) return;
  throw wrongDigest({ what: file, algorithm, actual, expected });
}
