import { activations, initializers, interpolations, paddings } from './activations.ts';
import { commands } from './commands/index.ts';
import { datasets } from './datasets.ts';
import { families, sides } from './families.ts';
import { formats } from './formats.ts';
import { kinds } from './kinds/index.ts';
import { losses } from './losses.ts';
import { inLanguage } from './members.ts';
import { figures, metrics } from './metrics.ts';
import { optimizers } from './optimizers.ts';
import { parameters } from './parameters.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { steps } from './steps/index.ts';
import { templates } from './templates/index.ts';
import { trainingParametersIn } from './training-parameters.ts';
import { viewGroups } from './view-groups.ts';
import { views } from './views/index.ts';

/** The texts of the registries' members in one language. */
export const membersIn = <L extends 'en' | 'pt-BR'>(to: L) => ({
  activations: inLanguage(activations, to),
  commands: inLanguage(commands, to),
  datasets: inLanguage(datasets, to),
  formats: inLanguage(formats, to),
  families: inLanguage(families, to),
  figures: inLanguage(figures, to),
  initializers: inLanguage(initializers, to),
  interpolations: inLanguage(interpolations, to),
  kinds: inLanguage(kinds, to),
  losses: inLanguage(losses, to),
  metrics: inLanguage(metrics, to),
  optimizers: inLanguage(optimizers, to),
  paddings: inLanguage(paddings, to),
  parameters: inLanguage(parameters, to),
  schedules: inLanguage(schedules, to),
  settings: inLanguage(settings, to),
  sides: inLanguage(sides, to),
  steps: inLanguage(steps, to),
  templates: inLanguage(templates, to),
  trainingParameters: trainingParametersIn(to),
  viewGroups: inLanguage(viewGroups, to),
  views: inLanguage(views, to),
});
