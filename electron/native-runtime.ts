import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeAtomicSync } from '../src/files/atomic.ts';
import { readTextSync } from '../src/files/read.ts';
import type { RuntimeRequest, RuntimeState } from '../src/protocol/runtime.ts';
import { nativeStatus, provisionNative } from '../src/provision/native.ts';
import {
  archiveOf,
  packagedSource,
  type RuntimeArchive,
  readPrebuilt,
} from '../src/provision/packaged-source.ts';
import type { Progress } from '../src/provision/progress.ts';
import { tfjsNodeFolder } from '../src/provision/runtime-folder.ts';
import { sentence } from '../src/text/message.ts';

const settingsSchema = z.object({ declined: z.boolean() });

export interface NativeRuntimeOptions {
  /** The app's package `@tensorflow/tfjs-node`. */
  readonly packageFolder?: string;
  /** The folder of the cache; the system's place when not given. */
  readonly cache?: string;
  /** A server with copies of the archives; the publishers' own where there is none. */
  readonly mirror: string | undefined;
  /** Where the person's choice is kept. */
  readonly settings: string;
  /** The archives; the published ones when not given. */
  readonly archive?: RuntimeArchive;
}

const complete = { phase: 'complete', done: null, total: null, failure: null } as const;

/**
 * Native TensorFlow of an app that was packaged without it: downloaded into the cache when the person wants it, never by
 * itself. Until then, and where that fails, the engine computes on WebAssembly.
 */
export class NativeRuntime {
  readonly #options: NativeRuntimeOptions;
  readonly #packageFolder: string;
  #now: Omit<RuntimeState, 'declined'> | null = null;
  #work: { stop: AbortController; done: Promise<void> } | null = null;

  constructor(options: NativeRuntimeOptions) {
    this.#options = options;
    this.#packageFolder = options.packageFolder ?? tfjsNodeFolder();
  }

  async request(request: RuntimeRequest): Promise<RuntimeState> {
    if (request === 'decline') this.#keep(true);
    if (request === 'cancel') await this.stop();
    if (request === 'download') await this.#start();
    this.#now ??= await this.#look();
    return { ...this.#now, declined: this.#declined() };
  }

  /** Ends a download; what was downloaded so far is removed. */
  async stop(): Promise<void> {
    this.#work?.stop.abort();
    await this.#work?.done;
  }

  async #source() {
    const origin = await readPrebuilt(this.#packageFolder);
    const archive = origin && (this.#options.archive ?? archiveOf(origin));
    return archive ? { archive, source: packagedSource(origin, archive, this.#options.mirror) } : null;
  }

  async #look(): Promise<Omit<RuntimeState, 'declined'>> {
    const found = await this.#source();
    if (!found) return complete;
    const { state } = await nativeStatus({
      packageFolder: this.#packageFolder,
      ...(this.#options.cache && { cache: this.#options.cache }),
    });
    // An app that finds the runtime in the cache needs no link.
    if (state === 'ready' || state === 'not linked') return complete;
    return { phase: 'missing', done: null, total: found.archive.bytes, failure: null };
  }

  async #start(): Promise<void> {
    if (this.#work) return;
    const found = await this.#source();
    if (!found || this.#work) return;
    this.#keep(false);
    const stop = new AbortController();
    this.#now = { phase: 'downloading', done: 0, total: found.archive.bytes, failure: null };
    const report = ({ phase, done, total }: Progress): void => {
      if (phase !== 'compiling') this.#now = { phase, done, total, failure: null };
    };
    const work = async (): Promise<void> => {
      try {
        const result = await provisionNative({
          packageFolder: this.#packageFolder,
          ...(this.#options.cache && { cache: this.#options.cache }),
          sources: [found.source],
          link: false,
          signal: stop.signal,
          onProgress: report,
        });
        if (result.backend === 'native') this.#now = complete;
        else {
          const failure = `${sentence(result.reason)}. ${sentence(result.fix)}`;
          this.#now = { phase: 'failed', done: null, total: found.archive.bytes, failure };
        }
      } catch {
        // Stopped on request: it is as if it had not begun.
        this.#now = null;
      } finally {
        this.#work = null;
      }
    };
    this.#work = { stop, done: work() };
  }

  #declined(): boolean {
    try {
      return settingsSchema.parse(JSON.parse(readTextSync(this.#options.settings))).declined;
    } catch {
      return false;
    }
  }

  #keep(declined: boolean): void {
    mkdirSync(dirname(this.#options.settings), { recursive: true });
    writeAtomicSync(this.#options.settings, `${JSON.stringify({ declined })}\n`);
  }
}
