import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Collection } from '../../../../src/protocol/own-data.ts';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import { HoldButton } from '../../../ui/HoldButton.tsx';
import own from './collect.module.css';
import { Examples } from './Examples.tsx';
import { notifyDeleted } from './notifyDeleted.tsx';
import type { Source } from './source.ts';

const words = t.collect;
/** Milliseconds between two images of a recording. */
const captureInterval = 100;

interface ClassCardProps {
  readonly collection: Collection;
  readonly name: string;
  readonly count: number;
  readonly disabled: boolean;
  readonly source: RefObject<Source | null>;
}

/** A class: its name, its images, and the button that adds to them as long as it is held. */
export function ClassCard({ collection, name, count, disabled, source }: ClassCardProps) {
  const [draft, setDraft] = useState(name);
  const { renameClass, deleteClass } = useCollect.getState();
  const rename = (): void => {
    const next = draft.trim();
    if (next === '' || next === name) setDraft(name);
    // Where the name is taken, that is reported, and the field shows the old one.
    else void renameClass(name, next).then(() => setDraft(name));
  };
  return (
    <section className={own['class']} aria-label={words.classLabel(name)}>
      <div className={own['classHead']}>
        <input
          className={own['name']}
          aria-label={words.nameOf(name)}
          maxLength={100}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') setDraft(name);
          }}
        />
        <span className={`${own['count']} numbers`}>{words.images(count)}</span>
        <Tooltip label={words.deleteClass(name)}>
          <ActionIcon
            size={24}
            aria-label={words.deleteClass(name)}
            onClick={async () => notifyDeleted(words.classDeleted(name), await deleteClass(name))}
          >
            <IconTrash size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Recorder name={name} disabled={disabled} source={source} />
      {count > 0 && <Examples collection={collection} name={name} count={count} />}
    </section>
  );
}

/** Adds an image; held, one after the other. The keyboard holds it as the pointer does. */
function Recorder({ name, disabled, source }: Pick<ClassCardProps, 'name' | 'disabled' | 'source'>) {
  const [held, setHeld] = useState(false);
  const [taken, setTaken] = useState(0);
  const timer = useRef<ReturnType<typeof setInterval> | null>(null);
  const stop = (): void => {
    if (timer.current !== null) clearInterval(timer.current);
    timer.current = null;
    setHeld(false);
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearInterval(timer.current);
    },
    [],
  );
  const take = (): void => {
    const image = source.current?.capture();
    if (image && useCollect.getState().add(name, image)) setTaken((count) => count + 1);
  };
  const start = (): void => {
    if (timer.current !== null || disabled) return;
    setTaken(0);
    take();
    if (!source.current?.streams) return;
    setHeld(true);
    timer.current = setInterval(take, captureInterval);
  };
  return (
    <HoldButton
      fullWidth
      disabled={disabled}
      held={held}
      className={own['record'] ?? ''}
      leftSection={<IconPlus size={16} />}
      onStart={start}
      onStop={stop}
    >
      {held ? words.recording(taken) : words.record(name)}
    </HoldButton>
  );
}
