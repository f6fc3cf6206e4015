import type { Shape } from '../../layers/shape.ts';
import { message } from '../../text/message.ts';
import { TextError } from '../../text/text-error.ts';
import { type Config, isConfig } from './layer.ts';

/** A layer as a file describes it, wherever it is nested. */
export interface FileLayer {
  readonly name: string;
  readonly className: string;
  /** Where Python finds the class: `keras.layers`; empty in Keras 2. */
  readonly module: string;
  /** `package>Class` of a class that is not Keras's own; empty for Keras's. */
  readonly registered: string;
  readonly config: Config;
  /** False where the layer, or a model around it, is frozen. */
  readonly trainable: boolean;
  /** Where `model.weights.h5` has its weights: `layers/functional/layers/conv2d`. */
  readonly group: string;
  /** The layer of the outermost model that it is, or is inside of: legacy files keep weights by it. */
  readonly top: string;
}

/** One use of a layer. */
export interface Call {
  readonly layer: FileLayer;
  /** Places in the list of calls that it takes from. */
  readonly inputs: readonly number[];
  /** Called with training=True. */
  readonly training: boolean;
  /** It takes tensors by name, too. */
  readonly named: boolean;
}

/** A model without nesting. */
export interface Graph {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly outputs: readonly number[];
}

/** Output number `tensor` of use number `node` of a layer. */
interface Reference {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
}

interface Node {
  readonly references: readonly Reference[];
  readonly training: boolean;
  readonly named: boolean;
}

/** More than any network that can be drawn. */
const maxLayers = 100_000;
const deepest = 30;

const modelClasses: ReadonlySet<string> = new Set(['Functional', 'Model', 'Sequential']);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `["conv2d", 0, 0]`, perhaps with arguments behind it. */
function referenceOf(value: unknown): Reference | null {
  if (!Array.isArray(value)) return null;
  const [layer, node, tensor] = value;
  return typeof layer === 'string' && typeof node === 'number' && typeof tensor === 'number'
    ? { layer, node, tensor }
    : null;
}

/** References anywhere in lists and objects, in their order. */
function referencesIn(value: unknown): readonly Reference[] {
  const own = referenceOf(value);
  if (own) return [own];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isConfig(value)) return [];
  if (value['class_name'] === '__keras_tensor__') {
    const history = isConfig(value['config']) ? referenceOf(value['config']['keras_history']) : null;
    return history ? [history] : [];
  }
  return Object.values(value).flatMap(referencesIn);
}

/** Arguments by name that are no part of what is computed. */
const idle: ReadonlySet<string> = new Set(['mask', 'training']);

const namesTensors = (kwargs: Config): boolean =>
  Object.entries(kwargs).some(([key, value]) => !idle.has(key) && referencesIn(value).length > 0);

/** One use of a layer: Keras 3 has `{args, kwargs}`, Keras 2 a list of references with arguments behind each. */
function nodeOf(value: unknown): Node {
  if (isConfig(value)) {
    const kwargs = isConfig(value['kwargs']) ? value['kwargs'] : {};
    return {
      references: referencesIn(value['args']),
      training: kwargs['training'] === true,
      named: namesTensors(kwargs),
    };
  }
  const given = list(value).flatMap((each) => (referenceOf(each) ? [list(each)[3]] : []));
  const kwargs = given.filter(isConfig);
  return {
    references: list(value).flatMap(referencesIn),
    training: kwargs.some((each) => each['training'] === true),
    named: kwargs.some(namesTensors),
  };
}

/** `Conv2D` as Keras names groups after it: `conv2d`; `LeakyReLU`: `leaky_re_lu`. */
export const groupName = (className: string): string =>
  className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

interface Described extends FileLayer {
  readonly nodes: readonly Node[];
}

/** What a model is nested in. */
interface Scope {
  readonly group: string;
  readonly top: string | null;
  readonly trainable: boolean;
  readonly depth: number;
}

/** @param file its name, for errors */
class Flattening {
  readonly calls: Call[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  private damaged(what: string): TextError {
    return new TextError(message('import.malformed', { file: this.file, what }));
  }

  /** The layers of a model, each with the place of its weights. */
  private layersOf(className: string, config: Config, scope: Scope): Described[] {
    const counts = new Map<string, number>();
    const names = new Set<string>();
    return list(config['layers']).map((value, at) => {
      if (!isConfig(value) || typeof value['class_name'] !== 'string' || !isConfig(value['config']))
        throw this.damaged(`layers[${at}]`);
      const settings = value['config'];
      // Legacy files have the package before the class.
      const [own, inPackage] = value['class_name'].split('>').reverse() as [string, string?];
      const name = String(value['name'] ?? settings['name'] ?? `layer_${at}`);
      if (names.has(name))
        throw new TextError(message('import.layer-twice', { file: this.file, layer: name }));
      names.add(name);
      const module = typeof value['module'] === 'string' ? value['module'] : '';
      const named = inPackage === undefined ? value['registered_name'] : value['class_name'];
      const registered = typeof named === 'string' ? named : '';
      // Operations have no weights, and Sequential does not count its input.
      const counted =
        !module.startsWith('keras.src.ops') && !(className === 'Sequential' && own === 'InputLayer');
      const stem = groupName(own);
      const number = counts.get(stem) ?? 0;
      if (counted) counts.set(stem, number + 1);
      return {
        name,
        className: own,
        module,
        registered: registered === own ? '' : registered,
        config: settings,
        trainable: scope.trainable && settings['trainable'] !== false,
        group: `${scope.group}/${number === 0 ? stem : `${stem}_${number}`}`,
        top: scope.top ?? name,
        nodes: list(value['inbound_nodes']).map(nodeOf),
      };
    });
  }

  private add(call: Call): number {
    this.calls.push(call);
    if (this.calls.length > maxLayers) {
      const values = { file: this.file, layers: this.calls.length, most: maxLayers };
      throw new TextError(message('import.too-many-layers', values));
    }
    return this.calls.length - 1;
  }

  /** @returns its outputs */
  private call(
    layer: Described,
    inputs: readonly number[],
    node: Pick<Node, 'training' | 'named'>,
    scope: Scope,
  ) {
    if (!modelClasses.has(layer.className)) {
      return [this.add({ layer, inputs, training: node.training, named: node.named })];
    }
    const { group, top, trainable } = layer;
    const inner = { group: `${group}/layers`, top, trainable, depth: scope.depth + 1 };
    return this.model(layer.className, layer.config, inputs, inner);
  }

  /** @param inputs null for the outermost model @returns its outputs */
  model(
    className: string,
    config: Config,
    inputs: readonly number[] | null,
    scope: Scope,
  ): readonly number[] {
    if (scope.depth > deepest) throw this.damaged('layers');
    return className === 'Sequential'
      ? this.sequential(config, inputs, scope)
      : this.functional(className, config, inputs, scope);
  }

  private sequential(config: Config, inputs: readonly number[] | null, scope: Scope): readonly number[] {
    const layers = this.layersOf('Sequential', config, scope);
    let ends = inputs;
    for (const layer of layers) {
      const plain = { training: false, named: false };
      if (layer.className === 'InputLayer') {
        if (ends === null) ends = this.call(layer, [], plain, scope);
        continue;
      }
      ends ??= [this.add({ layer: this.inputBefore(layer, config), inputs: [], ...plain })];
      ends = this.call(layer, ends, plain, scope);
    }
    return ends ?? [];
  }

  /** The input of a Sequential model that says its shape elsewhere. */
  private inputBefore(first: FileLayer, config: Config): FileLayer {
    const built = isConfig(config['build_config']) ? config['build_config']['input_shape'] : undefined;
    const shape =
      first.config['batch_input_shape'] ??
      first.config['batch_shape'] ??
      config['build_input_shape'] ??
      built;
    if (!Array.isArray(shape)) throw this.damaged('batch_input_shape');
    return {
      ...first,
      name: `${first.name}_input`,
      className: 'InputLayer',
      module: '',
      registered: '',
      config: { batch_shape: shape },
    };
  }

  private functional(
    className: string,
    config: Config,
    given: readonly number[] | null,
    scope: Scope,
  ): readonly number[] {
    const layers = this.layersOf(className, config, scope);
    const names = new Set(layers.map(({ name }) => name));
    const ends = new Map<string, readonly number[]>();
    const key = (layer: string, node: number): string => `${layer}\n${node}`;
    const inputNames = referencesIn(config['input_layers']).map(({ layer }) => layer);
    for (const layer of layers) {
      if (layer.className !== 'InputLayer') continue;
      const at = inputNames.indexOf(layer.name);
      const outer = given?.[at];
      if (given !== null && outer === undefined) throw this.damaged('input_layers');
      ends.set(key(layer.name, 0), outer === undefined ? this.call(layer, [], nodeOf([]), scope) : [outer]);
    }
    const resolve = ({ layer, node, tensor }: Reference): number | undefined =>
      ends.get(key(layer, node))?.[tensor];
    let waiting = layers.flatMap((layer) =>
      layer.className === 'InputLayer' ? [] : layer.nodes.map((node, at) => ({ layer, node, at })),
    );
    while (waiting.length > 0) {
      const left = waiting.filter(({ layer, node, at }) => {
        const inputs = node.references.map(resolve);
        if (inputs.includes(undefined)) return true;
        ends.set(key(layer.name, at), this.call(layer, inputs as number[], node, scope));
        return false;
      });
      if (left.length === waiting.length) {
        const { layer, node } = left[0]!;
        const missing = node.references.find((reference) => resolve(reference) === undefined)!;
        const values = { file: this.file, layer: missing.layer, from: layer.name };
        throw new TextError(message('import.unknown-layer', values));
      }
      waiting = left;
    }
    return referencesIn(config['output_layers']).map((reference) => {
      const found = resolve(reference);
      if (found === undefined || !names.has(reference.layer)) throw this.damaged('output_layers');
      return found;
    });
  }
}

/**
 * A model's description as uses of layers, nested models taken apart, each after all it takes from.
 * @param description `{class_name, config}`
 * @param file its name, for errors
 * @throws TextError for a model that only its own code knows, and for one that is damaged
 */
export function graphOf(description: unknown, file: string): Graph {
  const damaged = (what: string) => new TextError(message('import.malformed', { file, what }));
  if (!isConfig(description)) throw damaged('config');
  const className = String(description['class_name']);
  if (!modelClasses.has(className))
    throw new TextError(message('import.not-functional', { file, className }));
  // The oldest files have the layers of a Sequential model in place of its config.
  const given = Array.isArray(description['config'])
    ? { layers: description['config'] }
    : description['config'];
  if (!isConfig(given)) throw damaged('config');
  const config = { build_config: description['build_config'], ...given };
  const flattening = new Flattening(file);
  const outputs = flattening.model(className, config, null, {
    group: 'layers',
    top: null,
    trainable: true,
    depth: 0,
  });
  if (outputs.length === 0) throw damaged('output_layers');
  return { name: typeof given['name'] === 'string' ? given['name'] : '', calls: flattening.calls, outputs };
}

/** The size that stands for a length that a file leaves open. */
export const chosenLength = (shape: Shape): number => (shape.length >= 3 ? 224 : 128);
