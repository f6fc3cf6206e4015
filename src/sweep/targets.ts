import type { z } from 'zod';
import { argumentsOf, definitionOf, inputPorts } from '../document/blocks.ts';
import { settingTitle, withDefaults } from '../document/compare/words.ts';
import type { BlockDefinition, ConvasDocument, DataReference, LayerNode } from '../document/schema.ts';
import { fieldsOf } from '../layers/form.ts';
import { kindOf } from '../layers/registry.ts';
import { type Sizing, sizingOf, sizings, withParams, withSizing } from '../preprocessing/edit.ts';
import { stepOf } from '../preprocessing/registry.ts';
import type { Language } from '../text/catalogue.ts';
import { describe, type Field } from '../text/describe.ts';
import { language } from '../text/language.ts';
import { losses, lossOf } from '../training/losses/registry.ts';
import { optimizerOf, optimizers } from '../training/optimizers/registry.ts';
import { scheduleOf, schedules } from '../training/schedules/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../training/settings.ts';
import { memberTitle, parametersOf } from '../training/texts.ts';
import type { SweepValue } from './spec.ts';
import { isStructure, setStructure, structuresOf } from './structure.ts';
import type { Target } from './target.ts';

function typeOf(field: Field): Target['type'] | null {
  const { control } = field;
  if (control === 'number') return field.bounds.integer ? 'integer' : 'number';
  return control === 'choice' || control === 'flag' || control === 'tuple' ? control : null;
}

/** The parameters that can be varied. @param prefix of their paths, with its dot */
function fromFields(
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  group: string,
  prefix: string,
): Target[] {
  return fields.flatMap((field) => {
    const { name, title } = field;
    const type = typeOf(field);
    if (type === null) return [];
    const { min, max } = field.control === 'number' ? field.bounds : { min: null, max: null };
    const options = field.control === 'choice' ? field.options.map(({ value }) => value) : [];
    return { path: prefix + name, group, title, type, min, max, options, value: values[name] };
  });
}

const fromSchema = (
  schema: z.ZodType,
  values: Readonly<Record<string, unknown>>,
  group: string,
  prefix: string,
): Target[] =>
  fromFields(
    describe(schema).map((field) => ({ ...field, title: settingTitle(field.name) })),
    values,
    group,
    prefix,
  );

function ofBlock(document: ConvasDocument, layer: LayerNode): Target[] {
  const block = definitionOf(document, layer);
  if (!block) return [];
  const repeat: Target = {
    path: `${layer.name}.repeat`,
    group: layer.name,
    title: settingTitle('repeat'),
    type: 'integer',
    min: 1,
    max: 1000,
    options: [],
    value: layer.block?.repeat ?? 1,
  };
  const own = Object.entries(argumentsOf(block, layer)).flatMap(([name, value]): Target[] => {
    const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'flag' : null;
    if (type === null) return [];
    return [
      {
        path: `${layer.name}.${name}`,
        group: layer.name,
        title: settingTitle(name),
        type: type === 'number' && Number.isInteger(value) ? 'integer' : type,
        min: null,
        max: null,
        options: [],
        value,
      },
    ];
  });
  return [...ofBlockType(document, layer, block), repeat, ...own];
}

/** Which block an instance is of: one of those with as many inputs, by their names. */
function ofBlockType(document: ConvasDocument, layer: LayerNode, block: BlockDefinition): Target[] {
  const inputs = inputPorts(block).length;
  const names = document.blocks
    .filter((other) => inputPorts(other).length === inputs)
    .map((other) => other.name);
  if (names.length < 2) return [];
  return [
    {
      path: `${layer.name}.block`,
      group: layer.name,
      title: settingTitle('block'),
      type: 'choice',
      min: null,
      max: null,
      options: [...new Set(names)],
      value: block.name,
    },
  ];
}

/** What of one layer can be varied; a large network is not gone through for it. */
export function targetsOfLayer(document: ConvasDocument, layer: LayerNode): readonly Target[] {
  const kind = kindOf(layer.kind);
  if (!kind) return ofBlock(document, layer);
  const values = withDefaults(kind.parameters, layer.params);
  return [
    ...fromFields(fieldsOf(kind), values, layer.name, `${layer.name}.`),
    ...structuresOf(document, layer),
  ];
}

/** The settings that name a member of a catalogue. */
const catalogues = {
  optimizer: { of: 'optimizers', all: optimizers, find: optimizerOf },
  loss: { of: 'losses', all: losses, find: lossOf },
  schedule: { of: 'schedules', all: schedules, find: scheduleOf },
} as const;
type CatalogueName = keyof typeof catalogues;
const catalogueNames = Object.keys(catalogues) as CatalogueName[];
const isCatalogue = (name: string): name is CatalogueName => Object.hasOwn(catalogues, name);

function ofTraining({ training }: ConvasDocument): Target[] {
  const nested = trainingSettingsSchema.shape;
  const chosen = catalogueNames.flatMap((name): Target[] => {
    const { kind, params } = training[name];
    const { of, all, find } = catalogues[name];
    const known = find(kind);
    return [
      {
        path: `training.${name}`,
        group: settingTitle('training'),
        title: settingTitle(name),
        type: 'choice',
        min: null,
        max: null,
        options: Object.keys(all),
        value: kind,
      },
      ...(known
        ? fromFields(
            parametersOf(known),
            withDefaults(known.parameters, params),
            memberTitle(of, kind),
            `training.${name}.`,
          )
        : []),
    ];
  });
  return [
    ...fromSchema(trainingSettingsSchema, training, settingTitle('training'), 'training.'),
    ...chosen,
    ...fromSchema(nested.warmup, training.warmup, settingTitle('warmup'), 'training.warmup.'),
    ...fromSchema(nested.clipping, training.clipping, settingTitle('clipping'), 'training.clipping.'),
  ];
}

/** How images get the size of the input, and the parameters of each step, by its name. */
function ofPreprocessing(steps: DataReference['preprocessing']): Target[] {
  const sizing = sizingOf(steps);
  const size: Target = {
    path: 'data.size',
    group: settingTitle('data'),
    title: settingTitle('size'),
    type: 'choice',
    min: null,
    max: null,
    options: sizings,
    value: sizing,
  };
  const first = steps.filter(
    ({ step, off }, index) => !off && steps.findIndex((other) => other.step === step) === index,
  );
  return [
    ...(sizing ? [size] : []),
    ...first.flatMap(({ step, params }) =>
      fromSchema(stepOf(step)!.parameters, params, settingTitle('data'), `data.${step}.`),
    ),
  ];
}

function setInPreprocessing(
  steps: DataReference['preprocessing'],
  [name = '', parameter]: string[],
  value: SweepValue,
): DataReference['preprocessing'] {
  if (parameter === undefined) return withSizing(steps, value as Sizing);
  return withParams(steps, name, { [parameter]: value });
}

const targetsCache = new WeakMap<ConvasDocument, Map<Language, readonly Target[]>>();

/** Everything of a document that a sweep can vary: settings first, then the layers' parameters in their order. */
export function targetsOf(document: ConvasDocument): readonly Target[] {
  const languages = targetsCache.get(document) ?? new Map<Language, readonly Target[]>();
  targetsCache.set(document, languages);
  const cached = languages.get(language());
  if (cached) return cached;
  const { data } = document;
  const targets = [
    ...ofTraining(document),
    ...(data ? ofPreprocessing(data.preprocessing) : []),
    ...document.layers.flatMap((layer) => targetsOfLayer(document, layer)),
  ];
  languages.set(language(), targets);
  return targets;
}

/** `training.learningRate` is the optimizer's: the name that a person thinks of first. */
const shorthands: Readonly<Record<string, string>> = {
  'training.learningRate': 'training.optimizer.learningRate',
  // What a version 4 document called them: a sweep of that time may still be planned.
  'data.fit': 'data.size',
  'data.scaling': 'data.rescale.range',
};

/** The target of a path; undefined where the document has none. */
export const targetOf = (document: ConvasDocument, path: string): Target | undefined =>
  targetsOf(document).find((target) => target.path === (shorthands[path] ?? path));

type Params = LayerNode['params'];

function setInTraining(training: TrainingSettings, [name = '', ...rest]: string[], value: SweepValue) {
  if (isCatalogue(name)) {
    const before = training[name];
    if (rest.length === 0) {
      // Another kind's parameters mean something else; the rate is meant for what it is.
      return { ...training, [name]: before.kind === value ? before : { kind: value as string, params: {} } };
    }
    return { ...training, [name]: { ...before, params: { ...before.params, [rest[0]!]: value } } };
  }
  if (rest.length === 0) return { ...training, [name]: value };
  const inner = training[name as 'warmup'];
  return { ...training, [name]: { ...inner, [rest[0]!]: value } };
}

/** The instance as one of another block, with the parameters that both have. */
function withBlock(document: ConvasDocument, layer: LayerNode, name: string): LayerNode {
  const next = document.blocks.find((block) => block.name === name);
  if (!next || !layer.block || layer.block.definition === next.id) return layer;
  const kept = next.parameters.filter((parameter) => Object.hasOwn(layer.params, parameter.name));
  return {
    ...layer,
    block: { ...layer.block, definition: next.id },
    params: Object.fromEntries(kept.map((parameter) => [parameter.name, layer.params[parameter.name]!])),
  };
}

function setInLayer(document: ConvasDocument, layer: LayerNode, name: string, value: SweepValue): LayerNode {
  if (layer.block && name === 'block') return withBlock(document, layer, String(value));
  if (layer.block && name === 'repeat')
    return { ...layer, block: { ...layer.block, repeat: value as number } };
  return { ...layer, params: { ...layer.params, [name]: value } as Params };
}

/** The document with one of its targets changed. The value is checked where the document is. */
export function setTarget(document: ConvasDocument, path: string, value: SweepValue): ConvasDocument {
  const whole = shorthands[path] ?? path;
  const [room = '', ...rest] = whole.split('.');
  const owner = document.layers.find(
    ({ name }) => whole.startsWith(`${name}.`) && !whole.slice(name.length + 1).includes('.'),
  );
  if (owner) {
    const name = whole.slice(owner.name.length + 1);
    if (isStructure(name) && !owner.block) return setStructure(document, owner, name, value);
    return {
      ...document,
      layers: document.layers.map((layer) =>
        layer === owner ? setInLayer(document, layer, name, value) : layer,
      ),
    };
  }
  if (room === 'training')
    return { ...document, training: setInTraining(document.training, rest, value) as TrainingSettings };
  if (room === 'data' && document.data)
    return {
      ...document,
      data: {
        ...document.data,
        preprocessing: setInPreprocessing(document.data.preprocessing, rest, value),
      },
    };
  return document;
}
