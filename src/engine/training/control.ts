/** What a person asks of a run while it trains; the loop looks between two steps. */
export interface Control {
  readonly stopping: boolean;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** Lets one batch through, then pauses again. */
  stepOnce(): void;
  stop(): void;
  /** Resolves when the next step may run, true, or the run is to end, false. Calls back on a change of state. */
  turn(onState: (state: 'running' | 'paused') => void): Promise<boolean>;
}

export function createControl(): Control {
  let paused = false;
  let stopping = false;
  let allowed = 0;
  let wake: (() => void) | null = null;
  const changed = (): void => {
    wake?.();
    wake = null;
  };
  return {
    get stopping() {
      return stopping;
    },
    get paused() {
      return paused;
    },
    pause() {
      paused = true;
      allowed = 0;
      changed();
    },
    resume() {
      paused = false;
      changed();
    },
    stepOnce() {
      paused = true;
      allowed++;
      changed();
    },
    stop() {
      stopping = true;
      changed();
    },
    async turn(onState) {
      let waited = false;
      while (paused && allowed === 0 && !stopping) {
        if (!waited) onState('paused');
        waited = true;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (stopping) return false;
      if (paused) allowed--;
      else if (waited) onState('running');
      return true;
    },
  };
}
