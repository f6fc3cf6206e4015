/**
 * How the engine's process does, as its host sees it from outside. `stopped`: the system does not run it (a signal, a
 * debugger). `computing`: it uses the processor, or waits for a disk. `idle`: it does neither.
 */
export const engineActivities = ['computing', 'idle', 'stopped', 'unknown'] as const;
export type EngineActivity = (typeof engineActivities)[number];

/**
 * What its silence means. `busy`: one native call may take that long. `hung`: it is offered to start another engine,
 * which goes away when it answers after all.
 */
export type Pulse = 'steady' | 'busy' | 'hung';

/**
 * Seconds of silence after which an engine counts as hung. TensorFlow's calls hold the engine's loop, so that silence
 * alone says little: what its process does decides.
 */
export const patience: Readonly<Record<EngineActivity, number>> = {
  // It cannot come back by itself.
  stopped: 8,
  // Loading TensorFlow, or reading data, from a disk that is slow and not seen to be waited for.
  idle: 30,
  // Nothing is known but the time: longer than the longest call measured, a first compile of a long GRU in 50 s.
  unknown: 120,
  // Six times that: a slower machine, a larger network.
  computing: 300,
};

/** Seconds of silence after which the process is looked at; shorter ones are any network's larger batches. */
export const silenceBeforeCheck = 6;

/** What `silence` seconds without an answer mean, of an engine whose process does that. */
export function judge(silence: number, activity: EngineActivity): Pulse {
  if (silence < silenceBeforeCheck) return 'steady';
  return silence < patience[activity] ? 'busy' : 'hung';
}

/** Seconds between two looks at the pulse. */
export const checkInterval = 2;

interface HeartbeatOptions {
  /** Asks the engine for a sign of life; its loop answers. */
  readonly ping: () => Promise<unknown>;
  /** Looks at the engine's process. */
  readonly examine: () => Promise<EngineActivity>;
  /** Called whenever the pulse, or what the process does while it is not steady, is another. */
  readonly onPulse: (pulse: Pulse, activity: EngineActivity) => void;
  /** Does something again and again, every so many milliseconds, until the function that it returns is called. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
}

/**
 * Follows an engine's pulse until the function that it returns is called. Silence is counted in beats, not by the
 * clock: a machine that slept, or a page whose timers were held back, has not waited for an answer meanwhile.
 */
export function followPulse({ ping, examine, onPulse, every }: HeartbeatOptions): () => void {
  let waiting = false;
  let beats = 0;
  let examining = false;
  let reported = '';
  let ended = false;

  const notify = (pulse: Pulse, activity: EngineActivity): void => {
    const news = pulse === 'steady' ? pulse : `${pulse} ${activity}`;
    if (ended || news === (reported || 'steady')) return;
    reported = news;
    onPulse(pulse, activity);
  };
  const answered = (): void => {
    waiting = false;
    beats = 0;
    notify('steady', 'unknown');
  };
  const look = async (): Promise<void> => {
    if (examining) return;
    examining = true;
    const activity = await examine().catch((): EngineActivity => 'unknown');
    examining = false;
    // It may have answered meanwhile.
    if (waiting) notify(judge(beats * checkInterval, activity), activity);
  };
  const onBeat = (): void => {
    if (!waiting) {
      waiting = true;
      // A wire that closes is reported separately.
      ping().then(answered, () => undefined);
      return;
    }
    beats += 1;
    if (beats * checkInterval >= silenceBeforeCheck) void look();
  };
  const end = every(checkInterval * 1000, onBeat);
  return () => {
    ended = true;
    end();
  };
}
