export { allocatorEnvironment } from './allocator.ts';
export { cacheRoot } from './cache.ts';
export { type Check, doctorChecks, type NamedFolder } from './doctor.ts';
export {
  type ElectronInstallation,
  type ElectronOptions,
  electronStatus,
  provisionElectron,
} from './electron.ts';
export {
  type NativeOptions,
  type NativeResult,
  type NativeStatus,
  nativeStatus,
  provisionNative,
} from './native.ts';
export { type OnProgress, type Progress, ProvisionError } from './progress.ts';
