import type { FormatOf } from '../../src/interchange/format.ts';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Network } from '../../src/network/network.ts';
import { grids } from '../conformance/grids.ts';
import { networkOf, type Part, part } from './networks.ts';

/** One network in which every kind stands with each set of parameters of the conformance grid, side by side. */
export interface Catalogue {
  readonly network: Network;
  /** Inputs that are whole numbers below this. */
  readonly indices: ReadonlyMap<string, number>;
  /** The parameters of each output, by its id. */
  readonly cases: ReadonlyMap<string, string>;
}

interface Branch {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly about: string;
}

const indices = new Map<string, number>();

const branches = Object.values<LayerKind>(kinds).flatMap((kind): Branch[] =>
  grids[kind.kind as keyof typeof grids].map(({ params, inputs, indices: below }, at) => {
    const name = `${kind.kind}${at}`;
    const about = `${kind.kind} ${JSON.stringify(params)} ${JSON.stringify(inputs)}`;
    if (kind.inputs.max === 0) {
      return {
        name,
        about,
        parts: [{ name: `${name}in`, kind, params }, part('activation', name, {}, `${name}in`)],
      };
    }
    const names = inputs.map((_, index) => `${name}in${index}`);
    for (const input of names) if (below) indices.set(input, below);
    const given = names.map((input, index) => part('input', input, { shape: inputs[index] }));
    return { name, about, parts: [...given, { name, kind, params, inputs: names }] };
  }),
);

/** Of what a format can express. */
export function catalogueFor(format: Pick<FormatOf<'weights'>, 'supports'>): Catalogue {
  const kept = branches.filter(
    ({ name, parts }) => format.supports(networkOf(parts, [name]), {}).length === 0,
  );
  return {
    network: networkOf(
      kept.flatMap(({ parts }) => parts),
      kept.map(({ name }) => name),
    ),
    indices,
    cases: new Map(kept.map(({ name, about }) => [name, about])),
  };
}
