import type { StoreApi } from 'zustand';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { DatasetInfo, EngineInfo } from '../../../src/protocol/data.ts';
import type { EngineActivity, Pulse } from '../../../src/protocol/heartbeat.ts';

export type EngineStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  /** It ended by itself, or never came up (`wasReady` is false). `connect` starts another. */
  | { readonly state: 'crashed'; readonly reason: string; readonly wasReady: boolean }
  /** `planned`: another engine was asked for; else the one before crashed. */
  | { readonly state: 'restarting'; readonly reason: string; readonly planned: boolean };

export interface EngineConnection {
  readonly status: EngineStatus;
  /** Whether it answers, and what its process is seen to do where it does not. */
  readonly pulse: { readonly state: Pulse; readonly activity: EngineActivity };
  /** Null unless ready. */
  readonly client: EngineClient | null;
  /** Where the engine on another machine is that this page is connected with; null for the own. */
  readonly elsewhere: string | null;
  /** What the engine offers; empty until it has answered once, then kept through a crash. */
  readonly datasets: readonly DatasetInfo[];
  /** Starts an engine, or another after a crash. Resolves when it is ready or has failed. */
  connect(): Promise<void>;
  /** Ends the engine, whatever it does, and starts another. */
  restart(): Promise<void>;
  /**
   * Leaves the engine, which goes on by itself, for the one at an address, or for the own where it is null.
   * @throws Error in words where that cannot be reached; then nothing has changed
   */
  moveTo(address: string | null): Promise<void>;
  /**
   * Does some work with the engine; where that takes an engine that has loaded other kernels, with the next one.
   * @throws EngineError, and what the work throws
   */
  withKernels<T>(work: (client: EngineClient) => Promise<T>): Promise<T>;
  refreshDatasets(): Promise<void>;
}

export type EngineStore = Pick<StoreApi<EngineConnection>, 'getState' | 'setState'>;

/** The pulse of an engine of which nothing is wrong. */
export const steady = { state: 'steady', activity: 'unknown' } as const;
