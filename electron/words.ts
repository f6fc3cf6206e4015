/** What the main process says to a person; the page has its own catalogue. */
export const words = {
  appName: 'Convas',
  documents: 'Convas documents',
  allFiles: 'All files',
  openTitle: 'Open a network',
  saveTitle: 'Save the network',
  exportTitle: 'Export the model',
  unsavedTitle: (name: string) => `${name} has changes that are not saved`,
  unsavedDetail: 'They are lost if the window closes without saving them.',
  saveAndClose: 'Save',
  keepEditing: 'Keep editing',
  closeAnyway: 'Close without saving',
  notAFile: (name: string) => `${name} is not a file.`,
  tooLarge: (name: string) => `${name} is too large for a Convas document.`,
  notText: (name: string) => `${name} is not text, so it is not a Convas document.`,
  unknownFile: 'This file is no longer known. Open it again, or use Save as.',
  outsideFolder: (name: string) => `${name} would be written outside the chosen folder.`,
  notAsked: 'This request did not come from the app.',
  notUnderstood: (request: string) => `The request ${request} was not understood.`,
  engineEnded: 'The engine has ended.',
  engineEndedEarly: (code: number) => `The engine ended unexpectedly (code ${code}).`,
  engineKilled: 'The engine was ended from outside.',
  engineCrashed: (code: number) => `The engine crashed (code ${code}).`,
  engineOutOfMemory: 'The engine ran out of memory.',
  engineNotStarted: 'The engine could not be started.',
} as const;

const reasons: Readonly<Record<string, (action: string) => string>> = {
  ENOENT: (action) => `${action}: the file or its folder is gone. Save it elsewhere with Save as.`,
  ENOTDIR: (action) => `${action}: its folder is gone. Save it elsewhere with Save as.`,
  EACCES: (action) => `${action}: there is no permission. Save it elsewhere with Save as.`,
  EPERM: (action) => `${action}: there is no permission. Save it elsewhere with Save as.`,
  EROFS: (action) => `${action}: the folder is read-only. Save it elsewhere with Save as.`,
  ENOSPC: (action) => `${action}: the disk is full. Free some space, or save it elsewhere with Save as.`,
  EDQUOT: (action) => `${action}: the disk quota is used up. Save it elsewhere with Save as.`,
  EISDIR: (action) => `${action}: it is a folder.`,
  ENOTEMPTY: (action) => `${action}: a folder of that name exists and is not empty. Choose a new name.`,
  EEXIST: (action) => `${action}: something of that name exists. Choose a new name.`,
  EBUSY: (action) => `${action}: another program holds it.`,
  ENAMETOOLONG: (action) => `${action}: the name is too long.`,
};

/** What the file system refused, as one sentence without a path. `action`: "lenet.convas could not be saved". */
export function inWords(error: unknown, action: string): Error {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const known = reasons[code];
  return new Error(known ? known(action) : `${action}${code ? `: ${code}` : ''}.`, { cause: error });
}
