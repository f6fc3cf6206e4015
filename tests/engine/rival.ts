import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { CallContext } from '../../src/protocol/serve.ts';
import { sentence } from '../../src/text/message.ts';

/*
 * `rival.mjs HOME`: an engine on plain JavaScript that does what its parent tells it, one order at a time, and answers
 * each with one message. Every order begins with a new engine.
 */

export type Rivalry =
  | { readonly do: 'resume'; readonly run: string; readonly document: string }
  | { readonly do: 'delete'; readonly run: string }
  | { readonly do: 'describe'; readonly run: string; readonly tag: string }
  | { readonly do: 'stop' }
  | { readonly do: 'queue' }
  | { readonly do: 'keep'; readonly blocks: number };

export interface Report {
  readonly ok: boolean;
  readonly code: string;
  readonly message: string;
  readonly pid: number;
}

const context: CallContext<never> = { progress: () => {}, canceled: () => false, onCancel: () => {} };
const [, , home] = process.argv;
const runsFolder = `${home}/runs`;
process.env['CONVAS_HOME'] = home;

let engine: Engine | null = null;
let training = '';
let over: Promise<string> = Promise.resolve('');

const fresh = async (queueFolder: string | null): Promise<Engine> => {
  await engine?.close();
  engine = createEngine({ backend: 'cpu', step: 'eager', runsFolder, queueFolder, startThread: null });
  return engine;
};

/** Adds blocks to the library as a window does, taking in what others have written. */
async function keep(own: Engine, blocks: number): Promise<void> {
  const read = own.handlers['library.read'];
  const write = own.handlers['library.write'];
  let { text, revision } = await read({}, context);
  for (let left = blocks; left > 0; ) {
    const held: unknown[] = text === null ? [] : JSON.parse(text).blocks;
    const next = { version: 1, blocks: [...held, `${process.pid}-${left}`] };
    const answer = await write({ text: JSON.stringify(next), revision }, context);
    ({ text, revision } = answer);
    if (answer.written) left--;
  }
}

const work: { [K in Rivalry['do']]: (order: Extract<Rivalry, { do: K }>) => Promise<string> } = {
  async resume({ run, document }) {
    const own = await fresh(null);
    over = new Promise((resolve) => {
      own.events.on('train.state', ({ state, message }) => {
        if (['finished', 'stopped', 'failed', 'interrupted', 'diverged'].includes(state))
          resolve(`${state}: ${sentence(message)}`);
      });
    });
    const begun = new Promise<void>((resolve) => own.events.on('train.batches', () => resolve()));
    training = (await own.handlers['train.start']({ document, resume: run, from: null }, context)).run;
    await Promise.race([begun, over]);
    return '';
  },
  async stop() {
    await engine!.handlers['train.stop']({ run: training }, context);
    return over;
  },
  async delete({ run }) {
    const own = await fresh(null);
    await own.handlers['runs.delete']({ run }, context);
    return '';
  },
  async describe({ run, tag }) {
    const own = await fresh(null);
    await own.handlers['runs.describe']({ run, tags: [tag] }, context);
    return '';
  },
  async queue() {
    const own = await fresh(`${home}/queue`);
    return JSON.stringify(await own.handlers['queue.list']({}, context));
  },
  async keep({ blocks }) {
    await keep(await fresh(null), blocks);
    return '';
  },
};

const answer = (detail: Omit<Report, 'pid'>): void => void process.send!({ ...detail, pid: process.pid });
process.on('message', (order: Rivalry | 'over') => {
  if (order === 'over') {
    void over.then((message) => answer({ ok: true, code: '', message }));
    return;
  }
  const doing = work[order.do] as (order: Rivalry) => Promise<string>;
  doing(order).then(
    (message) => answer({ ok: true, code: '', message }),
    (error: Error & { code?: string }) =>
      answer({ ok: false, code: error.code ?? '', message: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send!('ready');
