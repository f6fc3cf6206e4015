import { Button, Select, Switch } from '@mantine/core';
import { setTraining } from '../../../src/document/operations/settings.ts';
import type { LossKind } from '../../../src/training/loss.ts';
import { losses, lossOf } from '../../../src/training/losses/registry.ts';
import type { OptimizerKind } from '../../../src/training/optimizer.ts';
import { optimizerOf, optimizers } from '../../../src/training/optimizers/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../src/training/settings.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';
import { useEngine } from '../../stores/engineStore.ts';
import { isBusy } from '../../stores/runMachine.ts';
import { useRun } from '../../stores/runStore.ts';
import { formatCount } from '../../ui/numbers.ts';
import { accepts, fieldsOf, paramsOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './training.module.css';

const strings = t.training.settings;
const shape = trainingSettingsSchema.shape;

/** Edits one of the settings; edits of the same field in a row are one step of undo. */
function change(label: string, field: string, settings: Partial<TrainingSettings>): void {
  useDocument
    .getState()
    .commit(strings.edit(label), (document) => setTraining(document, settings), `training.${field}`);
}

/** How the next run trains. Every edit is a change of the document and can be undone. */
export function SettingsForm() {
  const settings = useDocument((state) => state.document.training);
  const readOnly = useDocument((state) => state.readOnly);
  const busy = useRun((state) => isBusy(state.training));
  const defaults = trainingSettingsSchema.parse({});
  const isDefault = JSON.stringify(settings) === JSON.stringify(defaults);
  return (
    <section aria-label={strings.title}>
      <h3 className={classes['sectionTitle']}>{strings.title}</h3>
      <p className={classes['hint']}>{busy ? strings.locked : <Updates settings={settings} />}</p>
      <fieldset disabled={readOnly} className={classes['fields']}>
        <SettingNumber name="epochs" value={settings.epochs} />
        <SettingNumber name="batchSize" value={settings.batchSize} />
        <SettingNumber name="validationSplit" value={settings.validationSplit} step={0.05} />
        <SettingNumber name="seed" value={settings.seed} />
        <KindChoice
          name="optimizer"
          chosen={settings.optimizer}
          kinds={Object.values(optimizers)}
          known={optimizerOf(settings.optimizer.kind)}
        />
        <KindChoice
          name="loss"
          chosen={settings.loss}
          kinds={Object.values(losses)}
          known={lossOf(settings.loss.kind)}
        />
        {!isDefault && (
          <Button
            variant="default"
            className={classes['wide']}
            onClick={() => change(strings.reset, 'reset', defaults)}
          >
            {strings.reset}
          </Button>
        )}
      </fieldset>
    </section>
  );
}

/** What the settings come to: weight updates an epoch. */
function Updates({ settings }: { readonly settings: TrainingSettings }) {
  const id = useDocument((state) => state.document.data?.dataset);
  const images = useEngine((state) => state.datasets.find((dataset) => dataset.id === id)?.train);
  if (images === undefined) return null;
  const updates = Math.ceil((images * (1 - settings.validationSplit)) / settings.batchSize);
  return <>{strings.updates(formatCount(updates))}</>;
}

function SettingNumber({
  name,
  value,
  step = 1,
}: {
  readonly name: 'epochs' | 'batchSize' | 'validationSplit' | 'seed';
  readonly value: number;
  readonly step?: number;
}) {
  const { label, about } = strings[name];
  const [parameter] = fieldsOf(trainingSettingsSchema.pick({ [name]: true } as { epochs: true }));
  return (
    <NumberField
      label={label}
      about={about}
      value={value}
      step={step}
      integer={parameter?.type === 'integer'}
      min={parameter?.min ?? null}
      max={parameter?.max ?? null}
      accepts={(next) => shape[name].safeParse(next).success}
      onChange={(next) => change(label, name, { [name]: next })}
    />
  );
}

interface KindChoiceProps {
  readonly name: 'optimizer' | 'loss';
  readonly chosen: TrainingSettings['optimizer'];
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
  readonly known: OptimizerKind | LossKind | undefined;
}

function KindChoice({ name, chosen, kinds, known }: KindChoiceProps) {
  const label = strings[name];
  const options = kinds.map(({ kind, title }) => ({ value: kind, label: title }));
  if (!known) options.push({ value: chosen.kind, label: strings.unknownKind(chosen.kind) });
  const params = known ? paramsOf(known.parameters, chosen.params) : {};
  const set = (field: string, title: string, value: unknown): void =>
    change(title, `${name}.${field}`, {
      [name]: { ...chosen, params: { ...chosen.params, [field]: value } },
    });
  return (
    <>
      <Select
        className={classes['wide']}
        label={label}
        data={options}
        value={chosen.kind}
        allowDeselect={false}
        onChange={(kind) =>
          kind !== null && kind !== chosen.kind && change(label, name, { [name]: { kind, params: {} } })
        }
      />
      {known && <p className={`${classes['lesson']} ${classes['wide']}`}>{known.lesson}</p>}
      {known &&
        fieldsOf(known.parameters).map((field) => {
          const value = params[field.name];
          if (field.type === 'boolean') {
            return (
              <Switch
                key={field.name}
                className={classes['wide']}
                label={field.title}
                description={field.about}
                checked={value === true}
                onChange={(event) => set(field.name, field.title, event.currentTarget.checked)}
              />
            );
          }
          return (
            <NumberField
              key={field.name}
              label={field.title}
              about={field.about}
              value={typeof value === 'number' ? value : Number.NaN}
              integer={field.type === 'integer'}
              step={typeof value === 'number' && value > 0 ? 10 ** Math.floor(Math.log10(value)) : 0.1}
              min={field.min}
              max={field.max}
              accepts={(next) => accepts(known.parameters, chosen.params, field.name, next)}
              onChange={(next) => set(field.name, field.title, next)}
            />
          );
        })}
    </>
  );
}
