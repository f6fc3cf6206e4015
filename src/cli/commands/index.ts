import type { AddCommand } from '../command.ts';
import { analyzeCommand } from './analyze.ts';
import { benchCommand } from './bench.ts';
import { dataCommand } from './data.ts';
import { datasetsCommand } from './datasets.ts';
import { doctorCommand } from './doctor.ts';
import { engineCommand } from './engine.ts';
import { evaluateCommand } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { findRateCommand } from './find-rate.ts';
import { gradeCommand } from './grade.ts';
import { healthCommand } from './health.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { jobCommand } from './job.ts';
import { layersCommand } from './layers.ts';
import { lessonsCommand } from './lessons.ts';
import { predictCommand } from './predict.ts';
import { runsCommand } from './runs.ts';
import { searchCommand } from './search.ts';
import { serveCommand } from './serve.ts';
import { sweepCommand } from './sweep.ts';
import { templatesCommand } from './templates.ts';
import { trainCommand } from './train.ts';
import { transferCommand } from './transfer.ts';

/** The commands, in the order of the help. */
export const commands: readonly AddCommand[] = [
  templatesCommand,
  layersCommand,
  analyzeCommand,
  findRateCommand,
  trainCommand,
  transferCommand,
  sweepCommand,
  searchCommand,
  jobCommand,
  evaluateCommand,
  healthCommand,
  predictCommand,
  inspectCommand,
  exportCommand,
  dataCommand,
  importCommand,
  datasetsCommand,
  runsCommand,
  lessonsCommand,
  gradeCommand,
  benchCommand,
  serveCommand,
  engineCommand,
  doctorCommand,
];
