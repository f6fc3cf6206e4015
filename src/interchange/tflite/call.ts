import type { GraphNode } from '../../graph/graph-def.ts';
import type { Length } from '../sources.ts';
import { type LiteTensor, tensor } from './graph.ts';
import type { Builtin, Options } from './schema.ts';

/** Whole numbers that may grow with the batch. */
export type Lengths = readonly Length[];

/** A recorded operation that is being written. */
export interface Call {
  readonly node: GraphNode;
  /** What it takes, in order. */
  input(at: number): LiteTensor;
  /** What another node puts out. */
  inputOf(name: string): LiteTensor;
  /** Whole numbers that it takes; null for what is computed of other things than the batch's size. */
  lengths(at: number): Lengths | null;
  /** Where numbers of an input come from: the operation that put them out; null for others. */
  maker(name: string): GraphNode | null;
  constant(name: string): Float32Array | null;
  /** An attribute's value. @param otherwise where it has none of that name */
  attribute<T>(name: string, otherwise?: T): T;
  /** A tensor for its output. @param at which of several */
  output(at?: number): LiteTensor;
  /** The shape of its output. */
  readonly shape: Lengths;
  /** A tensor that only this operation needs. */
  inner(shape: Lengths): LiteTensor;
  /** A name for a constant of its own. */
  name(of: string): string;
  /** Adds an operator. @returns what it puts out */
  emit(
    op: Builtin,
    inputs: readonly (LiteTensor | null)[],
    output: LiteTensor,
    options?: Options,
  ): LiteTensor;
  split(op: Builtin, inputs: readonly LiteTensor[], outputs: readonly LiteTensor[], options?: Options): void;
}

export type Write = (call: Call) => void;

export const atOne = (lengths: Lengths): number[] => lengths.map(({ fixed, factor }) => fixed + factor);

export const signatureOf = (lengths: Lengths): number[] =>
  lengths.map(({ fixed, factor }) => (factor === 0 ? fixed : -1));

export const lengthsOf = ({ signature }: LiteTensor): Lengths =>
  signature.map((length) => (length === -1 ? { fixed: 0, factor: 1 } : { fixed: length, factor: 0 }));

export const fixedLengths = (shape: readonly number[]): Lengths =>
  shape.map((fixed) => ({ fixed, factor: 0 }));

export const tensorOf = (name: string, lengths: Lengths, node: string | null = null): LiteTensor =>
  tensor(name, atOne(lengths), { signature: signatureOf(lengths), node });
