import { blocks } from './blocks.ts';
import { canvas } from './canvas.ts';
import { data } from './data.ts';
import { insight } from './insight.ts';
import { runs } from './runs.ts';
import { shell } from './shell.ts';
import { training } from './training.ts';

/** English, one file an area. */
export const en = { shell, canvas, blocks, data, training, insight, runs };
