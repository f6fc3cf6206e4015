import { Button } from '@mantine/core';
import { optimizerOf, optimizers } from '../../../../src/training/optimizers/registry.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../../src/training/settings.ts';
import { lessonOf, memberTitle, parametersOf } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { isBusy } from '../../../stores/runs/runMachine.ts';
import { useRun } from '../../../stores/runs/runStore.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { KindFields } from './KindFields.tsx';
import { KindSelect } from './KindSelect.tsx';
import { LayersFold } from './LayersFold.tsx';
import { LossFold } from './LossFold.tsx';
import { PretrainingFold } from './PretrainingFold.tsx';
import { RegularizationFold } from './RegularizationFold.tsx';
import { ScheduleFold } from './ScheduleFold.tsx';
import { SettingNumber } from './SettingNumber.tsx';
import { StoppingFold } from './StoppingFold.tsx';
import classes from './settings.module.css';
import { TransferFold } from './TransferFold.tsx';
import { useStepsPerEpoch } from './useStepsPerEpoch.ts';
import { ValidationFold } from './ValidationFold.tsx';

const strings = t.training.settings;

/**
 * How the next run trains: what a first run is decided by at the top, the rest folded, each with what is in force.
 * Every edit is a change of the document and can be undone.
 */
export function SettingsForm() {
  const settings = useDocument((state) => state.document.training);
  const readOnly = useDocument((state) => state.readOnly);
  const busy = useRun((state) => isBusy(state.training));
  const defaults = trainingSettingsSchema.parse({});
  const isDefault = JSON.stringify(settings) === JSON.stringify(defaults);
  return (
    <section aria-label={strings.title}>
      <h3 className={classes['title']}>{strings.title}</h3>
      <p className={classes['hint']}>{busy ? strings.locked : <Updates settings={settings} />}</p>
      <fieldset disabled={readOnly} className={classes['form']}>
        <div className={classes['fields']}>
          <SettingNumber name="epochs" value={settings.epochs} />
          <SettingNumber name="batchSize" value={settings.batchSize} />
          <Optimizer chosen={settings.optimizer} />
        </div>
        <div className={classes['folds']}>
          <OptimizerFold chosen={settings.optimizer} />
          <ScheduleFold settings={settings} />
          <PretrainingFold settings={settings} />
          <TransferFold settings={settings} />
          <LossFold settings={settings} />
          <RegularizationFold settings={settings} />
          <ValidationFold settings={settings} />
          <StoppingFold settings={settings} />
          <LayersFold layers={settings.layers} />
        </div>
        {!isDefault && (
          <Button variant="default" fullWidth onClick={() => change(strings.reset, 'reset', defaults)}>
            {strings.reset}
          </Button>
        )}
      </fieldset>
    </section>
  );
}

/** What the settings amount to: weight updates an epoch. */
function Updates({ settings }: { readonly settings: TrainingSettings }) {
  const updates = useStepsPerEpoch(settings);
  return updates === undefined ? null : strings.updates(updates);
}

interface OptimizerProps {
  readonly chosen: TrainingSettings['optimizer'];
}

const isRate = ({ name }: { readonly name: string }): boolean => name === 'learningRate';

function Optimizer({ chosen }: OptimizerProps) {
  const known = optimizerOf(chosen.kind);
  return (
    <>
      <KindSelect half name="optimizer" chosen={chosen} kinds={Object.values(optimizers)} />
      {known && <KindFields name="optimizer" chosen={chosen} kind={known} only={isRate} />}
    </>
  );
}

/** What the optimizer does, and its other parameters. */
function OptimizerFold({ chosen }: OptimizerProps) {
  const known = optimizerOf(chosen.kind);
  if (!known) return null;
  const others = parametersOf(known).filter((field) => !isRate(field));
  const changed = others.filter(({ name }) => Object.hasOwn(chosen.params, name)).length;
  return (
    <Fold
      name="optimizer"
      title={strings.folds.optimizer(memberTitle('optimizers', known.kind))}
      summary={changed === 0 ? strings.asUsual : strings.changed(changed)}
    >
      <p className={classes['lesson']}>{lessonOf('optimizers', known.kind)?.lesson}</p>
      <KindFields name="optimizer" chosen={chosen} kind={known} only={(field) => !isRate(field)} />
    </Fold>
  );
}
