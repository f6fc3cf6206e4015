import { createInterface } from 'node:readline';
import { processorSeconds } from '../engine/speed/load.ts';
import { message } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import { type Answer, orderSchema } from './bench/contender.ts';
import { openMultiplier, type Workload, workloads } from './bench/engines.ts';

/** One of Convas's own engines, under measurement in a process of its own: `node bench-process.mjs ENGINE`. */
const open = workloads[process.argv[2] ?? ''];
let workload: Workload | null = null;
let multiply: Awaited<ReturnType<typeof openMultiplier>> | null = null;

async function answer(line: string): Promise<Answer> {
  const order = orderSchema.parse(JSON.parse(line));
  if (order.type === 'peak') {
    multiply ??= await openMultiplier();
    const gigaflops = multiply(order.size, order.seconds);
    return { type: 'multiplied', gigaflops, processorSeconds: processorSeconds() };
  }
  if (!open)
    return { type: 'cannot', message: message('cli.bench-no-engine', { engine: process.argv[2] ?? '' }) };
  if (order.type === 'open') {
    workload?.dispose();
    workload = null;
    workload = await open(order);
    const { version, kernels } = workload;
    return { type: 'ready', version, kernels, processorSeconds: processorSeconds() };
  }
  if (!workload) return { type: 'cannot', message: message('cli.bench-nothing-open') };
  const start = performance.now();
  let images = 0;
  let seconds = 0;
  do {
    images += await workload.train();
    seconds = (performance.now() - start) / 1000;
  } while (seconds < order.seconds);
  return { type: 'ran', images, seconds, processorSeconds: processorSeconds() };
}

// Lines in order, one at a time: a measurement bears no company.
for await (const line of createInterface({ input: process.stdin })) {
  const printed = await answer(line).catch((error): Answer => ({ type: 'cannot', message: textOf(error) }));
  process.stdout.write(`${JSON.stringify(printed)}\n`);
}
