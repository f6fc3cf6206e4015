import { csv } from './csv/log.ts';
import { csvSteps } from './csv/steps.ts';
import type { ModelFormat } from './format.ts';
import type { HistoryFormat } from './history.ts';
import { onnx } from './onnx/export.ts';
import { tensorboard } from './tensorboard/log.ts';
import { tfjs } from './tfjs/export.ts';

type Format = ModelFormat | HistoryFormat;

/** Every format, in the order they are offered. */
export const formats: readonly Format[] = [tfjs, onnx, csv, csvSteps, tensorboard];

/** The formats of what a run has: its weights, or its history. */
export const formatsFrom = <F extends Format['from']>(from: F) =>
  formats.filter((format): format is Extract<Format, { readonly from: F }> => format.from === from);

export const modelFormatOf = (id: string): ModelFormat | undefined =>
  formatsFrom('weights').find((format) => format.id === id);

export const historyFormatOf = (id: string): HistoryFormat | undefined =>
  formatsFrom('history').find((format) => format.id === id);
