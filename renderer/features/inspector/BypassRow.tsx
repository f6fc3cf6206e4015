import type { LayerNode } from '../../../src/document/schema.ts';
import { bypassLayers } from '../../actions/bypass.ts';
import { isBypassed } from '../../editing/bypass.ts';
import { t } from '../../i18n/index.ts';
import { FieldRow } from './FieldRow.tsx';
import type { Field } from './fields.ts';

const words = t.canvas.inspector.bypass;

const field: Field = {
  name: 'bypassed',
  get title() {
    return words.title;
  },
  get description() {
    return words.hint;
  },
  unit: null,
  initial: false,
  control: 'flag',
};

/** The switch that leaves layers out of the network and takes them back. */
export function BypassRow({ layers }: { readonly layers: readonly LayerNode[] }) {
  return (
    <FieldRow
      field={field}
      value={isBypassed(layers)}
      onChange={(value) =>
        bypassLayers(
          layers.map(({ id }) => id),
          value === true,
        )
      }
    />
  );
}
