import { describe, expect, it } from 'vitest';
import { EngineError } from '../../protocol/client.ts';
import { sentence } from '../../text/message.ts';
import type { Checkpoint } from '../runs/checkpoint.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { createRunWriter } from './run-writer.ts';

const at = (steps: number, best: number | null = null): Checkpoint => ({
  weights: [],
  slots: [],
  progress: {
    epoch: 1,
    batch: 0,
    steps,
    seconds: 0,
    sums: { loss: 0, accuracy: 0, seen: 0 },
    epochs: [],
    firstLoss: null,
    mode: null,
    best: best === null ? null : { epoch: 1, steps: best },
    restored: false,
    pretraining: [],
  },
});
const named = (name: string) => ({ name }) as RunRecord;

/** A disk that writes when asked to, and is full when asked to be. */
function disk() {
  const written: string[] = [];
  const detail: string[] = [];
  const before: number[] = [];
  let full = false;
  let go = (): void => undefined;
  let held: Promise<void> = Promise.resolve();
  const write = async (what: string): Promise<void> => {
    await held;
    if (full) throw new EngineError('disk-full', `${what}: the disk is full.`);
    written.push(what);
  };
  const writer = createRunWriter({
    keep: 2,
    checkpoints: {
      checkpoints: [],
      write: ({ progress }, { kept }) => write(`${progress.steps}${kept ? ' kept' : ''}`),
    },
    writeRecord: ({ name }) => write(name),
    beforeCheckpoint: async () => void before.push(written.length),
    onTrouble: (message) => detail.push(sentence(message)),
  });
  return {
    writer,
    written,
    before,
    detail,
    hold() {
      held = new Promise((resolve) => {
        go = resolve;
      });
    },
    release: () => go(),
    set full(value: boolean) {
      full = value;
    },
  };
}

describe('what a run leaves on disk', () => {
  it('is written in order, a record after the checkpoint of its moment', async () => {
    const { writer, written, before } = disk();
    void writer.save(named('a'), { checkpoint: at(1), kept: false });
    expect(writer.idle).toBe(false);
    await writer.save(named('b'), { checkpoint: at(2), kept: true });
    expect(written).toEqual(['1', 'a', '2 kept', 'b']);
    // What a checkpoint presumes was written just before it.
    expect(before).toEqual([0, 2]);
    expect(writer.idle).toBe(true);
  });

  it('is left out where a later one makes it needless: never the newest, the best, or the last kept', async () => {
    const slow = disk();
    const { writer, written } = slow;
    slow.hold();
    void writer.save(named('first'));
    for (const steps of [1, 2, 3, 4, 5])
      void writer.save(named(`k${steps}`), { checkpoint: at(steps), kept: true });
    void writer.save(named('best'), { checkpoint: at(6, 6), kept: false });
    void writer.save(named('worse'), { checkpoint: at(7, 6), kept: false });
    void writer.save(named('latest'), { checkpoint: at(8, 6), kept: false });
    void writer.save(named('words'));
    slow.release();
    await writer.settled();
    expect(written).toEqual(['first', '4 kept', 'k4', '5 kept', 'k5', '6', 'best', '8', 'latest', 'words']);
  });

  it('is tried again when the disk was full, and told of once each way', async () => {
    const small = disk();
    const { writer, written, detail } = small;
    small.full = true;
    await writer.save(named('a'), { checkpoint: at(1, 1), kept: false });
    await writer.save(named('b'), { checkpoint: at(2, 1), kept: false });
    expect(written).toEqual([]);
    expect(detail).toEqual(['1: the disk is full.']);
    small.full = false;
    await writer.retry();
    expect(written).toEqual(['1', 'a', '2', 'b']);
    expect(detail).toEqual(['1: the disk is full.', '']);
    await writer.retry();
    expect(written).toHaveLength(4);
  });
});
