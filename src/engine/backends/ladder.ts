import { EngineError } from '../../protocol/client.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { isMessage, type Message, message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import { unmeasuredKernels } from '../kernels/defaults.ts';
import type { Backend, BackendId } from './backend.ts';
import { openCpu, openWasm } from './javascript.ts';
import { openNative } from './native.ts';

/** Best first. */
const ladder: readonly {
  readonly id: BackendId;
  open(kernels: Kernels): Promise<Backend>;
}[] = [
  { id: 'native', open: openNative },
  { id: 'wasm', open: openWasm },
  { id: 'cpu', open: openCpu },
];

export interface OpenedBackend {
  readonly backend: Backend;
  /** Why not a better one; empty for the best one. */
  readonly reason: Text;
}

function notLoaded(id: BackendId, error: unknown): Message {
  const detail = textOf(error);
  // It has its own way out: the window offers the download.
  if (isMessage(detail) && detail.key === 'engine.runtime-not-downloaded') return detail;
  return message('engine.backend-not-loaded', {
    backend: id,
    detail: typeof detail === 'string' ? detail.split('\n')[0]!.trim() : detail,
  });
}

/**
 * The best backend that loads, or the one asked for.
 * @param wanted a backend's id; empty or undefined takes the best
 * @param kernels what TensorFlow is loaded with, unless the environment says otherwise or it is loaded already
 * @throws EngineError `backend` for an unknown id, or when the one asked for does not load
 */
export async function openBackend(
  wanted: string | undefined,
  kernels: Kernels = unmeasuredKernels().whole,
): Promise<OpenedBackend> {
  if (wanted) {
    const candidate = ladder.find(({ id }) => id === wanted);
    if (!candidate) {
      const known = ladder.map(({ id }) => id);
      throw new EngineError('backend', message('engine.no-backend', { wanted, known }));
    }
    try {
      const backend = await candidate.open(kernels);
      return {
        backend,
        reason: candidate === ladder[0] ? '' : message('engine.backend-asked-for', { backend: candidate.id }),
      };
    } catch (error) {
      throw new EngineError('backend', notLoaded(candidate.id, error));
    }
  }
  const reasons: Message[] = [];
  for (const candidate of ladder) {
    try {
      const backend = await candidate.open(kernels);
      return {
        backend,
        reason: reasons.length === 0 ? '' : message('engine.backends-not-loaded', { reasons }),
      };
    } catch (error) {
      reasons.push(notLoaded(candidate.id, error));
    }
  }
  throw new EngineError('backend', message('engine.no-backend-loads', { reasons }));
}
