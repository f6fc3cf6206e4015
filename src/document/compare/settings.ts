import { lossOf } from '../../training/losses/registry.ts';
import { optimizerOf } from '../../training/optimizers/registry.ts';
import { scheduleOf } from '../../training/schedules/registry.ts';
import { allWritten } from '../../training/settings.ts';
import { type Parameterized, parametersOf, type TrainingGroup, titled } from '../../training/texts.ts';
import type { ConvasDocument } from '../schema.ts';
import { same, settingName, settingTitle, withDefaults } from './words.ts';

/** One setting of several documents. */
export interface SettingRow {
  /** Where it stands: `training.optimizer.learningRate`. */
  readonly path: string;
  /** What it is called: `Optimizer: Learning rate`. */
  readonly title: string;
  /** Of each document; undefined where a document has no such setting. A member of a catalogue is a message. */
  readonly values: readonly unknown[];
}

export interface SettingComparison {
  readonly differing: readonly SettingRow[];
  readonly alike: readonly SettingRow[];
}

interface Named {
  readonly of: TrainingGroup;
  find(kind: string): Parameterized | undefined;
}

/** The settings that name a member of a catalogue. */
const catalogues: Readonly<Record<string, Named>> = {
  optimizer: { of: 'optimizers', find: optimizerOf },
  loss: { of: 'losses', find: lossOf },
  schedule: { of: 'schedules', find: scheduleOf },
};

interface Leaf {
  readonly title: string;
  readonly value: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* chosenLeaves(path: string, name: string, value: unknown): Generator<[string, Leaf]> {
  const { kind, params } = value as { kind: string; params: Readonly<Record<string, unknown>> };
  const { of, find } = catalogues[name]!;
  const known = find(kind);
  const titles = new Map(known && parametersOf(known).map((field) => [field.name, field.title]));
  yield [path, { title: settingTitle(name), value: known ? titled(of, kind) : kind }];
  for (const [parameter, own] of Object.entries(withDefaults(known?.parameters, params))) {
    const title = titles.get(parameter) ?? settingTitle(parameter);
    yield [`${path}.${parameter}`, { title: `${settingTitle(name)}: ${title}`, value: own }];
  }
}

function* leavesOf(path: string, name: string, title: string, value: unknown): Generator<[string, Leaf]> {
  if (Object.hasOwn(catalogues, name)) yield* chosenLeaves(path, name, value);
  else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* leavesOf(`${path}.${key}`, key, `${title}: ${settingName(key)}`, inner);
    }
  } else yield [path, { title, value }];
}

/** The data, which steps prepare them, and the parameters of each. */
function* dataLeaves(data: ConvasDocument['data']): Generator<[string, Leaf]> {
  const leaf = (path: string, name: string, value: unknown): [string, Leaf] => [
    `data.${path}`,
    { title: `${settingTitle('data')}: ${settingName(name)}`, value },
  ];
  const { preprocessing, ...rest } = data ?? { dataset: null, preprocessing: [] };
  for (const [name, value] of Object.entries(rest)) yield leaf(name, name, value);
  if (!data) return;
  yield leaf(
    'preprocessing',
    'preprocessing',
    preprocessing.map(({ step, off }) => (off ? `(${step})` : step)).join(', '),
  );
  for (const { step, params } of preprocessing)
    for (const [name, value] of Object.entries(params)) yield leaf(`${step}.${name}`, name, value);
}

/** Every setting of a document with defaults filled in, in the order of the form. */
export function settingsOf({ training, data, layers }: ConvasDocument): ReadonlyMap<string, Leaf> {
  const { layers: own, ...settings } = allWritten(training);
  const names = new Map(layers.map(({ id, name }) => [id, name]));
  return new Map([
    ...dataLeaves(data),
    ...Object.entries(settings).flatMap(([name, value]) => [
      ...leavesOf(`training.${name}`, name, settingTitle(name), value),
    ]),
    ...Object.entries(own ?? {}).flatMap(([id, value]) => [
      ...leavesOf(`training.layers.${id}`, id, names.get(id) ?? id, value),
    ]),
  ]);
}

/** The settings of several documents side by side: data, training, and those of single layers. */
export function compareSettings(documents: readonly ConvasDocument[]): SettingComparison {
  const all = documents.map(settingsOf);
  const titles = new Map(all.flatMap((leaves) => [...leaves].map(([path, { title }]) => [path, title])));
  const rows = [...titles].map(
    ([path, title]): SettingRow => ({
      path,
      title,
      values: all.map((leaves) => leaves.get(path)?.value),
    }),
  );
  const isAlike = ({ values }: SettingRow): boolean => values.every((value) => same(value, values[0]));
  return { differing: rows.filter((row) => !isAlike(row)), alike: rows.filter(isAlike) };
}
