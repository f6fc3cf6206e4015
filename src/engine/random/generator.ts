import { hashText, mix } from './counter.ts';

/** A stream of random numbers: the same for the same seed and purpose, on every machine. */
export interface Generator {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** A whole number from 0 to `bound` - 1, without bias. */
  below(bound: number): number;
  /** Standard normal. */
  normal(): number;
}

/** sfc32 (Doty-Humphrey, PractRand). `purpose` keeps streams of one seed apart: `shuffle/3`, `init/conv1/kernel`. */
export function createGenerator(seed: number, purpose: string): Generator {
  // Signed, so that V8 holds them as small whole numbers: twice as fast, and large networks have 10^8 weights.
  let a = mix(seed) | 0;
  let b = hashText(purpose) | 0;
  let c = mix(a ^ Math.imul(b, 0x9e3779b9)) | 0;
  let counter = 1;
  const bits = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) bits();
  const uniform = (): number => bits() / 2 ** 32;
  return {
    uniform,
    below(bound) {
      const limit = 2 ** 32 - (2 ** 32 % bound);
      let value = bits();
      while (value >= limit) value = bits();
      return value % bound;
    },
    normal() {
      return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    },
  };
}

/** 0 to `count` - 1 in random order (Fisher and Yates, as Durstenfeld 1964 has it). */
export function permutation(count: number, generator: Generator): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = generator.below(last + 1);
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
