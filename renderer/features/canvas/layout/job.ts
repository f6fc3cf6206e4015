import { create } from 'zustand';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { endLayoutWorker, layoutWorker } from './elk.ts';
import { arrange } from './layout.ts';

interface Job {
  /** Layers that are being arranged. */
  readonly layers: number;
  cancel(): void;
}

/** The arranging that takes long enough to be reported; null while there is none. */
export const useLayoutJob = create<{ readonly job: Job | null }>()(() => ({ job: null }));

/** After this time someone is waiting, in milliseconds. */
const noticeable = 100;

export type Outcome = Awaited<ReturnType<typeof arrange>> | 'canceled';

/** Only the last one counts: it ends the one before. */
let current: (() => void) | null = null;

/** Arranges as `arrange` does, in a worker; says so when it takes long, and can be canceled then. */
export async function arrangeInWorker(
  document: ConvasDocument,
  ids: readonly string[] | null,
  view: { readonly width: number; readonly height: number },
): Promise<Outcome> {
  current?.();
  let cancel = (): void => undefined;
  const canceled = new Promise<'canceled'>((done) => {
    cancel = () => {
      endLayoutWorker();
      done('canceled');
    };
  });
  current = cancel;
  const layers = ids?.length ?? document.layers.length;
  const notice = setTimeout(() => useLayoutJob.setState({ job: { layers, cancel } }), noticeable);
  try {
    const work = layoutWorker().then((engine) => arrange(engine, document, ids, view));
    return await Promise.race([work, canceled]);
  } finally {
    clearTimeout(notice);
    if (current === cancel) {
      current = null;
      useLayoutJob.setState({ job: null });
    }
  }
}
