import { fileURLToPath } from 'node:url';
import type { LibraryKernels } from '../../protocol/kernels.ts';
import { startLineProcess } from './line-process.ts';
import type { TrialRunner } from './race.ts';
import { environmentOf } from './tensorflow-library.ts';
import { type TrialAnswer, type TrialOrder, trialAnswer } from './trial-messages.ts';

/** Where its bundle is: `dist/kernels`, beside the bundle that this is in; it is there as well where this is source. */
const file = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts')
      ? '../../../dist/kernels/trial-process.cjs'
      : '../kernels/trial-process.cjs',
    import.meta.url,
  ),
);

/** Starts processes that time kernels, and knows what they have used of the processor in all. */
export function createTrialRunners(): {
  open(library: LibraryKernels): TrialRunner;
  processorSeconds(): number;
} {
  const used = new Map<number, number>();
  let count = 0;
  return {
    processorSeconds: () => [...used.values()].reduce((sum, seconds) => sum + seconds, 0),
    open(library) {
      const own = count++;
      const child = startLineProcess<TrialOrder, TrialAnswer>({
        name: 'kernel-timing process',
        command: process.execPath,
        args: [file],
        // In Electron's process this program is Electron, which is to be Node.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...environmentOf(library) },
        answer: trialAnswer,
      });
      const ask = async (order: TrialOrder): Promise<Exclude<TrialAnswer, { type: 'cannot' }>> => {
        const answer = await child.ask(order);
        if (answer.type === 'cannot') throw new Error(answer.message);
        used.set(own, answer.processorSeconds);
        return answer;
      };
      return {
        open: async (request) => void (await ask({ type: 'open', ...request })),
        async time(request, milliseconds) {
          const answer = await ask({ type: 'time', ...request, milliseconds });
          if (answer.type !== 'took')
            throw new Error('The process that times kernels answered something else');
          return answer.seconds;
        },
        end: child.end,
      };
    },
  };
}
