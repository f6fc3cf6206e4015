/** Updates of the app. */
export const updates = {
  title: 'Updates',
  lead: 'Convas looks for updates only when you ask, or once a day if you turn that on. It then asks one server for the latest version, and sends nothing about you, your work or this computer.',
  this: (version: string) => `This is version ${version}.`,
  automatic: 'Look for updates once a day',
  check: 'Look for updates',
  download: 'Download',
  install: 'Close and update',
  installAbout: 'Convas asks about unsaved work, closes, and opens again in the new version.',
  current: 'This is the latest version.',
  available: (version: string) => `Version ${version} is available.`,
  byHand: 'This package does not update itself: download the new one from where you got this one.',
  downloaded: (version: string) => `Version ${version} is downloaded and checked.`,
  rolledBack: (version: string) =>
    `Version ${version} could not be installed or did not start, so this version was restored.`,
  impossible: {
    'no-source': 'This build has no update server: download new versions from where you got this one.',
    off: 'Updates are turned off on this computer (CONVAS_UPDATES=off).',
  },
  failed: 'The update failed',
};
