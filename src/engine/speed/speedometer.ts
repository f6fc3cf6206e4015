import { EngineError } from '../../protocol/client.ts';
import type { Backend } from '../backends/backend.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import { isNative } from '../backends/native.ts';
import { whenDataIdle } from '../data-work.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import type { KernelManager } from '../kernels/kernel-manager.ts';
import { withKernels } from '../kernels/with-kernels.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { measureSpeed } from './measure-speed.ts';
import type { SpeedEntry, SpeedHistory } from './speed-history.ts';

/** Knows how fast this machine trains: measured once, then kept on disk. */
export interface Speedometer {
  /**
   * @param measure whether to measure where nothing is kept: it takes seconds, and gives way to a run
   * @returns null where it is not known
   */
  read(measure: boolean): Promise<SpeedEntry | null>;
}

interface SpeedometerParts {
  readonly backend: () => Promise<OpenedBackend>;
  readonly kernelManager: Pick<KernelManager, 'toLoad' | 'fitted'>;
  readonly step: StepMode;
  readonly openFeeder: OpenFeeder;
  readonly history: SpeedHistory;
  /** True while a run trains. */
  readonly busy: () => boolean;
}

const nameOf = (kernels: Backend['kernels']): string => (kernels ? JSON.stringify(kernels) : '');

export function createSpeedometer({
  backend,
  kernelManager,
  step,
  openFeeder,
  history,
  busy,
}: SpeedometerParts): Speedometer {
  let known: SpeedEntry | null = null;
  let measuring: Promise<SpeedEntry | null> | null = null;

  /** The backend as it trains. */
  const ready = async (): Promise<Backend> => {
    const { backend: rung } = await backend();
    return withKernels(rung, kernelManager.fitted(rung, kernelManager.toLoad())?.training);
  };

  const measure = async (): Promise<SpeedEntry | null> => {
    const rung = await ready();
    const mode = isNative(rung) ? step : 'eager';
    const speed = await measureSpeed(rung, mode, openFeeder, busy, whenDataIdle);
    if (!speed) return null;
    const engine = { backend: rung.id, version: rung.version, step: mode, kernels: nameOf(rung.kernels) };
    try {
      return await history.keep(engine, speed);
    } catch (error) {
      // Where nothing can be written it holds for this process.
      if (!(error instanceof EngineError)) throw error;
      return { ...engine, machine: '', at: new Date().toISOString(), speed };
    }
  };

  return {
    async read(wanted) {
      if (known) return known;
      const rung = await ready();
      const mode = isNative(rung) ? step : 'eager';
      const { id, version, kernels } = rung;
      known = await history.read({ backend: id, version, step: mode, kernels: nameOf(kernels) });
      if (known || !wanted || busy()) return known;
      measuring ??= measure().finally(() => {
        measuring = null;
      });
      known = await measuring;
      return known;
    },
  };
}
