// electron-builder loads `@electron/rebuild` only to compile native modules, which `npmRebuild: false` rules out.
throw new Error('Convas has no native modules to compile against Electron: leave npmRebuild off.');
