import { app, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { processActivity } from '../src/engine/process-activity.ts';
import type { EngineActivity } from '../src/protocol/heartbeat.ts';
import { portTransport } from '../src/protocol/port.ts';
import { environmentOfNext, readRestartRequest } from '../src/protocol/restart.ts';
import { allocatorEnvironment } from '../src/provision/allocator.ts';
import { type Address, nameOf, readAddress } from '../src/remote/address.ts';
import { connectRemote } from '../src/remote/connect.ts';
import { reach } from '../src/remote/reach.ts';
import { joinTransports, remoteTransport } from '../src/remote/transport.ts';
import { sentence } from '../src/text/message.ts';
import { explain } from '../src/text/text-error.ts';
import { pageChannels } from './page-channels.ts';
import type { RememberedEngine } from './remembered-engine.ts';
import { words } from './words.ts';

/** The service's name, by which Electron says how it ended. */
const serviceName = 'convas-engine';
/** Electron reports the end twice, with the reason a moment after the code; milliseconds to wait for the reason. */
const reasonWithin = 200;

/** Milliseconds that it has to end by itself. */
const gracePeriod = 2000;

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

/** A page's wire to an engine on another machine. @throws Error where it cannot be reached */
async function connectElsewhere(address: Address, contents: WebContents, id: number): Promise<void> {
  const far = await remoteTransport(address, () => undefined).catch((error: unknown) => {
    throw new Error(explain(error));
  });
  const { port1, port2 } = new MessageChannelMain();
  far.onClose((reason) => {
    if (!contents.isDestroyed()) contents.send(pageChannels.engineClosed, id, sentence(reason));
  });
  joinTransports(portTransport(port1), far);
  contents.postMessage(pageChannels.enginePort, id, [port2]);
}

/** A page's way into a room of an engine on another machine, for bytes. @throws Error where it cannot be reached */
async function enterRoom(address: Address, room: string, contents: WebContents, id: number): Promise<void> {
  const { port1, port2 } = new MessageChannelMain();
  const wire = await connectRemote(address, {
    room,
    deliver: (frame) => port1.postMessage(frame),
    closed: (reason) => {
      if (!contents.isDestroyed()) contents.send(pageChannels.engineClosed, id, sentence(reason));
    },
    state: () => undefined,
  }).catch((error: unknown) => {
    throw new Error(explain(error));
  });
  port1.on('message', ({ data }) => {
    if (data instanceof Uint8Array) wire.send(data);
  });
  port1.on('close', () => wire.close());
  port1.start();
  contents.postMessage(pageChannels.enginePort, id, [port2]);
}

/**
 * Keeps the engine's process: starts it when a page asks for it, and says that page when it has ended and how.
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
  /** The engine on another machine that pages are connected with; null for the own. */
  #elsewhere: Address | null;
  readonly #remembered: RememberedEngine;

  /**
   * @param entry the script that serves the protocol on every port it is sent
   * @param remembered the engine that pages begin with
   */
  constructor(entry: string, remembered: RememberedEngine) {
    this.#entry = entry;
    this.#remembered = remembered;
    this.#elsewhere = remembered.load();
  }

  /** Hands the page one end of a new wire to the engine, under the number that the page chose. */
  async connect(contents: WebContents, id: number): Promise<void> {
    if (this.#elsewhere) return connectElsewhere(this.#elsewhere, contents, id);
    const child = this.#child ?? this.#start();
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage('connect', [port1]);
    contents.postMessage(pageChannels.enginePort, id, [port2]);
    this.#connections.push({ contents, id });
  }

  /**
   * Lets a page into a room of the engine on another machine, under the number that the page chose.
   * @throws Error where there is none, or it cannot be reached
   */
  async enterRoom(contents: WebContents, id: number, room: string): Promise<void> {
    if (!this.#elsewhere) throw new Error(words.noRooms);
    await enterRoom(this.#elsewhere, room, contents, id);
  }

  /** Where the engine on another machine is, without its secret; null for the own. */
  elsewhere(): string | null {
    return this.#elsewhere && nameOf(this.#elsewhere);
  }

  /**
   * Connects pages with the engine at an address from now on, or with the own for null, after a restart too. What trains
   * in the engine before goes on there. @throws Error where it cannot be reached; then the one before stays
   */
  async choose(address: string | null): Promise<void> {
    try {
      const chosen = address === null ? null : readAddress(address);
      if (chosen) await reach(chosen);
      this.#elsewhere = chosen;
      await this.#remembered.keep(chosen);
    } catch (error) {
      throw new Error(explain(error));
    }
  }

  /** Resolves when it has ended; one that hears no signal (it was stopped) is killed. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    const late = setTimeout(() => kill(child), gracePeriod);
    await ended;
    clearTimeout(late);
  }

  /** What its process does, seen from outside. */
  async examine(): Promise<EngineActivity> {
    if (this.#elsewhere) return 'unknown';
    const pid = this.#child?.pid;
    return pid === undefined ? 'unknown' : processActivity(pid);
  }

  /** Ends it for not answering: a process that hangs, or is stopped, hears no gentler signal. */
  end(): void {
    if (this.#elsewhere) return;
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
      const detail = await Promise.race([cause, late]);
      const ended = code === 0 ? words.engineEnded : words.engineEndedEarly(code);
      const expected = restarts ? words.engineRestarts : null;
      const why = this.#unanswering === child ? words.engineUnanswering : (expected ?? detail ?? ended);
      for (const { contents, id } of connections) {
        if (!contents.isDestroyed()) contents.send(pageChannels.engineClosed, id, why);
      }
    });
    return child;
  }
}
