import { z } from 'zod';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { openCpu, openPlainBackend, openWasm } from '../../src/engine/backends/javascript.ts';
import type { OpenedBackend } from '../../src/engine/backends/ladder.ts';
import { writeAtomic } from '../../src/files/atomic.ts';
import { readText } from '../../src/files/read.ts';
import { EngineError } from '../../src/protocol/client.ts';
import { message } from '../../src/text/message.ts';
import { trainSample } from './trial.ts';

/*
 * What a page computes with: WebGPU, WebGL or WebAssembly, whichever trains a small network the fastest here. A backend
 * that comes to other weights than the others is left out, however fast it is.
 */

const ids = ['webgpu', 'webgl', 'wasm'] as const;
type Id = (typeof ids)[number];

const openers: Readonly<Record<Id, () => Promise<Backend>>> = {
  async webgpu() {
    await import('@tensorflow/tfjs-backend-webgpu');
    return openPlainBackend('webgpu');
  },
  webgl: () => openPlainBackend('webgl'),
  wasm: openWasm,
};

const file = '/convas/backends.json';
const keptSchema = z.object({
  version: z.literal(1),
  /** The browser that it was measured in. */
  browser: z.string(),
  measured: z.array(z.object({ id: z.enum(ids), imagesPerSecond: z.number(), agrees: z.boolean() })),
});
type Measured = z.output<typeof keptSchema>['measured'][number];

const browser = (): string => `${navigator.userAgent} ${navigator.hardwareConcurrency}`;

async function recall(): Promise<readonly Measured[] | null> {
  try {
    const kept = keptSchema.parse(JSON.parse(await readText(file)));
    return kept.browser === browser() ? kept.measured : null;
  } catch {
    return null;
  }
}

/** Of the losses that a few steps came to; rounding differs more on graphics cards. */
const tolerance = 1e-3;

async function measure(): Promise<readonly Measured[]> {
  const tried: { readonly id: Id; readonly imagesPerSecond: number; readonly loss: number }[] = [];
  for (const id of ids) {
    try {
      const { tf } = await openers[id]();
      tried.push({ id, ...(await trainSample(tf)) });
    } catch {
      // Not here: the browser has no such thing, or the machine no card for it.
    }
  }
  const judge = tried.find(({ id }) => id === 'wasm') ?? tried[0];
  const measured = tried.map(({ id, imagesPerSecond, loss }) => ({
    id,
    imagesPerSecond: Math.round(imagesPerSecond),
    agrees: judge !== undefined && Math.abs(loss - judge.loss) <= tolerance,
  }));
  const kept = { version: 1, browser: browser(), measured };
  await writeAtomic(file, JSON.stringify(kept)).catch(() => {});
  return measured;
}

/** Opens the fastest. @throws EngineError `backend` where none loads */
export async function openMeasured(): Promise<OpenedBackend> {
  const measured = (await recall()) ?? (await measure());
  const ranked = measured
    .filter(({ agrees }) => agrees)
    .sort((a, b) => b.imagesPerSecond - a.imagesPerSecond);
  const reason = message('engine.backends-measured', {
    rates: measured.map(({ id, imagesPerSecond, agrees }) => ({ backend: id, imagesPerSecond, agrees })),
    missing: ids.filter((id) => !measured.some((each) => each.id === id)),
  });
  for (const { id } of ranked) {
    try {
      return { backend: await openers[id](), reason };
    } catch {
      // It was there when it was measured.
    }
  }
  try {
    return { backend: await openCpu(), reason };
  } catch (error) {
    throw new EngineError('backend', message('engine.no-backend-loads', { reasons: [String(error)] }));
  }
}
