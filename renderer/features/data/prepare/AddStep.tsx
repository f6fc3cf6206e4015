import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Fragment } from 'react';
import { canAdd, newStep, placeOf } from '../../../../src/preprocessing/edit.ts';
import { stepIds, stepOf } from '../../../../src/preprocessing/registry.ts';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { stepText } from '../../../../src/preprocessing/texts.ts';
import { t } from '../../../i18n/index.ts';
import { addStep } from './edits.ts';
import own from './prepare.module.css';

const words = t.prepare;

const isRandom = (id: ChosenStep['step']): boolean => stepOf(id)!.random === true;
const groups = ['prepare', 'augment'] as const;
const members = {
  prepare: stepIds.filter((id) => !isRandom(id)),
  augment: stepIds.filter(isRandom),
};

interface AddStepProps {
  readonly steps: readonly ChosenStep[];
  readonly disabled: boolean;
  /** Called with the place of the new step. */
  readonly onAdd: (index: number) => void;
}

/** A menu of all steps that there are. */
export function AddStep({ steps, disabled, onAdd }: AddStepProps) {
  const full = !canAdd(steps);
  const add = (id: ChosenStep['step']): void => {
    const place = placeOf(steps, newStep(id));
    if (addStep(id)) onAdd(place);
  };
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          disabled={disabled || full}
          title={full ? words.full : undefined}
        >
          {words.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={own['menu'] ?? ''}>
        {groups.map((group) => (
          <Fragment key={group}>
            <Menu.Label>{words.groups[group]}</Menu.Label>
            {members[group].map((id) => (
              <Menu.Item key={id} onClick={() => add(id)}>
                {stepText(id).title}
                <span className={own['menuAbout']}>{stepText(id).about}</span>
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
