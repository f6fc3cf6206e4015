import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { contained, openWorkspace, type Workspace } from '../../files/folder.ts';
import type { StagedFile } from '../../interchange/stage.ts';
import { EngineError } from '../../protocol/client.ts';
import { message } from '../../text/message.ts';

/** Bytes that are handed over at once. */
const atOnce = 4 * 1024 * 1024;

/** Exports that are kept while no one closes them. */
const maxKept = 4;

/** Written exports, each in a folder of its own until it is closed. */
export interface Exports {
  /** Where their folders are. */
  readonly parent: string;
  open(): Promise<Workspace>;
  /** Keeps a written export. @returns its name */
  keep(workspace: Workspace, files: readonly StagedFile[]): string;
  /** At most four megabytes from `offset` on; none at the end. @throws EngineError `no-such-export` */
  read(id: string, path: string, offset: number): Promise<Uint8Array<ArrayBuffer>>;
  close(id: string): Promise<void>;
}

export function createExports(parent: string): Exports {
  const written = new Map<string, { readonly workspace: Workspace; readonly paths: ReadonlySet<string> }>();
  const close = async (id: string): Promise<void> => {
    const workspace = written.get(id)?.workspace;
    written.delete(id);
    await workspace?.remove();
  };
  return {
    parent,
    close,
    async open() {
      // Of pages that went away without closing theirs.
      for (const old of [...written.keys()].slice(0, Math.max(0, written.size - maxKept + 1)))
        await close(old);
      return openWorkspace(parent);
    },
    keep(workspace, files) {
      const id = randomUUID();
      written.set(id, { workspace, paths: new Set(files.map(({ path }) => path)) });
      return id;
    },
    async read(id, path, offset) {
      const found = written.get(id);
      if (!found?.paths.has(path)) throw new EngineError('no-such-export', message('interchange.no-export'));
      const file = await open(contained(found.workspace.folder, path));
      try {
        const bytes = new Uint8Array(atOnce);
        const { bytesRead } = await file.read(bytes, 0, atOnce, offset);
        return bytes.slice(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
