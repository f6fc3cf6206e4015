import { fileURLToPath } from 'node:url';
import { type LineProcess, startLineProcess } from '../../engine/kernels/line-process.ts';
import { allocatorEnvironment } from '../../provision/index.ts';
import { TextError } from '../../text/text-error.ts';
import { type Emulation, environmentOf, others } from './conditions.ts';
import { type Answer, answerSchema, type Order } from './contender.ts';

/** One engine in a process of its own. */
export interface BenchEngine {
  readonly engine: string;
  /** Rejects with why in words where the process ends instead of answering, or cannot do it. */
  ask(order: Order): Promise<Exclude<Answer, { type: 'cannot' }>>;
  /** Seconds that all its threads have computed, as it last reported. */
  processorSeconds(): number;
  end(): void;
}

const beside = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

/** The frameworks of other people that Python has. */
export const frameworks: ReadonlySet<string> = new Set(
  Object.keys(others).filter((engine) => others[engine]!.framework !== null),
);

/** Python with the frameworks: `CONVAS_PYTHON`, else `python3`. */
const python = (): string => process.env['CONVAS_PYTHON'] || 'python3';

function start(engine: string, isa: Emulation | null): LineProcess<Order, Answer> {
  const framework = others[engine]?.framework ?? null;
  const [command, args] = framework
    ? [python(), [beside('frameworks.py'), framework]]
    : [process.execPath, [beside('bench-process.mjs'), engine]];
  const env = environmentOf(engine, isa);
  // Ours as the app starts it.
  const own = engine in others ? env : { ...env, ...allocatorEnvironment(env) };
  return startLineProcess({ name: engine, command, args, env: own, answer: answerSchema });
}

export type Enter = (engine: string) => BenchEngine;

export const enterWith =
  (isa: Emulation | null): Enter =>
  (engine) => {
    const child = start(engine, isa);
    let used = 0;
    return {
      engine,
      async ask(order) {
        const answer = await child.ask(order);
        if (answer.type === 'cannot') throw new TextError(answer.message);
        used = answer.processorSeconds;
        return answer;
      },
      processorSeconds: () => used,
      end: child.end,
    };
  };
