import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processMark, stillRuns } from '../../files/process.ts';
import { EngineError } from '../../protocol/client.ts';
import { makeFolder, writeError } from '../runs/files.ts';

const file = 'owner';

/**
 * Takes a folder for this process, so that two windows do not train the same item. One that a process left behind
 * when it ended is taken over.
 * @throws EngineError `busy` where another process that runs has it
 */
export async function claim(folder: string): Promise<void> {
  await makeFolder(folder);
  const path = join(folder, file);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = await open(path, 'wx');
      await handle.writeFile(`${process.pid} ${processMark(process.pid) ?? ''}`);
      await handle.close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeError(path, error);
    }
    const [number, mark] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
    const pid = Number(number);
    if (pid === process.pid) return;
    if (pid > 0 && stillRuns(pid, mark || null)) {
      throw new EngineError(
        'busy',
        `The queue is worked through by another Convas (process ${pid}): use it there, or close it.`,
      );
    }
    await rm(path, { force: true });
  }
}
