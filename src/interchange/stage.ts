import type { Workspace } from '../files/folder.ts';
import { EngineError } from '../protocol/client.ts';
import { message } from '../text/message.ts';
import type { OutputFile, OutputFiles } from './format.ts';

export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
}

export interface StageWatch {
  /** Bytes of all files so far. */
  onBytes?(written: number): void;
  /** Looked at before each chunk. */
  canceled?(): boolean;
}

/**
 * Writes an export's files into a workspace, chunk by chunk.
 * @throws EngineError `canceled`; OutsideFolderError for a path that leads out; what making the files throws
 */
export async function stageFiles(
  workspace: Workspace,
  files: OutputFiles,
  { onBytes, canceled }: StageWatch = {},
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  let written = 0;
  async function* counted({ path, chunks }: OutputFile): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      if (canceled?.()) throw new EngineError('canceled', message('interchange.canceled'));
      yield chunk;
      bytes += chunk.length;
      written += chunk.length;
      onBytes?.(written);
      // Files are often made without waiting for anything: let a cancellation arrive.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    staged.push({ path, bytes });
  }
  async function* named() {
    for await (const file of files) yield { name: file.path, bytes: counted(file) };
  }
  await workspace.write(named());
  return staged;
}
