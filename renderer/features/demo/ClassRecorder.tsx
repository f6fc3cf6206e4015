import { Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { HoldButton } from '../../ui/HoldButton.tsx';
import css from './demo.module.css';

const words = t.demo;

/** Pictures that a class should have. */
export const enoughPictures = 20;

/** Milliseconds between two pictures of a recording. */
const captureInterval = 150;

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
    const timer = setInterval(() => take.current(), captureInterval);
    return () => clearInterval(timer);
  }, [held, disabled]);
  return (
    <section className={css['class']} aria-label={title}>
      <p className={css['className']}>
        <strong>{title}</strong>
        <span className="numbers">{words.pictures(count)}</span>
      </p>
      <p className={css['small']}>{hint}</p>
      <Progress value={Math.min(100, (100 * count) / enoughPictures)} aria-label={words.pictures(count)} />
      <HoldButton
        fullWidth
        disabled={disabled}
        held={held}
        className={css['record'] ?? ''}
        onStart={() => setHeld(true)}
        onStop={() => setHeld(false)}
      >
        {held ? words.recording : words.record}
      </HoldButton>
    </section>
  );
}
