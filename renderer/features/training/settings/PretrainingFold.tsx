import { Button, NativeSelect, Switch } from '@mantine/core';
import { pretrainingStages } from '../../../../src/network/pretraining/stages.ts';
import { boundsAt } from '../../../../src/text/describe.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { defaultPretraining, trainBothWays } from '../../../stores/runs/compareStore.ts';
import { useTrainObstacle } from '../../../stores/runs/trainObstacle.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { stepOf } from './kinds.ts';
import { NumberField } from './NumberField.tsx';
import classes from './settings.module.css';

const words = t.training.pretraining;
type Pretraining = NonNullable<TrainingSettings['pretraining']>;

/** Whether the first weights are found without labels, layer by layer, and how. */
export function PretrainingFold({ settings }: { readonly settings: TrainingSettings }) {
  const { pretraining, layers } = settings;
  const network = useAnalysis((state) => state.analysis.network);
  const names = network ? pretrainingStages(network, layers).map(({ layer }) => layer.name) : [];
  return (
    <Fold
      name="pretraining"
      title={words.title}
      summary={pretraining ? words.short(pretraining.epochs) : words.shortOff}
    >
      <Switch
        className={classes['wide'] ?? ''}
        label={words.label}
        description={words.about}
        checked={pretraining !== null}
        onChange={(event) =>
          change(words.label, 'pretraining', {
            pretraining: event.currentTarget.checked ? defaultPretraining() : null,
          })
        }
      />
      {pretraining && <Fields pretraining={pretraining} />}
      {network && (
        <p className={classes['lesson']}>
          {names.length > 0 ? words.layers(names.length, listed(names)) : words.noLayers}
        </p>
      )}
      {names.length > 0 && <BothWays />}
    </Fold>
  );
}

/** As many names as are read at a glance. */
const listed = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 11).join(', ')}, … ${names.at(-1)}` : names.join(', ');

const methods = ['autoencoder', 'boltzmann'] as const;

/** The rate of the other method is kept for no one: Adam and plain steps want rates that are far apart. */
function MethodField({ pretraining }: { readonly pretraining: Pretraining }) {
  const { label, options, about } = words.method;
  const value = pretraining.method ?? 'autoencoder';
  return (
    <NativeSelect
      size="xs"
      className={classes['wide'] ?? ''}
      label={label}
      description={about[value]}
      value={value}
      data={methods.map((method) => ({ value: method, label: options[method] }))}
      onChange={({ currentTarget }) => {
        const { method: _, ...rest } = pretraining;
        const boltzmann = currentTarget.value === 'boltzmann';
        change(label, 'pretraining.method', {
          pretraining: boltzmann
            ? { ...rest, method: 'boltzmann', learningRate: 0.1, corruption: 0 }
            : { ...rest, learningRate: defaultPretraining().learningRate },
        });
      }}
    />
  );
}

function Fields({ pretraining }: { readonly pretraining: Pretraining }) {
  const isBoltzmann = pretraining.method === 'boltzmann';
  const field = (name: 'epochs' | 'learningRate' | 'corruption') => {
    const value = pretraining[name];
    const bounds = boundsAt(trainingSettingsSchema, 'pretraining', name);
    return (
      <NumberField
        {...words.fields[name]}
        {...(isBoltzmann && name === 'learningRate' && { about: words.rateOfBoltzmann })}
        value={value}
        step={bounds.integer ? 1 : value > 0 ? stepOf(value) : 0.05}
        bounds={bounds}
        onChange={(next) =>
          change(words.fields[name].label, `pretraining.${name}`, {
            pretraining: { ...pretraining, [name]: next },
          })
        }
      />
    );
  };
  return (
    <>
      <MethodField pretraining={pretraining} />
      {field('epochs')}
      {field('learningRate')}
      {!isBoltzmann && field('corruption')}
    </>
  );
}

/** Two runs that differ in their first weights alone, side by side. */
function BothWays() {
  const obstacle = useTrainObstacle();
  return (
    <Button
      variant="default"
      className={classes['wide'] ?? ''}
      title={obstacle ?? words.bothAbout}
      disabled={obstacle !== null}
      onClick={() => {
        trainBothWays().catch((error: unknown) => alertError(() => words.bothFailed, error));
      }}
    >
      {words.both}
    </Button>
  );
}
