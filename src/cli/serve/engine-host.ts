import { type ChildProcess, fork } from 'node:child_process';
import { readWireMessage, type WireMessage } from './wire.ts';

/** One connection's end, as the engine's keeper sees it. */
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
  stop(): void;
}

function howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `The engine was ended from outside (${signal}).`;
  return code === 0 ? 'The engine has ended.' : `The engine ended unexpectedly (code ${code}).`;
}

/**
 * Keeps the engine in a process of its own. Its end, however it comes, closes the connections with the reason; the
 * next connection starts a new one.
 * @param entry the script that serves the protocol over the process's channel
 */
export function createEngineHost(entry: string): EngineHost {
  let child: ChildProcess | null = null;
  let connections = new Map<number, Connection>();
  let lastId = 0;

  const start = (): ChildProcess => {
    // The advanced serialization carries bytes as they are.
    const started = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const own = new Map<number, Connection>();
    connections = own;
    started.on('message', (received) => {
      const message = readWireMessage(received);
      if (message?.type === 'frame') own.get(message.id)?.deliver(message.data);
      else if (message?.type === 'close') {
        const connection = own.get(message.id);
        own.delete(message.id);
        connection?.closed('The engine closed the connection.');
      }
    });
    const ended = (reason: string): void => {
      if (child === started) child = null;
      for (const connection of own.values()) connection.closed(reason);
      own.clear();
    };
    started.on('exit', (code, signal) => ended(howItEnded(code, signal)));
    started.on('error', (error) => ended(`The engine could not be started: ${error.message}`));
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
      const tell = (message: WireMessage): void => {
        if (engine.connected) engine.send(message, () => {});
      };
      tell({ type: 'open', id });
      return {
        send: (data) => tell({ type: 'frame', id, data }),
        close() {
          if (own.delete(id)) tell({ type: 'close', id });
        },
      };
    },
    pid: () => child?.pid ?? null,
    stop: () => {
      child?.kill();
    },
  };
}
