import type { SearchSpace } from '../../document/operations/search-space.ts';
import type { ConvasDocument } from '../../document/schema.ts';
import { kindOf } from '../../layers/registry.ts';
import { analyze } from '../../network/analyze.ts';
import type { SweepSpec, SweepValue } from '../spec.ts';
import type { Target } from '../target.ts';
import { targetsOf } from '../targets.ts';

type Varied = SweepSpec['varied'][number];

const distinct = (values: readonly SweepValue[]): SweepValue[] => {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
};

/** A quarter to one and a half of a width. */
const widths = (value: unknown): SweepValue[] =>
  [0.25, 0.5, 0.75, 1, 1.5].map((share) => Math.max(1, Math.round(Number(value) * share)));

const parametersOf = (kind: unknown): string[] => Object.keys(kindOf(String(kind))?.parameters.shape ?? {});

/** Its own kind, and those that most networks are made of and that have a parameter of it. */
function common({ options, value }: Target): SweepValue[] {
  const own = new Set(parametersOf(value));
  return [
    value as string,
    ...options.filter((name) => kindOf(name)?.common && parametersOf(name).some((field) => own.has(field))),
  ];
}

const isSquare = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length === 2 && value[0] === value[1];

interface About {
  /** Whether it has a number of maps or units. */
  readonly wide: boolean;
  /** Whether its maps are as large as those that arrive, so that a shortcut can lead around it. */
  readonly keepsSize: boolean;
}

/** What is tried of a parameter, by its name; null for what a search leaves alone. */
function valuesFor(target: Target, name: string, { wide, keepsSize }: About): SweepValue[] | null {
  const { value } = target;
  switch (name) {
    case 'filters':
    case 'units':
      return widths(value);
    case 'kernelSize':
      return isSquare(value) ? [value, [3, 3], [5, 5]] : null;
    case 'kind':
      return common(target);
    case 'copies':
      return wide ? [0, 1, 2] : null;
    case 'skip':
      return wide && keepsSize ? [false, true] : null;
    case 'repeat':
      return [1, 2, 3];
    default:
      return null;
  }
}

/** What the layers of a document are marked to vary, in their order: `setSearchRange`. */
export const markedSpace = (document: ConvasDocument): readonly Varied[] =>
  document.layers.flatMap(({ name, searchSpace = {} }) =>
    Object.entries(searchSpace).map(([field, range]) => ({ path: `${name}.${field}`, range })),
  );

/** What of a space belongs to layers, by layer: `markedSpace` the other way around. */
export function spacesOf(document: ConvasDocument, varied: readonly Varied[]): Map<string, SearchSpace> {
  const spaces = new Map<string, SearchSpace>();
  for (const { path, range } of varied) {
    const dot = path.lastIndexOf('.');
    const owner = document.layers.find(({ name }) => name === path.slice(0, dot));
    if (owner) spaces.set(owner.id, { ...spaces.get(owner.id), [path.slice(dot + 1)]: range });
  }
  return spaces;
}

/**
 * A space to begin with: of each hidden layer that has a width its width, kernel, depth and shortcut, of pooling its
 * kind, of blocks how often they repeat. The output follows the data and stays.
 */
export function suggestSpace(document: ConvasDocument): readonly Varied[] {
  const hidden = document.layers.filter(
    ({ id, bypassed }) => !bypassed && document.edges.some(({ source }) => source === id),
  );
  const targets = targetsOf(document);
  const keeping = new Set(
    analyze(document, null)
      .layers.filter(({ inputShapes: [arrives], outputShape: leaves }) => {
        if (arrives?.length !== 3 || leaves?.length !== 3) return false;
        return arrives[0] === leaves[0] && arrives[1] === leaves[1];
      })
      .map(({ id }) => id),
  );
  return hidden.flatMap((layer) => {
    const prefix = `${layer.name}.`;
    const own = targets.filter(({ path, group }) => group === layer.name && path.startsWith(prefix));
    const wide = own.some(({ path }) => /\.(filters|units)$/.test(path));
    const pools = kindOf(layer.kind)?.family === 'pooling';
    const about = { wide, keepsSize: keeping.has(layer.id) };
    if (!wide && !pools && !layer.block) return [];
    return own.flatMap((target): Varied[] => {
      const values = distinct(valuesFor(target, target.path.slice(prefix.length), about) ?? []);
      return values.length > 1 ? [{ path: target.path, range: { kind: 'values', values } }] : [];
    });
  });
}
