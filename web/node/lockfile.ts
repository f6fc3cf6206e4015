/*
 * In the place of the package `proper-lockfile`: one worker at a time has the files (a Web Lock sees to it), so that no
 * sign of life is needed, and who holds a lock holds it until it lets go.
 */

type Done = (error: unknown) => void;

interface LockSettings {
  readonly lockfilePath: string;
  readonly fs: { mkdir(path: string, done: Done): void; rmdir(path: string, done: Done): void };
}

const promised = (work: (done: Done) => void): Promise<void> =>
  new Promise((resolve, reject) => work((error) => (error ? reject(error as Error) : resolve())));

export async function lock(_file: string, { lockfilePath, fs }: LockSettings): Promise<() => Promise<void>> {
  try {
    await promised((done) => fs.mkdir(lockfilePath, done));
  } catch (error) {
    const isTaken = (error as { code?: string }).code === 'EEXIST';
    throw isTaken ? Object.assign(new Error('it is held'), { code: 'ELOCKED' }) : error;
  }
  return () => promised((done) => fs.rmdir(lockfilePath, done));
}
