/*
 * Two classes distinguished by one unit, as Keras has them with `Dense(1, activation="sigmoid")`: the target is the
 * label itself, one column of 0 and 1, and the answer is the class whose side the value is on (`network/outputs.ts`).
 */

/** Whether an output `[...shape]` is a single unit. */
export const isSingleUnit = (shape: readonly number[]): boolean => shape.length === 1 && shape[0] === 1;

/** How many classes an output of that shape distinguishes. */
export const classCountOf = (shape: readonly number[]): number => (isSingleUnit(shape) ? 2 : (shape[0] ?? 0));
