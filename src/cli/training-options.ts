import type { Command } from 'commander';
import type { ConvasDocument } from '../document/schema.ts';
import { issueText } from '../text/issue.ts';
import { text } from '../text/language.ts';
import { message, sentence } from '../text/message.ts';
import { losses } from '../training/losses/registry.ts';
import { metrics } from '../training/metrics/registry.ts';
import { optimizerOf, optimizers } from '../training/optimizers/registry.ts';
import { resolveSettings } from '../training/resolve.ts';
import { schedules } from '../training/schedules/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../training/settings.ts';
import { option, positiveInteger, positiveNumber, share, wholeNumber } from './command.ts';
import { CliError } from './output.ts';
import { numberOf, numbersOf, pairsOf, partsOf, readChoice } from './values.ts';

/** What one option makes of the settings; a wrong value throws CliError. */
type Apply = (
  training: TrainingSettings,
  text: string,
  document: ConvasDocument,
) => Partial<TrainingSettings>;

interface TrainingOption {
  readonly flag: keyof typeof text.commands.train.settings;
  /** The catalog that its help names. */
  readonly kinds?: object;
  readonly apply: Apply;
}

/** A kind with parameters, on top of those that it has already. */
const chosen =
  (field: 'optimizer' | 'loss' | 'schedule'): Apply =>
  (training, text) => {
    const { kind, params } = readChoice(text);
    // Another kind's parameters mean something else.
    const kept = kind === training[field].kind ? training[field].params : {};
    return { [field]: { kind, params: { ...kept, ...params } } };
  };

/** Parameters of the optimizer itself. */
const tuned = ({ optimizer }: TrainingSettings, params: Record<string, unknown>) => ({
  optimizer: { ...optimizer, params: { ...optimizer.params, ...params } },
});

/** An entry for each layer that is named, on top of what it has already. */
function onLayers(
  { layers }: TrainingSettings,
  document: ConvasDocument,
  entries: readonly (readonly [name: string, own: TrainingSettings['layers'][string]])[],
): Partial<TrainingSettings> {
  const changed = entries.map(([name, own]) => {
    const layer = document.layers.find((each) => each.name === name || each.id === name);
    if (layer) return [layer.id, { ...layers[layer.id], ...own }];
    const names = document.layers.map((each) => each.name).join(', ');
    throw new CliError(message('cli.no-layer', { name, known: names }), 2);
  });
  return { layers: { ...layers, ...Object.fromEntries(changed) } };
}

/** Fields by name, or a plain number for the one that matters most; `none` for nothing of it. */
function fields(flag: string, text: string, main: string): Record<string, unknown> | null {
  if (text === 'none') return null;
  return text.includes('=') ? pairsOf(text) : { [main]: numberOf(flag, text) };
}

const options: readonly TrainingOption[] = [
  {
    flag: 'optimizer',
    kinds: optimizers,
    apply: chosen('optimizer'),
  },
  {
    flag: 'learning-rate',
    apply: (training, text) => tuned(training, { learningRate: numberOf('--learning-rate', text) }),
  },
  {
    flag: 'schedule',
    kinds: schedules,
    apply: chosen('schedule'),
  },
  {
    flag: 'warmup',
    apply(_training, text) {
      const integer = text.endsWith('s');
      const length = numberOf('--warmup', text.replace(/s$/, ''), { integer });
      return { warmup: { length, unit: integer ? 'steps' : 'epochs' } };
    },
  },
  { flag: 'loss', kinds: losses, apply: chosen('loss') },
  {
    flag: 'clip',
    apply(training, text) {
      const [by, limit = training.clipping.limit] = Object.entries(
        fields('--clip', text, 'globalNorm') ?? { none: 1 },
      )[0]!;
      return { clipping: { by, limit } as TrainingSettings['clipping'] };
    },
  },
  {
    flag: 'weight-decay',
    apply(training, text) {
      const own = optimizerOf(training.optimizer.kind)?.parameters.safeParse({}).data ?? {};
      const weightDecay = numberOf('--weight-decay', text);
      return 'weightDecay' in own ? tuned(training, { weightDecay }) : { weightDecay };
    },
  },
  {
    flag: 'class-weights',
    apply: (_training, text) => ({
      classWeights: (/\d/.test(text)
        ? numbersOf('--class-weights', text)
        : text) as TrainingSettings['classWeights'],
    }),
  },
  {
    flag: 'metrics',
    kinds: metrics,
    apply: (_training, text) => ({ metrics: text === 'none' ? [] : partsOf(text) }),
  },
  {
    flag: 'freeze',
    apply: (training, text, document) =>
      onLayers(
        training,
        document,
        partsOf(text).map((name) => [name, { frozen: true }]),
      ),
  },
  {
    flag: 'layer-rates',
    apply: (training, text, document) =>
      onLayers(
        training,
        document,
        Object.entries(pairsOf(text)).map(([name, rate]) => [name, { rate: rate as number }]),
      ),
  },
  {
    flag: 'pretrain',
    apply(training, text) {
      const given = fields('--pretrain', text, 'epochs');
      return { pretraining: given && { ...training.pretraining, ...given } } as Partial<TrainingSettings>;
    },
  },
  {
    flag: 'early-stopping',
    apply(training, text) {
      const given = fields('--early-stopping', text, 'patience');
      const earlyStopping = given && { ...training.earlyStopping, ...given };
      return { earlyStopping } as Partial<TrainingSettings>;
    },
  },
  {
    flag: 'checkpoints',
    apply: (training, text) => ({
      checkpoints: {
        ...training.checkpoints,
        ...(fields('--checkpoints', text, 'epochs') ?? { epochs: null, minutes: null }),
      },
    }),
  },
];

/** A parameter that is misspelt would be left out in silence. @throws CliError with status 2 */
function refuseUnknown(flag: string, given: object, known: object): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new CliError(
    message('cli.no-field', { option: flag, name: unknown, known: Object.keys(known).join(', ') }),
    2,
  );
}

const catalogued = ['optimizer', 'loss', 'schedule'] as const;

/** The values of the options below, as commander hands them over. */
export interface TrainingFlags {
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly validationSplit?: number;
  readonly seed?: number;
  readonly [flag: string]: unknown;
}

const camel = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Adds the options that say how to train. */
export function addTrainingOptions(command: Command): Command {
  const { options: help, settings } = text.commands.train;
  command
    .addOption(option('--epochs', help.epochs).argParser(positiveInteger))
    .addOption(option('--batch-size', help['batch-size']).argParser(positiveInteger))
    .addOption(option('--validation-split', help['validation-split']).argParser(share))
    .addOption(option('--seed', help.seed).argParser(wholeNumber));
  for (const { flag, kinds = {} } of options) {
    const check = flag === 'learning-rate' ? (written: string) => String(positiveNumber(written)) : String;
    const words = settings[flag]({ kinds: Object.keys(kinds).join(', ') });
    command.addOption(option(`--${flag}`, words).argParser(check));
  }
  return command;
}

/**
 * The document with what the command line says otherwise of its training.
 * @throws CliError with status 2 for settings that cannot be trained with
 */
export function withTraining(document: ConvasDocument, flags: TrainingFlags): ConvasDocument {
  const { epochs, batchSize, validationSplit, seed } = flags;
  let training: TrainingSettings = {
    ...document.training,
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
    ...(validationSplit !== undefined && { validationSplit }),
    ...(seed !== undefined && { seed }),
  };
  for (const { flag, apply } of options) {
    const given = flags[camel(flag)];
    if (typeof given !== 'string') continue;
    const change = apply(training, given, document);
    const parsed = trainingSettingsSchema.safeParse({ ...training, ...change });
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      const field = issue.path.join('.');
      const wrong = { option: flag, value: given, field, reason: issueText(issue) };
      throw new CliError(message('cli.field-wrong', wrong), 2);
    }
    training = parsed.data;
    for (const field of ['earlyStopping', 'checkpoints', 'pretraining'] as const) {
      if (change[field]) refuseUnknown(flag, change[field], training[field]!);
    }
  }
  const resolution = resolveSettings(training);
  if (!resolution.ok) throw new CliError(sentence(resolution.error), 2);
  for (const field of catalogued) {
    if (flags[field] !== undefined) {
      refuseUnknown(field, training[field].params, resolution.settings[field].params);
    }
  }
  return { ...document, training };
}
