import { EngineError } from '../../protocol/client.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { unmeasuredKernels } from '../kernels/defaults.ts';
import type { Backend, BackendId } from './backend.ts';
import { openCpu, openWasm } from './javascript.ts';
import { openNative } from './native.ts';

/** Best first. */
const ladder: readonly {
  readonly id: BackendId;
  readonly name: string;
  open(kernels: Kernels): Promise<Backend>;
}[] = [
  { id: 'native', name: 'native TensorFlow', open: openNative },
  { id: 'wasm', name: 'WebAssembly', open: openWasm },
  { id: 'cpu', name: 'plain JavaScript', open: openCpu },
];

export interface OpenedBackend {
  readonly backend: Backend;
  /** Why not a better one, in words; empty on the top rung. */
  readonly reason: string;
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.trim();
}

const mend = (id: BackendId): string => (id === 'native' ? ' Run "convas doctor" to mend it.' : '');

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
    const rung = ladder.find(({ id }) => id === wanted);
    if (!rung) {
      const known = ladder.map(({ id }) => id).join(', ');
      throw new EngineError('backend', `There is no backend "${wanted}"; there are ${known}.`);
    }
    try {
      const backend = await rung.open(kernels);
      return { backend, reason: rung === ladder[0] ? '' : `${rung.name} was asked for.` };
    } catch (error) {
      throw new EngineError('backend', `${rung.name} does not load: ${describe(error)}.${mend(rung.id)}`);
    }
  }
  const reasons: string[] = [];
  for (const rung of ladder) {
    try {
      const backend = await rung.open(kernels);
      return { backend, reason: reasons.join(' ') };
    } catch (error) {
      reasons.push(`${rung.name} does not load: ${describe(error)}.${mend(rung.id)}`);
    }
  }
  throw new EngineError('backend', `No backend loads. ${reasons.join(' ')}`);
}
