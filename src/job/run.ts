import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { serializeDocument } from '../document/serialize.ts';
import { listWeights } from '../engine/model/weights.ts';
import { checkpointBeforeTraining } from '../engine/runs/checkpoint.ts';
import { openCheckpointStore } from '../engine/runs/checkpoint-store.ts';
import { claimRun } from '../engine/runs/claim.ts';
import type { RunRecord } from '../engine/runs/run-record.ts';
import { createRunStore, type RunStore } from '../engine/runs/run-store.ts';
import { openStepLog, type StepLog } from '../engine/runs/step-file.ts';
import { processMark } from '../files/process.ts';
import { readRegular, readText } from '../files/read.ts';
import { weightLayouts } from '../interchange/pytorch/layouts.ts';
import type { EpochRecord } from '../protocol/data.ts';
import { message } from '../text/message.ts';
import { outputNames, targetOf } from '../training/target.ts';
import type { JobOptions } from './folder.ts';
import type { PreparedJob } from './prepare.ts';
import { type ProgressLine, readLines } from './progress.ts';
import { JobError } from './refuse.ts';
import { readSafetensors } from './safetensors.ts';

/** Milliseconds between two reads of the program's progress. */
const pollInterval = 300;
/** Characters of what it printed that are kept for an error. */
const maxPrinted = 20_000;
const maxResultBytes = 2 ** 33;

export interface RunOptions extends JobOptions {
  /** Python with PyTorch; `CONVAS_PYTHON`, else `python3`, where not given. */
  readonly python: string;
  /** Where runs are kept. */
  readonly runsFolder: string;
  /** A cluster of Ray's; null for this machine. */
  readonly address: string | null;
  readonly signal: AbortSignal;
  onEpoch(record: EpochRecord): void;
  onStep(step: number, loss: number): void;
  /** Called with how many processes have begun, and with which step: more than once where one of them died. */
  onStart(workers: number, step: number): void;
}

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

function start(folder: string, { engine, workers, python, address, signal }: RunOptions): Promise<Ended> {
  const command = engine === 'ray' ? [python, 'submit.py'] : ['sh', 'submit.sh'];
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: its workers end with it.
      detached: process.platform !== 'win32',
      env: {
        ...process.env,
        PYTHON: python,
        WORKERS: String(workers),
        PYTHONDONTWRITEBYTECODE: '1',
        ...(address !== null && { RAY_ADDRESS: address }),
      },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        printed = (printed + text).slice(-maxPrinted);
      });
    }
    const end = (): void => {
      try {
        if (child.pid !== undefined)
          process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
      } catch {
        // It has ended already.
      }
    };
    signal.addEventListener('abort', end, { once: true });
    child.on('error', () => reject(new JobError(message('job.no-python', { command: command[0]! }))));
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve({ code, printed });
    });
  });
}

const lastLines = (text: string): string => {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /^[\w.]*(Error|Exception)\b/.test(line.trim())) ?? lines.at(-1) ?? '';
};

/** What of the weights came back, by our names. @throws JobError where one is missing or has another size */
async function readResult(folder: string, { network }: PreparedJob): Promise<Map<string, Float32Array>> {
  const tensors = readSafetensors(await readRegular(join(folder, 'result.safetensors'), maxResultBytes));
  const sizes = new Map(
    listWeights(network.network).map(({ key, spec }) => [
      key,
      spec.shape.reduce((product, side) => product * side, 1),
    ]),
  );
  return new Map(
    weightLayouts(network).map(({ key, name, back }) => {
      const values = tensors.get(name);
      if (values?.length !== sizes.get(key)) throw new JobError(message('job.weight', { name }));
      return [key, back(values!)];
    }),
  );
}

const epochOf = (
  line: Extract<ProgressLine, { kind: 'epoch' }>,
  secondsBefore: number,
  classes: boolean,
): EpochRecord => {
  const seconds = Math.max(1e-3, line.seconds - secondsBefore);
  return {
    epoch: line.epoch,
    loss: line.loss,
    accuracy: classes ? line.accuracy : null,
    valLoss: line.valLoss,
    valAccuracy: classes ? line.valAccuracy : null,
    learningRate: line.rate,
    seconds,
    imagesPerSecond: line.seen / seconds,
  };
};

/** The run that a job becomes: its curves grow while it trains. */
async function openRun(job: PreparedJob, { engine, runsFolder }: RunOptions) {
  const { checked, dataset } = job;
  const store: RunStore = createRunStore({ folder: runsFolder, byPath: true });
  const startedAt = new Date();
  const { id, folder } = await store.create(checked.document.name, startedAt);
  const claim = await claimRun(folder, id);
  let record: RunRecord = {
    format: 'convas-run',
    version: 1,
    id,
    name: checked.document.name || 'Untitled',
    state: 'running',
    startedAt: startedAt.toISOString(),
    dataset: checked.document.data!.dataset,
    fingerprint: dataset.fingerprint,
    backend: engine,
    step: '',
    validationDraw: 'stratified',
    pid: process.pid,
    mark: processMark(process.pid),
    labels: [...outputNames(targetOf(dataset.info))],
    ...(dataset.info.target && checked.target !== 'input' && { target: dataset.info.target }),
    ...(checked.document.data?.preprocessing && { fitted: checked.document.data.preprocessing }),
    epochs: [],
    test: null,
    params: checked.totals.params,
    seconds: 0,
    message: '',
    rates: [],
    tags: ['job'],
    notes: '',
  };
  await store.writeDocument(folder, serializeDocument(checked.document), claim);
  await store.writeRecord(folder, record, claim);
  const steps: StepLog = await openStepLog(folder, 0, claim);
  return {
    id,
    steps,
    get record() {
      return record;
    },
    async change(to: Partial<RunRecord>): Promise<void> {
      record = { ...record, ...to };
      await store.writeRecord(folder, record, claim);
    },
    async keepWeights(weights: ReadonlyMap<string, Float32Array>, step: number): Promise<void> {
      const tensors = listWeights(job.network.network).map(({ key, spec }) => ({
        key,
        shape: spec.shape,
        values: weights.get(key)!,
      }));
      const before = checkpointBeforeTraining(tensors, { seconds: record.seconds });
      const progress = {
        ...before.progress,
        epoch: record.epochs.length + 1,
        steps: step,
        epochs: record.epochs,
      };
      const checkpoints = await openCheckpointStore(folder, claim);
      await checkpoints.write({ ...before, progress }, { kept: false, keep: 1 });
    },
    release: () => claim.release(),
  };
}

/**
 * Starts a job's script in its folder and follows it: curves go into a run as they come, the weights at the end.
 * @returns the run's id
 * @throws JobError with what the program printed; the run then keeps its curves, and the folder its checkpoint
 */
export async function runJob(folder: string, job: PreparedJob, options: RunOptions): Promise<string> {
  const run = await openRun(job, options);
  const classes = job.checked.target === 'class';
  const place = join(folder, 'progress.jsonl');
  let readUpTo = 0;
  /** The highest step that is in the log: steps since the last checkpoint come again where a worker died. */
  let step = 0;
  let seconds = 0;
  const look = async (): Promise<void> => {
    const text = await readText(place).catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const fresh = readLines(whole.slice(readUpTo));
    readUpTo = whole.length;
    let changed = false;
    for (const line of fresh) {
      if (line.kind === 'start') options.onStart(line.workers, line.step);
      else if (line.kind === 'step' && line.step > step) {
        step = line.step;
        const { epoch, loss, rate, time } = line;
        run.steps.add({
          step,
          epoch,
          loss,
          accuracy: classes ? line.accuracy : null,
          learningRate: rate,
          time,
        });
        options.onStep(step, loss);
      } else if (line.kind === 'epoch' && line.epoch > run.record.epochs.length) {
        const record = epochOf(line, seconds, classes);
        seconds = line.seconds;
        await run.change({ epochs: [...run.record.epochs, record], seconds });
        options.onEpoch(record);
        changed = true;
      }
    }
    if (fresh.length > 0 || changed) await run.steps.written();
  };
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, pollInterval);
  const over = { pid: null, mark: null };
  try {
    const { code, printed } = await start(folder, options);
    clearInterval(timer);
    await looking;
    await look();
    if (code !== 0) {
      const reason = options.signal.aborted
        ? message('job.stopped')
        : lastLines(printed) || `exit code ${code}`;
      throw new JobError(message('job.failed', { reason, folder }));
    }
    await run.keepWeights(await readResult(folder, job), step);
    await run.change({ ...over, state: 'finished' });
    return run.id;
  } catch (error) {
    const state = options.signal.aborted ? 'stopped' : 'failed';
    await run.change({ ...over, state, message: error instanceof JobError ? error.text : String(error) });
    throw error;
  } finally {
    clearInterval(timer);
    await run.release();
  }
}
