import type { InitializerProto, ModelProto, NodeProto } from './proto.ts';

/** How weights are stored: as they are, in half the bytes, or in a quarter; `int8-static` computes with these as well. */
export type Precision = 'float32' | 'float16' | 'int8' | 'int8-static';

/** Vectors of biases and statistics stay as they are: they take few bytes and much accuracy. */
const minElements = 64;

const isLarge = ({ type, dims }: InitializerProto): boolean =>
  type === 'float' &&
  dims.length >= 2 &&
  dims.reduce((product, length) => product * length, 1) >= minElements;

const floatsOf = (bytes: Uint8Array): Float32Array => {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteOffset % 4 === 0
    ? new Float32Array(buffer, byteOffset, byteLength / 4)
    : new Float32Array(bytes.slice().buffer);
};

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** The nearest half, ties to even; what is too large becomes the largest one. */
export function halfOf(value: number): number {
  single[0] = value;
  const whole = bits[0]!;
  const sign = (whole >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return sign | 0x7e00;
  if (magnitude >= 65_504) return sign | 0x7bff;
  if (magnitude < 2 ** -14) return sign | Math.round(magnitude * 2 ** 24);
  // Ten of twenty-three bits of the fraction stay.
  const rounded = (whole & 0x7fffffff) + 0xfff + ((whole >>> 13) & 1);
  return sign | ((rounded >>> 13) - (112 << 10));
}

interface Stored {
  readonly initializers: readonly InitializerProto[];
  readonly node: NodeProto;
}

function asHalves({ name, dims, bytes }: InitializerProto): Stored {
  const stored = `${name}/float16`;
  return {
    initializers: [
      {
        name: stored,
        type: 'float16',
        dims,
        bytes: () => new Uint8Array(Uint16Array.from(floatsOf(bytes()), halfOf).buffer),
      },
    ],
    node: {
      name: `${name}/Cast`,
      op: 'Cast',
      inputs: [stored],
      outputs: [name],
      attributes: { to: { int: 1 } },
    },
  };
}

/** The axis that a scale of its own belongs to each place of: filters of convolutions, columns of matrices. */
const axisOf = (dims: readonly number[]): number => (dims.length === 2 ? 1 : 0);

/** The largest magnitude of each place of the axis becomes 127. */
function asBytes({ name, dims, bytes }: InitializerProto): Stored {
  const axis = axisOf(dims);
  const inner = dims.slice(axis + 1).reduce((product, length) => product * length, 1);
  const placeOf = (at: number): number => Math.floor(at / inner) % dims[axis]!;
  const scalesOf = (values: Float32Array): Float32Array => {
    const largest = new Float32Array(dims[axis]!);
    for (const [at, value] of values.entries()) {
      const place = placeOf(at);
      largest[place] = Math.max(largest[place]!, Math.abs(value));
    }
    return largest.map((magnitude) => (magnitude === 0 ? 1 : magnitude / 127));
  };
  const [stored, scale] = [`${name}/int8`, `${name}/scale`];
  return {
    initializers: [
      {
        name: stored,
        type: 'int8',
        dims,
        bytes: () => {
          const values = floatsOf(bytes());
          const scales = scalesOf(values);
          return new Uint8Array(
            Int8Array.from(values, (value, at) => Math.round(value / scales[placeOf(at)]!)).buffer,
          );
        },
      },
      {
        name: scale,
        type: 'float',
        dims: [dims[axis]!],
        bytes: () => new Uint8Array(scalesOf(floatsOf(bytes())).buffer),
      },
    ],
    node: {
      name: `${name}/DequantizeLinear`,
      op: 'DequantizeLinear',
      inputs: [stored, scale],
      outputs: [name],
      attributes: { axis: { int: axis } },
    },
  };
}

export type GraphParts = Pick<ModelProto, 'nodes' | 'initializers' | 'inputs' | 'outputs'>;

/** The same graph with its large weights stored in fewer bytes; they become float32 where they are used. */
export function withPrecision(graph: GraphParts, precision: Precision): GraphParts {
  if (precision === 'float32') return graph;
  const store = precision === 'float16' ? asHalves : asBytes;
  const stored = new Map(graph.initializers.filter(isLarge).map((each) => [each, store(each)]));
  return {
    ...graph,
    nodes: [...[...stored.values()].map(({ node }) => node), ...graph.nodes],
    initializers: graph.initializers.flatMap((each) => stored.get(each)?.initializers ?? [each]),
  };
}
