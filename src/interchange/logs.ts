import { csv } from './csv/log.ts';
import { csvSteps } from './csv/steps.ts';
import type { LogFormat } from './log.ts';
import { tensorboard } from './tensorboard/log.ts';

/** The formats of logs, in the order they are offered. */
export const logFormats: readonly LogFormat[] = [csv, csvSteps, tensorboard];

export const logFormatOf = (id: string): LogFormat | undefined =>
  logFormats.find((format) => format.id === id);
