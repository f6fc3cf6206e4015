import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { processActivity } from '../src/engine/process-activity.ts';
import type { EngineActivity } from '../src/protocol/heartbeat.ts';
import { environmentOfNext, readRestartRequest } from '../src/protocol/restart.ts';
import { allocatorEnvironment } from '../src/provision/allocator.ts';
import { notices } from './notices.ts';
import { words } from './words.ts';

/** The service's name, by which Electron tells how it ended. */
const serviceName = 'convas-engine';
/** Electron tells the end twice, with the reason a moment after the code; milliseconds to wait for the reason. */
const reasonWithin = 200;

/** Milliseconds that it has to end by itself. */
const mercy = 2000;

/** Electron's own `kill` sends the signal that a process may not hear. */
function kill({ pid }: UtilityProcess): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

const causes: Readonly<Record<string, (code: number) => string>> = {
  'clean-exit': () => words.engineEnded,
  'abnormal-exit': (code) => words.engineEndedEarly(code),
  killed: () => words.engineKilled,
  oom: () => words.engineOutOfMemory,
  'launch-failed': () => words.engineNotStarted,
};

/**
 * Keeps the engine's process: starts it when a page asks for it, and tells that page when it has ended and how.
 * Whatever happens to it, the window lives on; the next request starts a new one.
 */
export class EngineProcess {
  readonly #entry: string;
  #child: UtilityProcess | null = null;
  /** The process that was ended for not answering. */
  #unanswering: UtilityProcess | null = null;
  /** What the next engine is started with, beside the environment of this process. */
  #next: Record<string, string> = {};
  #connections: { contents: WebContents; id: number }[] = [];

  /** @param entry the script that serves the protocol on every port it is sent */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Hands the page one end of a new wire to the engine, under the number that the page chose. */
  connect(contents: WebContents, id: number): void {
    const child = this.#child ?? this.#start();
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage('connect', [port1]);
    contents.postMessage(notices.enginePort, id, [port2]);
    this.#connections.push({ contents, id });
  }

  /** Resolves when it has ended; one that hears no signal (it was stopped) is killed. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    const late = setTimeout(() => kill(child), mercy);
    await ended;
    clearTimeout(late);
  }

  /** What its process does, seen from outside. */
  async examine(): Promise<EngineActivity> {
    const pid = this.#child?.pid;
    return pid === undefined ? 'unknown' : processActivity(pid);
  }

  /** Ends it for not answering: a process that hangs, or is stopped, hears no gentler signal. */
  end(): void {
    this.#unanswering = this.#child;
    if (this.#child) kill(this.#child);
  }

  #start(): UtilityProcess {
    const env = { ...process.env, ...allocatorEnvironment(), ...this.#next };
    const child = utilityProcess.fork(this.#entry, [], { serviceName, stdio: 'inherit', env });
    this.#child = child;
    this.#next = {};
    let restarts = false;
    child.on('message', (message) => {
      const request = readRestartRequest(message);
      if (!request) return;
      restarts = true;
      this.#next = environmentOfNext(request);
      child.kill();
    });
    const cause = new Promise<string | null>((resolve) => {
      app.on('child-process-gone', function gone(_event, { type, name, reason, exitCode }) {
        if (type !== 'Utility' || name !== serviceName) return;
        app.off('child-process-gone', gone);
        resolve(causes[reason]?.(exitCode) ?? words.engineCrashed(exitCode));
      });
    });
    child.once('exit', async (code) => {
      if (this.#child === child) this.#child = null;
      const connections = this.#connections;
      this.#connections = [];
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), reasonWithin));
      const told = await Promise.race([cause, late]);
      const ended = code === 0 ? words.engineEnded : words.engineEndedEarly(code);
      const expected = restarts ? words.engineRestarts : null;
      const why = this.#unanswering === child ? words.engineUnanswering : (expected ?? told ?? ended);
      for (const { contents, id } of connections) {
        if (!contents.isDestroyed()) contents.send(notices.engineClosed, id, why);
      }
    });
    return child;
  }
}
