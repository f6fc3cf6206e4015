import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LayoutRequest, layOut } from '../../src/insight/projection/layout.ts';
import { leadingDirections, projectOnto } from '../../src/insight/projection/leading-directions.ts';
import { nearestNeighbors } from '../../src/insight/projection/neighbors.ts';
import { principalComponents } from '../../src/insight/projection/pca.ts';
import { lookedUp, retrievalPrecision } from '../../src/insight/projection/retrieval.ts';
import { trustworthiness } from '../../src/insight/projection/trustworthiness.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';

/** What make_projection.py made. */
const golden: {
  readonly shares: number[];
  /** Of the first 40 points, four components. */
  readonly projected: number[];
  readonly singular: number[];
  /** Of the first 40 points, four components. */
  readonly semantics: number[];
  /** Of the 1, 7, 63 and 127 that are most similar. */
  readonly retrieval: number[];
  readonly trustOfPca: number;
  readonly trustOfTsne: number;
} = JSON.parse(readFileSync(new URL('projection.json', import.meta.url), 'utf8'));

const [count, features] = [360, 12];
const points = Float32Array.from({ length: count * features }, (_, at) => {
  const [i, k] = [Math.floor(at / features), at % features];
  const [group, along] = [i % 6, Math.floor(i / 6)];
  return (
    3 * Math.sin(1.3 * group * (k + 1)) +
    Math.sin(0.1 * along * ((k % 4) + 1) + group) +
    0.2 * Math.sin(37 * i + 11 * k)
  );
});

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const noOneWaits = async (): Promise<void> => {};

const components = async (wanted: number) => {
  const x = tf.tensor2d(points, [count, features]);
  const found = await principalComponents(tf, x, wanted, noOneWaits);
  x.dispose();
  return found;
};

/** The largest difference of one of four components over the first 40 points, its sign left free. */
function largestGap(own: Float32Array, theirs: readonly number[], component: number): number {
  const sign = Math.sign(own[component]! * theirs[component]!);
  const rows = Array.from({ length: 40 }, (_, row) => row * 4 + component);
  return Math.max(...rows.map((at) => Math.abs(own[at]! - sign * theirs[at]!)));
}

describe('latent semantic analysis', () => {
  it("equals scikit-learn's TruncatedSVD up to sign", async () => {
    const x = tf.tensor2d(points, [count, features]);
    const { projected, values, directions } = await leadingDirections(tf, x, 4, noOneWaits);
    expect([...projectOnto(tf, x, directions)]).toEqual([...projected]);
    x.dispose();
    values.forEach((value, at) => {
      expect(Math.sqrt(value) / golden.singular[at]!).toBeCloseTo(1, 5);
    });
    for (let component = 0; component < 4; component++)
      expect(largestGap(projected, golden.semantics, component)).toBeLessThan(1e-3);
  });

  it("retrieves as many of a class as scikit-learn's cosine similarities do", async () => {
    const x = tf.tensor2d(points, [count, features]);
    const labels = Array.from({ length: count }, (_, at) => at % 6);
    expect(lookedUp(count).slice(0, 3)).toEqual([1, 3, 7]);
    const shares = await retrievalPrecision(tf, x, labels, [1, 7, 63, 127], noOneWaits);
    x.dispose();
    shares.forEach((share, at) => {
      expect(share).toBeCloseTo(golden.retrieval[at]!, 3);
    });
  });
});

describe('principal components', () => {
  it('equal scikit-learn up to sign', async () => {
    const { projected, shares } = await components(4);
    shares.forEach((share, at) => {
      expect(share).toBeCloseTo(golden.shares[at]!, 5);
    });
    for (let component = 0; component < 4; component++) {
      expect(largestGap(projected, golden.projected, component)).toBeLessThan(1e-3);
    }
  });

  it('are as many as there can be, of fewer features or of points all alike', async () => {
    const x = tf.ones([5, 3]) as ReturnType<TF['tensor2d']>;
    const { projected, components: found, shares } = await principalComponents(tf, x, 10, noOneWaits);
    expect(found).toBe(3);
    expect([...projected].every((value) => value === 0)).toBe(true);
    expect(shares).toEqual([0, 0, 0]);
  });
});

describe('a layout in the plane', () => {
  const layout = async (each: number, method: (start: Float32Array) => LayoutRequest['method']) => {
    const { projected } = await components(2);
    const x = tf.tensor2d(points, [count, features]);
    const neighbors = await nearestNeighbors(tf, x, each, noOneWaits);
    x.dispose();
    let last: ArrayLike<number> = [];
    for (const places of layOut({ neighbors, method: method(projected) })) last = places;
    expect(Array.from(last).every(Number.isFinite)).toBe(true);
    return trustworthiness(points, features, last, 10);
  };

  it('keeps what scikit-learn says principal components keep of neighbors', async () => {
    const { projected } = await components(2);
    expect(trustworthiness(points, features, projected, 10)).toBeCloseTo(golden.trustOfPca, 5);
  });

  it('by t-SNE keeps neighbors as well as scikit-learn does', async () => {
    const trust = await layout(90, (start) => ({
      name: 'tsne',
      perplexity: 30,
      iterations: 750,
      start: start.map((value) => value * 1e-4),
    }));
    expect(trust).toBeGreaterThan(golden.trustOfTsne - 0.01);
  });

  it("by UMAP keeps neighbors as well as scikit-learn's t-SNE does", async () => {
    const trust = await layout(14, (start) => ({ name: 'umap', minDistance: 0.1, rounds: null, start }));
    expect(trust).toBeGreaterThan(golden.trustOfTsne - 0.01);
  });
});
