import { bool, type Field, float32, int8, int32 } from './flatbuffer.ts';

/*
 * Numbers of TensorFlow Lite's schema, version 3 (tensorflow/compiler/mlir/lite/schema/schema.fbs). Slots of tables are
 * in the order of the schema.
 */

/** `BuiltinOperator`, as far as a network needs them. */
export const builtin = {
  ADD: 0,
  AVERAGE_POOL_2D: 1,
  CONCATENATION: 2,
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 4,
  DEQUANTIZE: 6,
  FULLY_CONNECTED: 9,
  LOCAL_RESPONSE_NORMALIZATION: 13,
  LOGISTIC: 14,
  MAX_POOL_2D: 17,
  MUL: 18,
  RELU: 19,
  RELU6: 21,
  RESHAPE: 22,
  SOFTMAX: 25,
  TANH: 28,
  PAD: 34,
  GATHER: 36,
  TRANSPOSE: 39,
  MEAN: 40,
  SUB: 41,
  DIV: 42,
  STRIDED_SLICE: 45,
  EXP: 47,
  CAST: 53,
  MAXIMUM: 55,
  MINIMUM: 57,
  NEG: 59,
  PADV2: 60,
  SLICE: 65,
  TRANSPOSE_CONV: 67,
  TILE: 69,
  LOG: 73,
  SUM: 74,
  SQRT: 75,
  RSQRT: 76,
  SHAPE: 77,
  REDUCE_MAX: 82,
  PACK: 83,
  UNPACK: 88,
  SQUARE: 92,
  FILL: 94,
  LEAKY_RELU: 98,
  MIRROR_PAD: 100,
  ABS: 101,
  SPLIT_V: 102,
  REVERSE_V2: 105,
  ELU: 111,
  QUANTIZE: 114,
  BATCH_MATMUL: 126,
  CONV_3D: 132,
  GELU: 150,
  SIGN: 158,
} as const;

export type Builtin = keyof typeof builtin;

/** `TensorType`. */
export const tensorType = { float32: 0, float16: 1, int32: 2, uint8: 3, bool: 6, int8: 9 } as const;

export type LiteType = keyof typeof tensorType;

/** `ActivationFunctionType`. */
export const fused = { NONE: 0, RELU: 1, RELU6: 3 } as const;

export type Fused = keyof typeof fused;

/** `Padding`. */
export const paddings = { SAME: 0, VALID: 1 } as const;

export type Padding = keyof typeof paddings;

/** What an operator receives besides its tensors. */
export interface Options {
  readonly activation?: Fused;
  readonly padding?: Padding;
  /** Height, width; or depth, height, width. */
  readonly strides?: readonly number[];
  readonly window?: readonly number[];
  readonly depthMultiplier?: number;
  readonly axis?: number;
  readonly count?: number;
  readonly keepDims?: boolean;
  readonly alpha?: number;
  readonly adjoint?: readonly [boolean, boolean];
  readonly shrinkAxisMask?: number;
  readonly types?: readonly [LiteType, LiteType];
  readonly response?: {
    readonly radius: number;
    readonly bias: number;
    readonly alpha: number;
    readonly beta: number;
  };
}

type Writer = (options: Options) => readonly [union: number, fields: readonly (Field | undefined)[]];

const activationOf = ({ activation = 'NONE' }: Options): Field => int8(fused[activation]);
const paddingOf = ({ padding = 'VALID' }: Options): Field => int8(paddings[padding]);
const reducer: Writer = ({ keepDims = false }) => [27, [bool(keepDims)]];
const pool: Writer = (options) => {
  const [height, width] = options.strides!;
  const [tall, wide] = options.window!;
  return [
    5,
    [paddingOf(options), int32(width!), int32(height!), int32(wide!), int32(tall!), activationOf(options)],
  ];
};

/** `BuiltinOptions`: those of operators that have any. */
export const optionsOf: { readonly [K in Builtin]?: Writer } = {
  ADD: (options) => [11, [activationOf(options)]],
  SUB: (options) => [28, [activationOf(options)]],
  MUL: (options) => [21, [activationOf(options)]],
  DIV: (options) => [29, [activationOf(options)]],
  AVERAGE_POOL_2D: pool,
  MAX_POOL_2D: pool,
  CONCATENATION: ({ axis = 0 }) => [10, [int32(axis)]],
  CONV_2D: (options) => {
    const [height, width] = options.strides!;
    return [
      1,
      [paddingOf(options), int32(width!), int32(height!), activationOf(options), int32(1), int32(1)],
    ];
  },
  DEPTHWISE_CONV_2D: (options) => {
    const [height, width] = options.strides!;
    const { depthMultiplier = 1 } = options;
    return [
      2,
      [
        paddingOf(options),
        int32(width!),
        int32(height!),
        int32(depthMultiplier),
        activationOf(options),
        int32(1),
        int32(1),
      ],
    ];
  },
  CONV_3D: (options) => {
    const [depth, height, width] = options.strides!;
    const ones = [int32(1), int32(1), int32(1)];
    return [
      106,
      [paddingOf(options), int32(depth!), int32(width!), int32(height!), activationOf(options), ...ones],
    ];
  },
  TRANSPOSE_CONV: (options) => {
    const [height, width] = options.strides!;
    return [49, [paddingOf(options), int32(width!), int32(height!), activationOf(options)]];
  },
  FULLY_CONNECTED: (options) => [8, [activationOf(options), int8(0), bool(options.keepDims ?? false)]],
  LOCAL_RESPONSE_NORMALIZATION: ({ response }) => {
    const { radius, bias, alpha, beta } = response!;
    return [13, [int32(radius), float32(bias), float32(alpha), float32(beta)]];
  },
  SOFTMAX: () => [9, [float32(1)]],
  GATHER: ({ axis = 0 }) => [23, [int32(axis)]],
  MEAN: reducer,
  SUM: reducer,
  REDUCE_MAX: reducer,
  STRIDED_SLICE: ({ shrinkAxisMask = 0 }) => [
    32,
    [int32(0), int32(0), int32(0), int32(0), int32(shrinkAxisMask)],
  ],
  CAST: ({ types }) => [37, types!.map((type) => int8(tensorType[type]))],
  SHAPE: () => [55, [int8(tensorType.int32)]],
  PACK: ({ count = 0, axis = 0 }) => [59, [int32(count), int32(axis)]],
  UNPACK: ({ count = 0, axis = 0 }) => [64, [int32(count), int32(axis)]],
  LEAKY_RELU: ({ alpha = 0 }) => [75, [float32(alpha)]],
  MIRROR_PAD: () => [77, [int8(0)]],
  SPLIT_V: ({ count = 0 }) => [79, [int32(count)]],
  BATCH_MATMUL: ({ adjoint = [false, false] }) => [101, [bool(adjoint[0]), bool(adjoint[1])]],
  GELU: () => [116, [bool(false)]],
};

/** Versions of operators, where what is written needs a later one than 1. */
export const versionOf = (op: Builtin, quantized: boolean): number =>
  quantized ? (quantizedVersions[op] ?? versions[op] ?? 1) : (versions[op] ?? 1);

const versions: { readonly [K in Builtin]?: number } = {
  FULLY_CONNECTED: 5,
  BATCH_MATMUL: 1,
  TRANSPOSE_CONV: 3,
  TRANSPOSE: 5,
  SLICE: 5,
  LEAKY_RELU: 1,
};

/** With int8. */
const quantizedVersions: { readonly [K in Builtin]?: number } = {
  ADD: 2,
  AVERAGE_POOL_2D: 2,
  CONCATENATION: 2,
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 3,
  DEQUANTIZE: 2,
  FULLY_CONNECTED: 5,
  LOGISTIC: 2,
  MAX_POOL_2D: 2,
  MUL: 2,
  SOFTMAX: 2,
  TANH: 2,
  PAD: 2,
  PADV2: 2,
  GATHER: 2,
  MEAN: 2,
  SUB: 2,
  STRIDED_SLICE: 2,
  MAXIMUM: 2,
  MINIMUM: 2,
  TILE: 1,
  SUM: 2,
  REDUCE_MAX: 2,
  PACK: 2,
  UNPACK: 2,
  LEAKY_RELU: 2,
  SPLIT_V: 2,
  BATCH_MATMUL: 2,
  RELU: 2,
  RELU6: 2,
};
