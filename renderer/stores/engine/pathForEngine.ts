import { host } from '../../host/current.ts';
import { useEngine } from './engineStore.ts';

/** Where a file that the page was handed lies for its engine; null where only the page can read it. */
export const pathForEngine = (file: object): string | null =>
  useEngine.getState().elsewhere === null ? (host().pathOf?.(file) ?? null) : null;
