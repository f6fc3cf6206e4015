import { type ChildProcess, fork } from 'node:child_process';
import { processActivity } from '../../engine/process-activity.ts';
import type { EngineActivity } from '../../protocol/heartbeat.ts';
import { environmentOfNext, readRestartRequest } from '../../protocol/restart.ts';
import { allocatorEnvironment } from '../../provision/allocator.ts';
import { message, sentence } from '../../text/message.ts';
import { readWireMessage, type WireMessage } from './wire.ts';

/** Milliseconds that an engine has to end by itself. */
const gracePeriod = 2000;

/** One connection's end, as the engine's host sees it. */
export interface Connection {
  deliver(frame: Uint8Array): void;
  /** The engine is gone or has had enough; `reason` in words. */
  closed(reason: string): void;
}

export interface EngineHost {
  /** Starts the engine if it is not running. */
  connect(connection: Connection): { send(frame: Uint8Array<ArrayBuffer>): void; close(): void };
  /** The engine's process, if it runs. */
  pid(): number | null;
  /** What its process does, seen from outside. */
  examine(): Promise<EngineActivity>;
  /** Ends it for not answering: a process that hangs, or is stopped, hears no gentler signal. */
  end(): void;
  /** Resolves when it has ended; one that hears no signal (it was stopped) is killed. */
  stop(): Promise<void>;
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return sentence(message('cli.engine-killed', { signal }));
  return sentence(
    code === 0 ? message('cli.engine-ended') : message('cli.engine-failed', { code: code ?? 0 }),
  );
}

/**
 * Keeps the engine in a process of its own. Its end, however it comes, closes the connections with the reason; the
 * next connection starts a new one.
 * @param entry the script that serves the protocol over the process's channel
 * @param environment what the engine's process has beside the environment of this one
 */
export function createEngineHost(entry: string, environment: Record<string, string> = {}): EngineHost {
  let child: ChildProcess | null = null;
  let unanswering: ChildProcess | null = null;
  let connections = new Map<number, Connection>();
  let lastId = 0;
  /** What the next engine is started with, beside the environment of this process. */
  let next: Record<string, string> = {};

  const start = (): ChildProcess => {
    // The advanced serialization carries bytes as they are.
    const started = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment, ...allocatorEnvironment(), ...next },
    });
    next = {};
    let restarts = false;
    const own = new Map<number, Connection>();
    connections = own;
    started.on('message', (received) => {
      const request = readRestartRequest(received);
      if (request) {
        restarts = true;
        next = environmentOfNext(request);
        started.kill();
        return;
      }
      const sent = readWireMessage(received);
      if (sent?.type === 'frame') own.get(sent.id)?.deliver(sent.data);
      else if (sent?.type === 'close') {
        const connection = own.get(sent.id);
        own.delete(sent.id);
        connection?.closed(sentence(message('cli.engine-closed')));
      }
    });
    const ended = (reason: string): void => {
      if (child === started) child = null;
      for (const connection of own.values()) connection.closed(reason);
      own.clear();
    };
    started.on('exit', (code, signal) => {
      const why = unanswering === started ? sentence(message('cli.engine-unresponsive')) : null;
      const expected = restarts ? sentence(message('cli.engine-restarts')) : null;
      ended(why ?? expected ?? exitReason(code, signal));
    });
    started.on('error', (error) =>
      ended(sentence(message('cli.engine-not-started', { reason: error.message }))),
    );
    return started;
  };

  return {
    connect(connection) {
      child ??= start();
      const engine = child;
      const own = connections;
      lastId += 1;
      const id = lastId;
      own.set(id, connection);
      const notify = (wire: WireMessage): void => {
        if (engine.connected) engine.send(wire, () => {});
      };
      notify({ type: 'open', id });
      return {
        send: (data) => notify({ type: 'frame', id, data }),
        close() {
          if (own.delete(id)) notify({ type: 'close', id });
        },
      };
    },
    pid: () => child?.pid ?? null,
    examine: async () => (child?.pid === undefined ? 'unknown' : processActivity(child.pid)),
    end() {
      unanswering = child;
      child?.kill('SIGKILL');
    },
    async stop() {
      const ending = child;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.kill('SIGTERM');
      const late = setTimeout(() => ending.kill('SIGKILL'), gracePeriod);
      await ended;
      clearTimeout(late);
    },
  };
}
