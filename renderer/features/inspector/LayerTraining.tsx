import { setLayerTraining } from '../../../src/document/operations/layer-training.ts';
import { pathAt } from '../../../src/document/place.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { layerTraining } from '../../../src/training/layer-settings.ts';
import { maxLayerRate, trainingSettingsSchema } from '../../../src/training/settings.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { FieldRow } from './FieldRow.tsx';
import fieldsCss from './fields.module.css';
import type { Field } from './fields.ts';
import css from './inspector.module.css';
import { Section } from './Section.tsx';

const words = t.canvas.inspector.ofLayer;
const common = { unit: null } as const;

const frozenField: Field = {
  ...common,
  name: 'frozen',
  get title() {
    return words.frozen;
  },
  get description() {
    return words.frozenHint;
  },
  initial: false,
  control: 'flag',
};

const rateField: Field = {
  ...common,
  name: 'rate',
  get title() {
    return words.rate;
  },
  get description() {
    return words.rateHint;
  },
  initial: 1,
  control: 'number',
  bounds: { min: 0, max: maxLayerRate, integer: false },
};

const schema = trainingSettingsSchema.shape.layers;

/** How one layer trains, or all that are inside a block: frozen, or at a rate of its own. */
export function LayerTraining({ layer }: { readonly layer: LayerNode }) {
  const path = useOpen((state) => pathAt(state.place, layer.id));
  const layers = useDocument((state) => state.document.training.layers);
  const trainable = useOpen((state) => (state.byLayer.get(layer.id)?.trainableParams ?? 0) > 0);
  const own = Object.hasOwn(layers, path) ? layers[path]! : {};
  if (!trainable && Object.keys(own).length === 0) return null;
  const outer = path.split('/').slice(0, -2).join('/');
  const around = outer === '' ? null : layerTraining(layers, outer);
  const set = (field: Field, value: boolean | number): void => {
    useDocument.getState().commit(
      () => t.canvas.edits.param(layer.name, field.title),
      (document) => setLayerTraining(document, path, { [field.name]: value }),
      `${path} ${field.name}`,
    );
  };
  return (
    <Section title={words.title}>
      <div className={fieldsCss['form']}>
        <FieldRow
          field={frozenField}
          value={own.frozen === true}
          onChange={(value) => set(frozenField, value === true)}
        />
        {own.frozen !== true && (
          <FieldRow
            field={rateField}
            value={own.rate ?? 1}
            refuse={(value) => (schema.safeParse({ x: { rate: value } }).success ? null : words.rateHint)}
            onChange={(value) => set(rateField, value as number)}
          />
        )}
        {around?.frozen && <p className={css['lesson']}>{words.inFrozen}</p>}
      </div>
    </Section>
  );
}
