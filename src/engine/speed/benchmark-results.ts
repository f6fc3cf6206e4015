import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../../files/read.ts';
import { type Benchmark, benchmark } from '../../protocol/benchmark.ts';
import { convasHome } from '../runs/home.ts';

/** Where `convas bench` keeps what it measured, a file each, named by its time. */
export const benchmarksFolder = (): string => join(convasHome(), 'benchmarks');

/** Null where it is not a benchmark. */
async function read(file: string): Promise<Benchmark | null> {
  try {
    return benchmark.parse(JSON.parse(await readText(file)));
  } catch {
    return null;
  }
}

/** The newest benchmark of a folder that can be read; null where there is none. */
export async function latestBenchmark(folder: string): Promise<Benchmark | null> {
  const names = await readdir(folder).catch(() => []);
  const newestFirst = names.filter((name) => name.endsWith('.json')).sort((a, b) => (a < b ? 1 : -1));
  for (const name of newestFirst) {
    const found = await read(join(folder, name));
    if (found) return found;
  }
  return null;
}
