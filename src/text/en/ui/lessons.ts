import { counted } from '../words.ts';

export const lessons = {
  list: 'Lessons',
  all: 'All lessons',
  restart: 'Restart this lesson',
  minutes: (minutes: number) => counted(minutes, 'minute'),
  beginsWith: (template: string) => `This lesson begins with ${template}.`,
  openTemplate: (template: string) => `Open ${template}`,
  kinds: { predict: 'Predict', run: 'Run', look: 'Look', change: 'Change', build: 'Build' },
  checks: 'Checks of this step',
  done: 'Done',
  open: 'Open',
  right: 'Right.',
  wrong: 'Not quite: try again.',
  back: 'Back',
  next: 'Next',
  skip: 'Skip',
  finish: 'Finish',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  loading: 'Loading the lessons…',
};
