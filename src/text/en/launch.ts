/** What `npm start` and `npx convas` print before the app itself speaks. */
export const launch = {
  browserInstead: ({ why }: { why: string }) => `${why}: opening the app in a browser instead`,
  asked: '--browser',
  noDisplay: 'there is no display',
  noElectron: ({ reason }: { reason: string }) => `Electron is not available (${reason})`,
  noWindow: ({ reason }: { reason: string }) => `the window could not be opened: ${reason}`,
  noSandbox: ({ root }: { root: boolean }) =>
    `${root ? 'Chromium does not run sandboxed as root' : 'this system does not allow user namespaces to ordinary users'}: the window runs with --no-sandbox`,
  built: ({ target, seconds }: { target: string; seconds: number }) =>
    `built ${target} in ${seconds.toFixed(1)} s`,
  nativeReady: ({ version, source }: { version: string; source: string }) =>
    `native TensorFlow ${version} is ready (${source})`,
  wasmInstead: ({ reason }: { reason: string }) =>
    `training will use WebAssembly, slower than native TensorFlow: ${reason}`,
  bytes: ({ done, total }: { done: string; total: string }) => `${done} of ${total} MB`,
  left: ({ time }: { time: string }) => `${time} left`,
};
