import { data } from './data.ts';
import { engine } from './engine.ts';
import { grade } from './grade.ts';
import { importing } from './import.ts';
import { job } from './job.ts';
import { lessons } from './lessons.ts';
import { machine } from './machine.ts';
import { networks } from './networks.ts';
import { runs } from './runs.ts';
import { search } from './search.ts';
import { sweep } from './sweep.ts';
import { training } from './training.ts';
import { transfer } from './transfer.ts';

/** The help and the output of every command, by its name on the command line. */
export const commands = {
  ...networks,
  ...training,
  ...sweep,
  ...search,
  ...transfer,
  ...job,
  ...runs,
  ...data,
  import: importing,
  ...lessons,
  ...grade,
  ...engine,
  ...machine,
};
