import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { openWorkspace } from '../../files/folder.ts';
import { readRegular, readText } from '../../files/read.ts';
import type { Network } from '../../network/network.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { bytesOf } from '../bytes.ts';
import type { Runtime, Values } from '../format.ts';
import { RuntimeMissingError } from '../runtime-missing.ts';
import type { TrainedNetwork } from '../sources.ts';
import { frame } from './code.ts';

/** Python with the frameworks: `CONVAS_PYTHON`, else `python3`. */
const python = (): string => process.env['CONVAS_PYTHON'] || 'python3';

/** Milliseconds; importing TensorFlow alone may take half a minute on a busy machine. */
const patience = 300_000;

/** How much of what Python prints is kept. */
const maxPrinted = 20_000;

/** Bytes of one output. */
const maxOutputBytes = 2 ** 32;

/** Exit status of a script that a module is missing for; its last line names it. */
const moduleMissing = 3;

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

function start(command: string, script: string, cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['-I', '-c', script], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        TF_CPP_MIN_LOG_LEVEL: '3',
        CUDA_VISIBLE_DEVICES: '',
        KERAS_BACKEND: 'tensorflow',
      },
    });
    let printed = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new TextError(message('interchange.python-slow', { seconds: patience / 1000 })));
    }, patience);
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      printed = (printed + text).slice(-maxPrinted);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      reject(missing ? new RuntimeMissingError(message('interchange.no-python', { command })) : error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, printed });
    });
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** The line of a traceback that names the error; else the last one. */
const errorLine = (text: string): string =>
  text.split('\n').findLast((line) => /^[\w.]*(Error|Exception)\b/.test(line)) ?? lastLine(text);

interface Answer {
  readonly runtime: string;
  readonly seconds: number | null;
  readonly outputs: readonly (readonly number[])[];
}

interface PythonRuntime {
  /** "PyTorch": what is named where it cannot be obtained. */
  readonly title: string;
  /**
   * Python that defines `predict(folder, inputs, weights)` and `runtime()`.
   * `folder`: the export; `inputs`: NumPy arrays, `[batch, ...shape]`, channels last; `weights`: of each layer by its
   * place, arrays by name, where the export holds none. Returns arrays like `inputs`. What it computes once all is loaded
   * goes through `timed(compute)`.
   */
  readonly script: string;
  /** What the program calls the layers, where it is to be given the weights. */
  readonly weights?: (network: Network) => readonly string[];
  /** What the script finds as `request['extra']`. */
  readonly extra?: (network: Network) => unknown;
}

/** A runtime in a process of its own, which ends with each prediction. */
export const pythonRuntime = ({ title, script, weights, extra }: PythonRuntime): Runtime => ({
  title,
  async open(folder: string, trained: TrainedNetwork) {
    let runtime = title;
    let seconds: number | undefined;
    return {
      get seconds() {
        return seconds;
      },
      get runtime() {
        return runtime;
      },
      async predict(inputs: readonly Values[]) {
        const workspace = await openWorkspace(dirname(folder));
        try {
          const names = weights?.(trained.network) ?? [];
          const given = weights ? trained.network.layers : [];
          const layers = given.map((layer, at) => ({
            name: names[at],
            weights: layer.weights.map(({ name, shape }) => ({ name, shape })),
          }));
          const numbers = given.flatMap((layer) =>
            layer.weights.map(({ name }) => trained.weights.get(`${layer.name}/${name}`)!),
          );
          const request = JSON.stringify({
            folder,
            inputs: inputs.map(({ shape }) => shape),
            layers,
            extra: extra?.(trained.network) ?? null,
          });
          await workspace.write([
            { name: 'request.json', bytes: request },
            { name: 'inputs.bin', bytes: inputs.map(({ values }) => bytesOf(values)) },
            { name: 'weights.bin', bytes: numbers.map(bytesOf) },
          ]);
          const command = python();
          const { code, printed } = await start(command, frame(script), workspace.folder);
          if (code === moduleMissing) {
            const detail = { command, module: lastLine(printed) };
            throw new RuntimeMissingError(message('interchange.no-python-module', detail));
          }
          if (code !== 0) throw new Error(errorLine(printed) || `exit code ${code}`);
          const answer: Answer = JSON.parse(await readText(join(workspace.folder, 'answer.json')));
          runtime = answer.runtime;
          seconds = answer.seconds ?? undefined;
          const outputs: Values[] = [];
          for (const [at, shape] of answer.outputs.entries()) {
            const bytes = await readRegular(join(workspace.folder, `output-${at}.bin`), maxOutputBytes);
            outputs.push({ shape, values: new Float32Array(bytes.buffer) });
          }
          return outputs;
        } finally {
          await workspace.remove();
        }
      },
      close: async () => {},
    };
  },
});
