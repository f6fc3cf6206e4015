import type { Network } from './network.ts';
import { type FieldState, fieldAfter, fieldOfInput } from './receptive-field.ts';

/** What each layer's positions see of the image, by id; null where that is not along the image's axes. */
export function fieldsOf({ layers }: Network): ReadonlyMap<string, FieldState | null> {
  const fields = new Map<string, FieldState | null>();
  for (const { id, kind, params, inputs, inputShapes, outputShape } of layers) {
    const before = inputs.map((input) => fields.get(input) ?? null);
    fields.set(
      id,
      inputs.length === 0
        ? fieldOfInput(outputShape)
        : fieldAfter(before, kind.window(params, inputShapes), outputShape),
    );
  }
  return fields;
}
