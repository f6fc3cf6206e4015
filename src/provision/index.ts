export { languageOfCommand } from '../text/environment.ts';
export { setLanguage, text } from '../text/language.ts';
export { sentence } from '../text/message.ts';
export { explain } from '../text/text-error.ts';
export { allocatorEnvironment } from './allocator.ts';
export { cacheRoot } from './cache.ts';
export { type Check, checkTitle, doctorChecks, type NamedFolder } from './doctor.ts';
export {
  type ElectronInstallation,
  type ElectronOptions,
  electronStatus,
  provisionElectron,
} from './electron.ts';
export { electronRelease, isSupported } from './electron-release.ts';
export {
  type NativeOptions,
  type NativeResult,
  type NativeStatus,
  nativeStatus,
  provisionNative,
} from './native.ts';
export { ensureOperations } from './native-operations.ts';
export { addressOf, archiveOf, packagedSource, readPrebuilt } from './packaged-source.ts';
export { type OnProgress, type Progress, ProvisionError, progressInWords } from './progress.ts';
export { nativeRuntimeFolder, prebuiltPath, tfjsNodeFolder } from './runtime-folder.ts';
