import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { message, type Text } from '../text/message.ts';
import { ProvisionError } from './progress.ts';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the program is ended. */
  readonly within?: number;
}

export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Throws ProvisionError `missing-tool` where it does not exist. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal: options.signal,
    });
    // Of a program that does not exist, Node's own timeout would hold up the end of this process.
    const timer = options.within === undefined ? undefined : setTimeout(() => child.kill(), options.within);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-20_000);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        error.code === 'ENOENT'
          ? new ProvisionError(
              'missing-tool',
              message('provision.not-installed', { program }),
              message('provision.fix-install', { program }),
              error,
            )
          : error,
      );
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr });
    });
  });
}

/** The last line that says something: what a failed program ended with. */
export function lastLine(output: string): Text {
  return output.trim().split('\n').at(-1)?.trim() || message('provision.no-reason');
}

/** The first program of the list that answers to `args` with status 0. */
export async function firstThatRuns(
  candidates: readonly (readonly [string, ...string[]])[],
  args: readonly string[],
): Promise<readonly [string, ...string[]] | null> {
  for (const candidate of candidates) {
    const [program, ...own] = candidate;
    try {
      if ((await run(program, [...own, ...args], { within: 20_000 })).status === 0) return candidate;
    } catch {
      // The program does not exist: the next one may.
    }
  }
  return null;
}

/** A Python with pip; any version will do, since the wheel is opened only for its libraries. */
export function findPython(): Promise<readonly [string, ...string[]] | null> {
  const own = process.env['CONVAS_PYTHON'];
  const usual: readonly (readonly [string, ...string[]])[] = [['python3'], ['python'], ['py', '-3']];
  return firstThatRuns(own ? [[own]] : usual, ['-m', 'pip', '--version']);
}

/** A C++ compiler: `CXX`, else the system's. */
export function findCompiler(): Promise<readonly [string, ...string[]] | null> {
  const own = process.env['CXX'];
  return firstThatRuns(own ? [[own]] : [['c++'], ['g++'], ['clang++']], ['--version']);
}

/** The npm client that belongs to this Node, so that the person's configured registry is used. */
export function npmCommand(): readonly [string, ...string[]] {
  const running = process.env['npm_execpath'];
  const beside = [
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = [running, ...beside].find(
    (path) => path !== undefined && /npm-cli\.c?js$/.test(path) && existsSync(path),
  );
  return script ? [process.execPath, script] : ['npm'];
}

/** Bytes in all files under a folder; files that vanish while it counts are left out. */
export async function folderBytes(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) total += await folderBytes(path);
    else
      total += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return total;
}

/**
 * Runs `work` and reports meanwhile how many bytes lie under `folder`: the progress of a program that downloads
 * there without reporting progress.
 */
export async function watchingFolder<T>(
  folder: string,
  onBytes: (bytes: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    onBytes(await folderBytes(folder));
    busy = false;
  }, 250);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
