import type { OutputFiles } from './format.ts';

export interface CollectedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All files of an export in memory: for small ones. */
export async function collectFiles(files: OutputFiles): Promise<readonly CollectedFile[]> {
  const collected: CollectedFile[] = [];
  for await (const { path, chunks } of files) {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    collected.push({ path, bytes: new Uint8Array(Buffer.concat(parts)) });
  }
  return collected;
}
