import { card } from './card.ts';
import { checks } from './checks.ts';
import { cli } from './cli.ts';
import { common } from './common.ts';
import { compare } from './compare.ts';
import { course } from './course.ts';
import { datasets } from './datasets.ts';
import { document } from './document.ts';
import { engine } from './engine.ts';
import { figures } from './figures.ts';
import { files } from './files.ts';
import { importing } from './import.ts';
import { imports } from './imports.ts';
import { insight } from './insight.ts';
import { interchange } from './interchange.ts';
import { job } from './job.ts';
import { layers } from './layers.ts';
import { lints } from './lints.ts';
import { members } from './members.ts';
import { network } from './network.ts';
import { numbers } from './numbers.ts';
import { ownData } from './ownData.ts';
import { player } from './player.ts';
import { preprocessing } from './preprocessing.ts';
import { programs } from './programs.ts';
import { protocol } from './protocol.ts';
import { provision } from './provision.ts';
import { repairs } from './repairs.ts';
import { runs } from './runs.ts';
import { sweep } from './sweep.ts';
import { systemErrors } from './system-errors.ts';
import { tables } from './tables.ts';
import { templates } from './templates.ts';
import { training } from './training.ts';
import { remedies, troubles } from './troubles.ts';
import { values } from './values.ts';
import { versions } from './versions.ts';

/** Sentences that other packages ask for by key, one file per area. */
export const messages = {
  card,
  checks,
  cli,
  common,
  compare,
  course,
  datasets,
  document,
  engine,
  figures,
  files,
  import: importing,
  imports,
  insight,
  interchange,
  job,
  layers,
  lints,
  members,
  network,
  numbers,
  ownData,
  player,
  preprocessing,
  programs,
  provision,
  remedies,
  protocol,
  repairs,
  runs,
  sweep,
  systemErrors,
  tables,
  templates,
  training,
  troubles,
  values,
  versions,
};
