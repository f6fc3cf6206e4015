import { csv } from './csv/log.ts';
import { csvSteps } from './csv/steps.ts';
import { csvLayers } from './csv-layers/export.ts';
import type { Format, SourceName } from './format.ts';
import { kerasFormat, legacyFormat } from './keras/export.ts';
import { latex } from './latex/export.ts';
import { markdown } from './markdown/export.ts';
import { notebook } from './notebook/export.ts';
import { onnx } from './onnx/export.ts';
import { pdf } from './pdf/export.ts';
import { player } from './player/export.ts';
import { png } from './png/export.ts';
import { python } from './python-keras/export.ts';
import { pythonTorch } from './python-torch/export.ts';
import { pytorch } from './pytorch/export.ts';
import { r } from './r/export.ts';
import { savedmodel } from './savedmodel/export.ts';
import { svg } from './svg/export.ts';
import { tensorboard } from './tensorboard/log.ts';
import { tfjs } from './tfjs/export.ts';
import { tfjsGraph } from './tfjs-graph/export.ts';
import { tflite } from './tflite/export.ts';
import { tikz } from './tikz/export.ts';
import { typescript } from './typescript/export.ts';

/** Every format, in the order they are offered. */
export const formats: readonly Format[] = [
  tfjs,
  tfjsGraph,
  player,
  onnx,
  kerasFormat,
  legacyFormat,
  savedmodel,
  tflite,
  pytorch,
  python,
  notebook,
  pythonTorch,
  typescript,
  r,
  svg,
  pdf,
  png,
  tikz,
  markdown,
  latex,
  csvLayers,
  csv,
  csvSteps,
  tensorboard,
];

export const formatOf = (id: string): Format | undefined => formats.find((format) => format.id === id);

/** The formats that are made from one thing. */
export const formatsFrom = <S extends SourceName>(source: S) =>
  formats.filter((format): format is Extract<Format, { readonly source: S }> => format.source === source);
