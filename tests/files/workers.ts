import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Answer, Order } from './worker.ts';

/** A process that does what it is asked. */
export interface Worker {
  readonly pid: number;
  ask(order: Order): Promise<Answer>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface Workers {
  start(): Promise<Worker>;
  close(): Promise<void>;
}

export async function openWorkers(): Promise<Workers> {
  const script = join(import.meta.dirname, `../../dist/scratch/files-${process.pid}.mjs`);
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    logLevel: 'error',
  });
  const children: ChildProcess[] = [];
  return {
    async start() {
      const child = fork(script);
      children.push(child);
      const gone = once(child, 'exit');
      await once(child, 'message');
      return {
        pid: child.pid!,
        async ask(order) {
          const answer = once(child, 'message');
          child.send(order);
          const [printed] = await Promise.race([
            answer,
            gone.then(() => Promise.reject(new Error('the worker is gone'))),
          ]);
          return printed as Answer;
        },
        signal: (name) => void child.kill(name),
        async kill() {
          child.kill('SIGKILL');
          await gone;
        },
      };
    },
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await rm(script, { force: true });
    },
  };
}
