import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import { z } from 'zod';
import { writeAtomicSync } from '../../src/files/atomic.ts';
import { readTextSync } from '../../src/files/read.ts';
import type { UpdateRequest, UpdateState } from '../../src/protocol/update.ts';
import { failureOf } from './failure.ts';
import type { Rollback } from './rollback.ts';
import type { UpdateSource } from './source.ts';

/** Milliseconds between two looks that nobody asked for. */
const day = 24 * 60 * 60 * 1000;

const settingsSchema = z.object({ automatic: z.boolean(), lookedAt: z.number() });
type Settings = z.output<typeof settingsSchema>;

export interface UpdatesOptions {
  /** Null where the app was packaged without. */
  readonly source: UpdateSource | null;
  /** Updates are switched off for this machine: nothing is ever asked for, whatever the person wants. */
  readonly off: boolean;
  /** Where the person's choice is kept. */
  readonly settings: string;
  /** This version. */
  readonly version: string;
  /** The file that this app is, where an update replaces it whole: an AppImage. */
  readonly program: string | undefined;
  readonly rollback: Rollback;
  /** Ends the app, after the person was asked about unsaved work. */
  readonly quit: () => void;
  readonly now?: () => number;
}

/**
 * Updates of the app. Off until the person turns them on or asks: until then no request is made and electron-updater is
 * not even loaded.
 */
export class Updates {
  private updater: Promise<AppUpdater> | null = null;
  private found: Pick<UpdateState, 'phase' | 'version' | 'failure'> = idle;
  private installing = false;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly options: UpdatesOptions;

  constructor(options: UpdatesOptions) {
    this.options = options;
  }

  /** One request after the other. */
  request(request: UpdateRequest): Promise<UpdateState> {
    const next = this.turn.then(() => this.perform(request));
    this.turn = next.catch(() => undefined);
    return next;
  }

  /** As the app ends, once all else has: installs what the person wanted installed. Never throws. */
  async installAtEnd(): Promise<void> {
    const { rollback, program, version } = this.options;
    if (!this.installing || this.found.version === null) return;
    let failed = false;
    try {
      const updater = await this.open();
      updater.once('error', () => {
        failed = true;
      });
      if (program !== undefined) rollback.prepare(version, this.found.version, program);
      updater.quitAndInstall(true, true);
    } catch {
      failed = true;
    }
    if (failed) rollback.undo();
  }

  private get possible(): UpdateState['possible'] {
    if (this.options.off) return 'off';
    return this.options.source === null ? 'no-source' : 'yes';
  }

  private get replacesItself(): boolean {
    return process.platform !== 'linux' || this.options.program !== undefined;
  }

  private get state(): UpdateState {
    const { possible, replacesItself } = this;
    const { automatic } = this.settings();
    const rolledBack = this.options.rollback.rolledBack();
    return { possible, automatic, replacesItself, rolledBack, ...this.found };
  }

  private async perform(request: UpdateRequest): Promise<UpdateState> {
    if (this.possible !== 'yes') return this.state;
    if (request === 'start') return this.start();
    if (request === 'turnOn' || request === 'turnOff')
      this.keep({ ...this.settings(), automatic: request === 'turnOn' });
    if (request === 'check') await this.check(false);
    if (request === 'download') await this.download();
    if (request === 'install' && this.found.phase === 'downloaded') await this.install();
    return this.state;
  }

  private async start(): Promise<UpdateState> {
    const { automatic, lookedAt } = this.settings();
    const since = this.now() - lookedAt;
    // A clock that was set back must not end the looks.
    if (automatic && (since >= day || since < 0)) await this.check(true);
    return { ...this.state, rolledBack: this.options.rollback.announce() };
  }

  /** @param silent nobody asked: without a network, and where that version did not start, nothing is said */
  private async check(silent: boolean): Promise<void> {
    this.keep({ ...this.settings(), lookedAt: this.now() });
    try {
      const result = await (await this.open()).checkForUpdates();
      const version = result?.isUpdateAvailable ? result.updateInfo.version : null;
      if (version === null) this.found = { ...idle, phase: 'current' };
      else if (!silent || version !== this.options.rollback.rolledBack())
        this.found = { phase: 'available', version, failure: null };
    } catch (error) {
      this.found = silent ? idle : { phase: 'failed', version: null, failure: failureOf(error) };
    }
  }

  private async download(): Promise<void> {
    const { phase, version } = this.found;
    if (version === null || phase === 'downloaded' || !this.replacesItself) return;
    try {
      await (await this.open()).downloadUpdate();
      this.found = { phase: 'downloaded', version, failure: null };
    } catch (error) {
      this.found = { phase: 'failed', version, failure: failureOf(error) };
    }
  }

  private async install(): Promise<void> {
    // Squirrel ends the app by itself; elsewhere the file is replaced once all else has ended.
    if (process.platform === 'darwin') return (await this.open()).quitAndInstall();
    this.installing = true;
    this.options.quit();
  }

  private open(): Promise<AppUpdater> {
    this.updater ??= import('./updater.ts').then(({ openUpdater }) => openUpdater(this.options.source!));
    return this.updater;
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }

  private settings(): Settings {
    try {
      return settingsSchema.parse(JSON.parse(readTextSync(this.options.settings)));
    } catch {
      return { automatic: false, lookedAt: 0 };
    }
  }

  private keep(settings: Settings): void {
    mkdirSync(dirname(this.options.settings), { recursive: true });
    writeAtomicSync(this.options.settings, `${JSON.stringify(settings)}\n`);
  }
}

const idle = { phase: 'idle', version: null, failure: null } as const;
