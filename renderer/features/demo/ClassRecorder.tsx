import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import css from './demo.module.css';

const words = t.demo;

/** Pictures that a class should have. */
export const enough = 20;

/** Milliseconds between two pictures of a recording. */
const pace = 150;

interface ClassRecorderProps {
  readonly title: string;
  readonly hint: string;
  readonly count: number;
  readonly disabled: boolean;
  readonly onTake: () => void;
}

/** A class: as long as its button is held, pictures are added. The keyboard holds it as the pointer does. */
export function ClassRecorder({ title, hint, count, disabled, onTake }: ClassRecorderProps) {
  const [held, setHeld] = useState(false);
  const take = useRef(onTake);
  take.current = onTake;
  useEffect(() => {
    if (!held || disabled) return;
    take.current();
    const timer = setInterval(() => take.current(), pace);
    return () => clearInterval(timer);
  }, [held, disabled]);
  const stop = (): void => setHeld(false);
  const isKey = (key: string): boolean => key === ' ' || key === 'Enter';
  return (
    <section className={css['class']} aria-label={title}>
      <p className={css['className']}>
        <strong>{title}</strong>
        <span className="numbers">{words.pictures(count)}</span>
      </p>
      <p className={css['small']}>{hint}</p>
      <Progress value={Math.min(100, (100 * count) / enough)} aria-label={words.pictures(count)} />
      <Button
        variant="default"
        fullWidth
        disabled={disabled}
        data-held={held || undefined}
        className={css['record'] ?? ''}
        onPointerDown={(event) => event.button === 0 && setHeld(true)}
        onPointerUp={stop}
        onPointerLeave={stop}
        onPointerCancel={stop}
        onBlur={stop}
        onKeyDown={(event) => {
          if (!isKey(event.key)) return;
          event.preventDefault();
          setHeld(true);
        }}
        onKeyUp={(event) => isKey(event.key) && stop()}
      >
        {held ? words.recording : words.record}
      </Button>
    </section>
  );
}
