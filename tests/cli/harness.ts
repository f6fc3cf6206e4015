import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { afterAll, beforeAll, expect } from 'vitest';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of this file's tests, with a home of its own for runs. */
export function workshop() {
  let folder = '';
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convas-cli-'));
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** The real command, as `npm run convas` starts it. */
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess => {
    const child = spawn(process.execPath, [join(root, 'build', 'convas.mjs'), ...args], {
      cwd: folder,
      env: { ...process.env, CONVAS_HOME: join(folder, 'home'), CONVAS_DATA: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };

  const convas = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> => {
    const child = start(args, env);
    let stdout = '';
    let stderr = '';
    child.stdout!.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr!.on('data', (chunk) => {
      stderr += chunk;
    });
    return new Promise((resolve) => {
      child.once('close', (status) => resolve({ status, stdout, stderr }));
    });
  };

  return {
    path: (...parts: string[]): string => join(folder, ...parts),
    start,
    convas,
    /** Runs a command that must succeed, and reads the one JSON object that it prints. */
    async json<T>(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<T> {
      const { status, stdout, stderr } = await convas([...args, '--json'], env);
      expect(status, stderr).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(1);
      return JSON.parse(stdout) as T;
    },
    /** Runs a command that must fail: nothing on stdout, one line on stderr, which is returned. */
    async refusal(
      args: readonly string[],
      status = 1,
      env: Readonly<Record<string, string>> = {},
    ): Promise<string> {
      const ended = await convas(args, env);
      expect(ended.stdout).toBe('');
      const lines = ended.stderr.split('\n').filter((line) => line.startsWith('convas: '));
      expect(lines, ended.stderr).toHaveLength(1);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
      expect(ended.status, ended.stderr).toBe(status);
      return lines[0]!;
    },
  };
}

/** Whether the bar of class `place` (0 to 9) covers a pixel of 28 x 28: five columns, above or below. */
function covers(place: number, row: number, column: number): boolean {
  const [left, top] = [3 + (place % 5) * 5, place < 5 ? 3 : 15];
  return column >= left && column < left + 3 && row >= top && row < top + 10;
}

/** Bars at one of ten places: a set that a small network learns in a few steps. */
export async function writeBars(folder: string, count = 600): Promise<string> {
  await mkdir(folder, { recursive: true });
  const images = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    labels[index] = index % 10;
    for (let pixel = 0; pixel < 784; pixel++) {
      const ink = covers(index % 10, Math.floor(pixel / 28), pixel % 28);
      images[index * 784 + pixel] = ink ? 150 + ((index * 7 + pixel) % 100) : 0;
    }
  }
  await writeFile(join(folder, 'train-images-idx3-ubyte'), encodeIdx([count, 28, 28], images));
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), encodeIdx([count], labels));
  return folder;
}

/** A gray picture of one bar, dark on light or light on dark. */
export async function writeBar(file: string, place: number, darkOnLight = false, side = 28): Promise<string> {
  const pixels = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const ink = covers(place, Math.floor((y * 28) / side), Math.floor((x * 28) / side));
      pixels.fill(ink !== darkOnLight ? 200 : 0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  await writeFile(file, await Transformer.fromRgbaPixels(pixels, side, side).png());
  return file;
}
