import { ActionIcon, Collapse, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { formatShape } from '../../../../src/layers/shape.ts';
import { stepOf } from '../../../../src/preprocessing/registry.ts';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { stepText } from '../../../../src/preprocessing/texts.ts';
import type { TracedStep } from '../../../../src/preprocessing/trace.ts';
import { t } from '../../../i18n/index.ts';
import { Note } from '../../../ui/Note.tsx';
import css from '../data.module.css';
import { removeStep, switchStep } from './edits.ts';
import own from './prepare.module.css';
import { type LearnedFrom, StepForm } from './StepForm.tsx';

const words = t.prepare;

export interface StepCardProps {
  readonly step: ChosenStep;
  readonly index: number;
  /** What an example is behind it; null where that is not known. */
  readonly after: TracedStep | null;
  /** Why it cannot be applied; null where it can. */
  readonly wrong: string | null;
  readonly fitted: ChosenStep | null;
  readonly learnedFrom: LearnedFrom;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly disabled: boolean;
  /** The step is dragged by its handle. */
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDragEnd: () => void;
  /** By so many places. */
  readonly onMove: (by: number) => void;
}

const ways: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** One step: its place, whether it takes part, what comes of it, and its parameters. */
export function StepCard(props: StepCardProps) {
  const { step, index, after, wrong, fitted, learnedFrom, open, disabled } = props;
  const { title } = stepText(step.step);
  const on = !step.off;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = ways[event.key];
    if (by === undefined || disabled) return;
    event.preventDefault();
    props.onMove(by);
  };
  return (
    <div className={own['step']} data-off={!on || undefined}>
      <div className={own['stepHead']}>
        <Tooltip label={words.moveAbout} position="left">
          <button
            type="button"
            className={own['handle']}
            aria-label={words.move(title)}
            aria-description={words.moveAbout}
            data-handle=""
            draggable={!disabled}
            disabled={disabled}
            onDragStart={props.onDragStart}
            onDragEnd={props.onDragEnd}
            onKeyDown={onKeyDown}
          >
            <IconGripVertical size={16} stroke={1.5} aria-hidden="true" />
          </button>
        </Tooltip>
        <UnstyledButton className={own['stepTitle'] ?? ''} aria-expanded={open} onClick={props.onToggle}>
          <IconChevronRight size={14} stroke={1.5} data-open={open || undefined} aria-hidden="true" />
          <span>{title}</span>
          {stepOf(step.step)!.random && <span className={css['small']}>{words.training}</span>}
        </UnstyledButton>
        {after && on && <span className={`${css['small']} numbers`}>{formatShape(after.shape)}</span>}
        <Switch
          size="xs"
          aria-label={words.takesPart(title)}
          checked={on}
          disabled={disabled}
          onChange={(event) => switchStep(step, index, event.currentTarget.checked)}
        />
        <Tooltip label={words.remove(title)}>
          <ActionIcon
            size={24}
            aria-label={words.remove(title)}
            disabled={disabled}
            onClick={() => removeStep(step, index)}
          >
            <IconTrash size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      {wrong !== null && <Note tone="error" title={wrong} />}
      <Collapse expanded={open} transitionDuration={0}>
        {open && (
          <StepForm step={step} index={index} fitted={fitted} learnedFrom={learnedFrom} disabled={disabled} />
        )}
      </Collapse>
    </div>
  );
}
