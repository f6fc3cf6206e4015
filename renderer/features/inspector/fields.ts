import { fieldsOf } from '../../../src/layers/form.ts';
import type { LayerKind } from '../../../src/layers/kind.ts';
import type { Field } from '../../../src/text/describe.ts';

export type { Field };
export { fieldsOf };

/** The fields that all the kinds have alike: what a form for several layers can change at once. */
export function sharedFields(kinds: readonly LayerKind[]): readonly Field[] {
  const [first, ...others] = [...new Set(kinds)];
  if (first === undefined) return [];
  return fieldsOf(first).filter((field) =>
    others.every((kind) =>
      fieldsOf(kind).some(
        (other) =>
          JSON.stringify({ ...other, initial: null, description: '', only: null }) ===
          JSON.stringify({ ...field, initial: null, description: '', only: null }),
      ),
    ),
  );
}
