/** Before the language asked for, among the arguments that the main process gives the page's process. */
export const languageArgument = '--convas-language=';

/** What the main process sends to the page. */
export const pageChannels = {
  command: 'notice:command',
  openFile: 'notice:open-file',
  openModel: 'notice:open-model',
  fileState: 'notice:file-state',
  saveAsked: 'notice:save-asked',
  enginePort: 'notice:engine-port',
  engineClosed: 'notice:engine-closed',
} as const;

/** An answer as it crosses: errors as one sentence, without what Electron would wrap around them. */
export type Answer<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };
