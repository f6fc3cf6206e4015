import { type DragEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ChosenStep } from '../../../../src/preprocessing/schema.ts';
import { stepText } from '../../../../src/preprocessing/texts.ts';
import type { Trace } from '../../../../src/preprocessing/trace.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { Note } from '../../../ui/Note.tsx';
import { AddStep } from './AddStep.tsx';
import { moveStep } from './edits.ts';
import own from './prepare.module.css';
import { StepCard } from './StepCard.tsx';
import type { LearnedFrom } from './StepForm.tsx';

const words = t.prepare;

/** Where a step would land: in front of the step at `to`. */
interface Dragging {
  readonly from: number;
  readonly to: number | null;
}

interface StepListProps {
  readonly steps: readonly ChosenStep[];
  readonly trace: Trace | null;
  readonly fitted: readonly ChosenStep[] | null;
  readonly learnedFrom: LearnedFrom;
  readonly disabled: boolean;
}

/** The document's steps in their order: dragged, or moved by the arrow keys. */
export function StepList({ steps, trace, fitted, learnedFrom, disabled }: StepListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const focus = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelectorAll<HTMLElement>('[data-handle]')[focus.current]?.focus();
    focus.current = null;
  });
  const move = (from: number, to: number): void => {
    const step = steps[from];
    if (!step || to < 0 || to >= steps.length || to === from || !moveStep(step, from, to)) return;
    setAnnouncement(words.moved(stepText(step.step).title, to + 1, steps.length));
    setOpen((before) => (before === from ? to : before === null ? null : shifted(before, from, to)));
  };
  const over = (event: DragEvent<HTMLLIElement>, index: number): void => {
    if (!dragging) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const to = event.clientY < top + height / 2 ? index : index + 1;
    if (dragging.to !== to) setDragging({ ...dragging, to });
  };
  const drop = (event: DragEvent): void => {
    if (!dragging || dragging.to === null) return;
    event.preventDefault();
    const { from, to } = dragging;
    setDragging(null);
    move(from, to > from ? to - 1 : to);
  };
  return (
    <>
      {steps.length === 0 && <Note title={words.empty} />}
      <ol ref={list} className={own['steps']} aria-label={words.steps} onDrop={drop}>
        {steps.map((step, index) => (
          <li
            // Steps have no names of their own, and there may be two of a kind.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what distinguishes them
            key={index}
            data-dragged={dragging?.from === index || undefined}
            data-drop={
              dragging?.to === index
                ? 'before'
                : dragging?.to === steps.length && index === steps.length - 1
                  ? 'behind'
                  : undefined
            }
            onDragOver={(event) => over(event, index)}
          >
            <StepCard
              step={step}
              index={index}
              after={trace?.steps[index] ?? null}
              wrong={trace?.why && trace.steps.length === index ? sentence(trace.why) : null}
              fitted={fitted?.[index] ?? null}
              learnedFrom={learnedFrom}
              open={open === index}
              onToggle={() => setOpen(open === index ? null : index)}
              disabled={disabled}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', stepText(step.step).title);
                setDragging({ from: index, to: null });
              }}
              onDragEnd={() => setDragging(null)}
              onMove={(by) => {
                focus.current = Math.max(0, Math.min(steps.length - 1, index + by));
                move(index, index + by);
              }}
            />
          </li>
        ))}
      </ol>
      <AddStep steps={steps} disabled={disabled} onAdd={setOpen} />
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
    </>
  );
}

/** Where the step at `at` stands after another was moved. */
const shifted = (at: number, from: number, to: number): number =>
  at > from && at <= to ? at - 1 : at < from && at >= to ? at + 1 : at;
