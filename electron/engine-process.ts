import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { notices } from './notices.ts';
import { words } from './words.ts';

/** The service's name, by which Electron tells how it ended. */
const serviceName = 'Convas engine';
/** Electron tells the end twice, with the reason a moment after the code; milliseconds to wait for the reason. */
const reasonWithin = 200;

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

  stop(): void {
    this.#child?.kill();
  }

  #start(): UtilityProcess {
    const child = utilityProcess.fork(this.#entry, [], { serviceName, stdio: 'inherit' });
    this.#child = child;
    const reason = new Promise<string | null>((resolve) => {
      app.on('child-process-gone', function gone(_event, { type, name, reason: cause, exitCode }) {
        if (type !== 'Utility' || name !== serviceName) return;
        app.off('child-process-gone', gone);
        resolve(causes[cause]?.(exitCode) ?? words.engineCrashed(exitCode));
      });
    });
    child.once('exit', async (code) => {
      if (this.#child === child) this.#child = null;
      const connections = this.#connections;
      this.#connections = [];
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), reasonWithin));
      const told = await Promise.race([reason, late]);
      const inCase = code === 0 ? words.engineEnded : words.engineEndedEarly(code);
      for (const { contents, id } of connections) {
        if (!contents.isDestroyed()) contents.send(notices.engineClosed, id, told ?? inCase);
      }
    });
    return child;
  }
}
