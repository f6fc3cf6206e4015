import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../src/files/atomic.ts';
import { readTextSync } from '../src/files/read.ts';
import { type Address, readAddress, writeAddress } from '../src/remote/address.ts';

/** An address has a few hundred characters. */
const most = 4096;
/** Its token lets anybody use the engine: readable by this user alone. */
const mode = 0o600;

/** The engine on another machine that the window used last, kept for its next start. */
export class RememberedEngine {
  readonly #file: string;

  /** @param folder where it is kept */
  constructor(folder: string) {
    this.#file = join(folder, 'engine-elsewhere');
  }

  /** Null for this machine's own, and where what is kept is no address: that is removed. */
  load(): Address | null {
    try {
      return readAddress(readTextSync(this.#file, most));
    } catch {
      rmSync(this.#file, { force: true, recursive: true });
      return null;
    }
  }

  /** @param address null forgets it @throws the file system's error */
  async keep(address: Address | null): Promise<void> {
    if (address === null) await rm(this.#file, { force: true });
    else await writeAtomic(this.#file, `${writeAddress(address)}\n`, { mode });
  }
}
