import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { allocatorEnvironment } from '../../provision/index.ts';
import { type Answer, answerSchema, type Order } from './contender.ts';

/** One engine in a process of its own. Idle, it computes nothing. */
export interface Contestant {
  readonly engine: string;
  /** Rejects with why in words where the process ends instead of answering. */
  ask(order: Order): Promise<Answer>;
  end(): void;
}

const beside = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** The frameworks of other people, and what Python knows them by. */
export const frameworks: ReadonlySet<string> = new Set(['keras', 'pytorch']);

/** Python with the frameworks: `CONVAS_PYTHON`, else `python3`. */
const python = (): string => process.env['CONVAS_PYTHON'] || 'python3';

function start(engine: string): ChildProcess {
  const [command, args] = frameworks.has(engine)
    ? [python(), [beside('frameworks.py'), engine]]
    : [process.execPath, [beside('bench-process.mjs'), engine]];
  // Ours as the app starts it; the others as they come.
  const env = frameworks.has(engine) || engine === 'tfjs' ? {} : allocatorEnvironment();
  return spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
}

export function enter(engine: string): Contestant {
  const child = start(engine);
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  const waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  let ended: Error | null = null;
  const end = (how: string): void => {
    const last = errors.trim().split('\n').at(-1) ?? '';
    ended ??= new Error(`${engine} ended: ${how}${last ? `: ${last}` : ''}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ?? `status ${code}`));
  child.stdin!.on('error', () => {});
  createInterface({ input: child.stdout! }).on('line', (line) => {
    // TensorFlow.js may greet on stdout; an answer is an object with a type.
    if (line.startsWith('{"type":') || line.startsWith('{"type": ')) {
      waiting.shift()?.resolve(answerSchema.parse(JSON.parse(line)));
    }
  });
  return {
    engine,
    ask(order) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        waiting.push({ resolve, reject });
        child.stdin!.write(`${JSON.stringify(order)}\n`);
      });
    },
    end: () => void child.kill('SIGKILL'),
  };
}
