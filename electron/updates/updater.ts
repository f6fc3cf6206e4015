import { AppImageUpdater, type AppUpdater, MacUpdater, NsisUpdater } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { SignedProvider } from './signed-provider.ts';
import type { UpdateSource } from './source.ts';

const kinds = { linux: AppImageUpdater, darwin: MacUpdater, win32: NsisUpdater };

/** electron-updater for this system, which downloads and installs when told to, and never an earlier version. */
export function openUpdater(source: UpdateSource): AppUpdater {
  const Kind = kinds[process.platform as keyof typeof kinds] ?? AppImageUpdater;
  const updater = new Kind();
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class extends SignedProvider {
      constructor(_feed: unknown, _updater: unknown, options: ProviderRuntimeOptions) {
        super(source, options);
      }
    },
  });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  // Whole files alone: one digest, signed, of one download.
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  // Every package may look; which of them replaces itself is for `Updates` to know.
  updater.forceDevUpdateConfig = true;
  // Otherwise found out by a number that is kept of this machine.
  updater.isUserWithinRollout = () => true;
  return updater;
}
