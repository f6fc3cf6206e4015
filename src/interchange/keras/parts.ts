import type { ActivationName } from '../../layers/activations.ts';
import type { InitializerName } from '../../layers/initializers.ts';
import type { RuleParams } from '../../layers/rules.ts';
import { message } from '../../text/message.ts';
import { readActivation, writeActivation } from './activations.ts';
import { readInitializer, writeInitializer } from './initializers.ts';
import { type Codec, type Config, describeValue, isConfig, type Reader, unreadable } from './layer.ts';

/** A piece of a layer's config, in both directions. */
export interface Part<P> {
  readonly keys: readonly string[];
  write(params: P): Config;
  read(config: Config, reader: Reader): Readonly<Record<string, unknown>>;
}

/** A part of its own. */
export const part = <P>(own: Part<P>): Part<P> => own;

/** One parameter, of the same value in Keras. */
export const same = <K extends string>(param: K, key: string): Part<{ readonly [N in K]: unknown }> => ({
  keys: [key],
  write: (params) => ({ [key]: params[param] }),
  read: (config) => (key in config ? { [param]: config[key] } : {}),
});

/** One number for each dimension; Keras also takes one for all. */
export const lengths = <K extends string>(
  param: K,
  key: string,
  dimensions: number,
): Part<{ readonly [N in K]: unknown }> => ({
  ...same(param, key),
  read(config) {
    const value = config[key];
    if (value === undefined || value === null) return {};
    return { [param]: Array.isArray(value) ? value : Array.from({ length: dimensions }, () => value) };
  },
});

export const activated = <K extends string>(
  param: K,
  key: string,
): Part<{ readonly [N in K]: ActivationName }> => ({
  keys: [key],
  write: (params) => ({ [key]: writeActivation(params[param]) }),
  read: (config, { dialect }) =>
    key in config ? { [param]: readActivation(config[key], key, dialect) } : {},
});

export const initialized = <K extends string>(
  param: K,
  key: string,
): Part<{ readonly [N in K]: InitializerName }> => ({
  keys: [key],
  write: (params) => ({ [key]: writeInitializer(params[param]) }),
  read(config, reader) {
    const found = key in config ? readInitializer(config[key], key, reader) : undefined;
    return found === undefined ? {} : { [param]: found };
  },
});

const constraints = {
  nonNegative: 'NonNeg',
  unitNorm: 'UnitNorm',
  maxNorm: 'MaxNorm',
} as const;

const constraintKinds: ReadonlyMap<string, keyof typeof constraints> = new Map(
  Object.entries(constraints).map(([kind, name]) => [name, kind as keyof typeof constraints]),
);

interface WrappedConstraint {
  readonly class_name: string;
  readonly config: Config;
}

const classOf = (value: unknown): WrappedConstraint | null =>
  isConfig(value) && typeof value['class_name'] === 'string'
    ? { class_name: value['class_name'], config: isConfig(value['config']) ? value['config'] : {} }
    : null;

/** Axes count from the front of the weight; a norm is along all of these. */
const sameAxes = (found: unknown, axes: readonly number[]): boolean => [found].flat().join() === axes.join();

function readRegularizer(value: unknown): Readonly<Record<string, unknown>> | null {
  const found = classOf(value);
  if (!found || !['L1L2', 'L1', 'L2'].includes(found.class_name)) return null;
  return { kernelL1: found.config['l1'] ?? 0, kernelL2: found.config['l2'] ?? 0 };
}

function readConstraint(value: unknown, axes: readonly number[]): Readonly<Record<string, unknown>> | null {
  const found = classOf(value);
  const kind = found && constraintKinds.get(found.class_name);
  if (!kind) return null;
  if (kind !== 'nonNegative' && !sameAxes(found.config['axis'], axes)) return null;
  return {
    kernelConstraint: kind,
    ...(kind === 'maxNorm' && { kernelMaxNorm: found.config['max_value'] ?? 2 }),
  };
}

const writeRules = (params: RuleParams, axes: readonly number[], name: string): Config => {
  const { kernelL1: l1, kernelL2: l2, kernelConstraint: kind, kernelMaxNorm } = params;
  const own = { registered_name: null };
  const norm = kind === 'maxNorm' ? { max_value: kernelMaxNorm, axis: axes } : { axis: axes };
  return {
    [`${name}_regularizer`]:
      l1 > 0 || l2 > 0
        ? { module: 'keras.regularizers', class_name: 'L1L2', config: { l1, l2 }, ...own }
        : null,
    [`${name}_constraint`]:
      kind === 'none'
        ? null
        : {
            module: 'keras.constraints',
            class_name: constraints[kind],
            config: kind === 'nonNegative' ? {} : norm,
            ...own,
          },
  };
};

/**
 * Penalties and constraint of a layer's kernels.
 * @param kernels what Keras calls each, with the axes that its norms are taken along; all are restrained alike here
 */
export function ruled(kernels: Readonly<Record<string, readonly number[]>>): Part<RuleParams> {
  const names = Object.keys(kernels);
  const keys = names.flatMap((name) => [`${name}_regularizer`, `${name}_constraint`]);
  return {
    keys,
    write: (params) => Object.assign({}, ...names.map((name) => writeRules(params, kernels[name]!, name))),
    read(config, reader) {
      const readings = names.map((name) => {
        const left = (key: string) => {
          reader.note(
            message('import.setting-left-out', { setting: key, value: describeValue(config[key]) }),
          );
          return {};
        };
        const regularizer = `${name}_regularizer`;
        const constraint = `${name}_constraint`;
        return {
          ...(config[regularizer] ? (readRegularizer(config[regularizer]) ?? left(regularizer)) : {}),
          ...(config[constraint]
            ? (readConstraint(config[constraint], kernels[name]!) ?? left(constraint))
            : {}),
        };
      });
      const [first] = readings;
      const differs = readings.some((reading) => JSON.stringify(reading) !== JSON.stringify(first));
      if (differs) reader.note(message('import.rules-differ', { keys }));
      return first!;
    },
  };
}

/** What is written the same each time, and must be so in what is read. */
export const constantPart = (config: Config): Part<unknown> => ({
  keys: Object.keys(config),
  write: () => config,
  read(found) {
    for (const [key, value] of Object.entries(config)) {
      if (key in found && JSON.stringify(found[key] ?? null) !== JSON.stringify(value))
        throw unreadable(key, found[key]);
    }
    return {};
  },
});

/** The axis of a normalization or of a concatenation; Keras may have it in a list. */
export const axis: Part<{ readonly axis: number }> = {
  keys: ['axis'],
  write: (params) => ({ axis: params.axis }),
  read(config) {
    const found = config['axis'];
    if (found === undefined) return {};
    const [only, ...others] = Array.isArray(found) ? found : [found];
    if (others.length > 0) throw unreadable('axis', found);
    return { axis: only };
  },
};

/** Settings that change nothing that is computed with one batch, or that are kept elsewhere. */
const ignored: ReadonlySet<string> = new Set([
  'name',
  'trainable',
  'dtype',
  'batch_input_shape',
  'batch_shape',
  'seed',
  'unroll',
  'implementation',
  'time_major',
  'zero_output_for_mask',
  'use_cudnn',
  'input_length',
  'build_config',
  'sparse',
  'ragged',
  'optional',
  'input_dtype',
  'synchronized',
  'renorm_momentum',
  'lora_alpha',
  'batch_size',
]);

/** Settings that say nothing where they are not set. */
const isUnset = (value: unknown): boolean => value === null || value === undefined || value === false;

type AnyPart = Pick<Part<never>, 'keys' | 'read' | 'write'>;
type ParamsTaker<T> = T extends Part<infer P> ? (params: P) => void : never;
/** All parameters that some parts write. */
type ParamsOfParts<T extends readonly unknown[]> =
  ParamsTaker<T[number]> extends (params: infer P) => void ? P : never;

/** @throws Unreadable, from its parts */
export function readParts(
  parts: readonly Pick<AnyPart, 'keys' | 'read'>[],
  config: Config,
  reader: Reader,
): Readonly<Record<string, unknown>> {
  const known = new Set(parts.flatMap(({ keys }) => keys));
  for (const [key, value] of Object.entries(config)) {
    if (known.has(key) || ignored.has(key) || isUnset(value)) continue;
    reader.note(message('import.setting-left-out', { setting: key, value: describeValue(value) }));
  }
  return Object.assign({}, ...parts.map((part) => part.read(config, reader)));
}

/** @param params of all parts */
export const writeParts = (parts: readonly AnyPart[], params: unknown): Config =>
  Object.assign({}, ...parts.map((part) => part.write(params as never)));

/** One class, whose config is made of these parts. */
export const codec = <const T extends readonly AnyPart[]>(
  className: string,
  parts: T,
  more: Pick<Codec<unknown>, 'groups'> = {},
): Codec<ParamsOfParts<T>> => ({
  classes: [className],
  write: (params) => ({ className, config: writeParts(parts, params) }),
  read: ({ config }, reader) => readParts(parts, config, reader),
  ...more,
});
