import { commands } from './commands/index.ts';
import { datasets } from './datasets.ts';
import { losses } from './losses.ts';
import { inLanguage } from './members.ts';
import { figures, metrics } from './metrics.ts';
import { optimizers } from './optimizers.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { trainingParametersIn } from './training-parameters.ts';
import { views } from './views.ts';

/** The texts of the registries' members in one language. */
export const membersIn = <L extends 'en' | 'pt-BR'>(to: L) => ({
  commands: inLanguage(commands, to),
  views: inLanguage(views, to),
  optimizers: inLanguage(optimizers, to),
  losses: inLanguage(losses, to),
  schedules: inLanguage(schedules, to),
  metrics: inLanguage(metrics, to),
  figures: inLanguage(figures, to),
  settings: inLanguage(settings, to),
  trainingParameters: trainingParametersIn(to),
  datasets: inLanguage(datasets, to),
});
