import { Checkbox } from '@mantine/core';
import { defaultsOf } from '../../../../src/training/defaults.ts';
import { metrics } from '../../../../src/training/metrics/registry.ts';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { lessonOf, memberTitle } from '../../../../src/training/texts.ts';
import { t } from '../../../i18n/index.ts';
import { DockTooltip } from '../../../ui/DockTooltip.tsx';
import { formatPercent } from '../../../ui/numbers.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import { SettingNumber } from './SettingNumber.tsx';
import classes from './settings.module.css';
import { useTargetKind } from './useTargetKind.ts';

const strings = t.training.settings;

/** What is held out, what is measured on it, and what the draws begin with. */
export function ValidationFold({ settings }: { readonly settings: TrainingSettings }) {
  const target = useTargetKind();
  // Every run measures the accuracy, so there is nothing to choose.
  const fitting = Object.values(metrics).filter(
    ({ targets, kind }) => (targets as readonly string[]).includes(target) && kind !== 'accuracy',
  );
  const held = strings.held(formatPercent(settings.validationSplit, 0));
  const chosen = settings.metrics.length > 0 ? settings.metrics : defaultsOf[target].metrics;
  const measured = chosen.map((name) => memberTitle('metrics', name));
  return (
    <Fold name="validation" title={strings.folds.validation} summary={[held, ...measured].join(', ')}>
      <SettingNumber name="validationSplit" value={settings.validationSplit} step={0.05} />
      <SettingNumber name="seed" value={settings.seed} />
      <Checkbox.Group
        size="xs"
        className={classes['wide'] ?? ''}
        label={strings.metrics.label}
        description={strings.metrics.about}
        value={[...chosen]}
        onChange={(chosen) => change(strings.metrics.label, 'metrics', { metrics: inOrder(chosen) })}
      >
        <div className={classes['checks']}>
          {fitting.map(({ kind }) => (
            <DockTooltip key={kind} label={lessonOf('metrics', kind)?.lesson}>
              <Checkbox
                value={kind}
                label={memberTitle('metrics', kind)}
                aria-description={lessonOf('metrics', kind)?.lesson}
              />
            </DockTooltip>
          ))}
        </div>
      </Checkbox.Group>
    </Fold>
  );
}

/** In the catalogue's order, whatever was clicked first. */
function inOrder(chosen: readonly string[]): string[] {
  const known = Object.keys(metrics).filter((name) => chosen.includes(name));
  return [...known, ...chosen.filter((name) => !known.includes(name))];
}
