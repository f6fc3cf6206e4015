import { blocks } from './blocks.ts';
import { canvas } from './canvas.ts';
import { charts } from './charts.ts';
import { collect } from './collect.ts';
import { data } from './data.ts';
import { demo } from './demo.ts';
import { explore } from './explore.ts';
import { insight } from './insight.ts';
import { keys } from './keys.ts';
import { keywords } from './keywords.ts';
import { lessons } from './lessons.ts';
import { measures } from './measures.ts';
import { numbers } from './numbers.ts';
import { ownData } from './ownData.ts';
import { prepare } from './prepare.ts';
import { runs } from './runs.ts';
import { runtime } from './runtime.ts';
import { share } from './share.ts';
import { shell } from './shell/index.ts';
import { speed } from './speed.ts';
import { splits, versions } from './splits.ts';
import { together } from './together.ts';
import { training } from './training.ts';
import { transfer } from './transfer.ts';
import { updates } from './updates.ts';

/** The window's and the page's own text, one file per area. */
export const ui = {
  shell,
  keys,
  keywords,
  canvas,
  charts,
  blocks,
  lessons,
  measures,
  data,
  demo,
  collect,
  explore,
  ownData,
  prepare,
  splits,
  versions,
  training,
  transfer,
  insight,
  runs,
  share,
  together,
  speed,
  numbers,
  updates,
  runtime,
};
