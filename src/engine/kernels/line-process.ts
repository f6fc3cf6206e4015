import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ZodType } from 'zod';

/** A child process that is sent a line of JSON at a time and answers each with one. Idle, it computes nothing. */
export interface LineProcess<Order, Answer> {
  readonly pid: number | null;
  /** Rejects with the reason where the process ends instead of answering, or answers what is not understood. */
  ask(order: Order): Promise<Answer>;
  end(): void;
}

export interface LineProcessOptions<Answer> {
  /** What it is called in errors. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly answer: ZodType<Answer>;
}

export function startLineProcess<Order, Answer>({
  name,
  command,
  args,
  env,
  answer,
}: LineProcessOptions<Answer>): LineProcess<Order, Answer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  const waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  let ended: Error | null = null;
  const end = (how: string): void => {
    const last = errors.trim().split('\n').at(-1) ?? '';
    ended ??= new Error(`${name} ended: ${how}${last ? `: ${last}` : ''}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal ?? `status ${code}`));
  // A process that has ended is reported by its exit.
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    // TensorFlow.js may greet on stdout; an answer is an object with a type.
    if (!/^\{"type": ?"/.test(line)) return;
    const call = waiting.shift();
    try {
      call?.resolve(answer.parse(JSON.parse(line)));
    } catch {
      call?.reject(new Error(`${name} answered what is not understood: ${line.slice(0, 200)}`));
    }
  });
  return {
    pid: child.pid ?? null,
    ask(order) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(order)}\n`);
      });
    },
    end: () => void child.kill('SIGKILL'),
  };
}
