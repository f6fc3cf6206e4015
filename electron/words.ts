import { type Attempt, codeOf, explainFailure } from '../src/files/errors.ts';

/** What the main process says to a person; the page has its own catalogue. */
export const words = {
  appName: 'Convas',
  allFiles: 'All files',
  camera: 'May Convas use the camera?',
  cameraDetail:
    'It takes a picture when you press the button, to show it to the network. The picture stays on this computer.',
  cameraAllow: 'Allow',
  cameraRefuse: "Don't Allow",
  openTitle: 'Open a network',
  saveTitle: 'Save the network',
  exportTitle: 'Export the model',
  unsavedTitle: (name: string) => `${name} has changes that are not saved`,
  unsavedDetail: 'They are lost if the window closes without saving them.',
  saveAndClose: 'Save',
  keepEditing: 'Keep editing',
  closeAnyway: 'Close without saving',
  pageFailsAgain: 'The window keeps failing',
  pageFailsAgainDetail:
    'It was loaded again, and failed again. If your unsaved work is what makes it fail, load it without: the work stays, and is offered to you there.',
  pageHangs: 'The window does not respond',
  pageHangsDetail:
    'It may be busy with something large. Loading it again keeps your unsaved work as it was a moment before it stopped responding.',
  wait: 'Wait',
  loadAgain: 'Load it again',
  loadWithoutDraft: 'Load it without the unsaved work',
  quit: 'Quit',
  chooseOther: 'Choose another place.',
  openOther: 'Open another file.',
  notText: (name: string) => `${name} is not text, so it is not a Convas document.`,
  unknownFile: 'This file is no longer known. Open it again, or use Save as.',
  notAsked: 'This request did not come from the app.',
  notUnderstood: (request: string) => `The request ${request} was not understood.`,
  engineEnded: 'The engine has ended.',
  engineRestarts: 'The engine restarts.',
  engineEndedEarly: (code: number) => `The engine ended unexpectedly (code ${code}).`,
  engineKilled: 'The engine was ended from outside.',
  engineCrashed: (code: number) => `The engine crashed (code ${code}).`,
  engineOutOfMemory: 'The engine ran out of memory.',
  engineUnanswering: 'The engine did not answer, and was ended.',
  engineNotStarted: 'The engine could not be started.',
} as const;

/** The way out of a refused save. */
const elsewhere = 'Save it elsewhere with Save as.';
const anew = 'Choose a new name.';
const ways: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space, or choose another place.',
  ENOTEMPTY: anew,
  EEXIST: anew,
  ENAMETOOLONG: anew,
};

/**
 * What the file system refused, in words without a path.
 * @param action "lenet.convas could not be saved"
 * @param way the way out, where the reason names none and it is not to save elsewhere
 */
export const inWords = (error: unknown, attempt: Attempt, action: string, way?: string): Error =>
  new Error(explainFailure(error, attempt, action, ways[codeOf(error)] ?? way ?? elsewhere), {
    cause: error,
  });
