import { ActionIcon, Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { QueueItem } from '../../../src/protocol/sweeps.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useQueue } from '../../stores/runs/queueStore.ts';
import { alertError } from '../../stores/window/workspaceStore.ts';
import css from './runs.module.css';

const strings = t.runs.queue;

function act(work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => alertError(() => t.runs.actionFailed, error));
}

/** What waits to be trained, in its order; nothing where the queue is empty and open. */
export function QueuePart() {
  const { items, held } = useQueue();
  const client = useEngine((state) => state.client);
  if (items.length === 0 && !held) return null;
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  return (
    <section aria-label={strings.title} className={css['queue']}>
      <div className={css['queueHead']}>
        <h2 className={css['title']}>{strings.count(waiting)}</h2>
        <Button
          variant="default"
          title={held ? strings.releaseAbout : strings.holdAbout}
          leftSection={
            held ? <IconPlayerPlay size={14} stroke={1.5} /> : <IconPlayerPause size={14} stroke={1.5} />
          }
          onClick={() => act(client?.call('queue.hold', { held: !held }))}
        >
          {held ? strings.release : strings.hold}
        </Button>
      </div>
      {held && <p className={css['small']}>{strings.held}</p>}
      <ol className={css['queueList']}>
        {items.map((item) => (
          <QueueRow
            key={item.item}
            item={item}
            onRemove={() => act(client?.call('queue.remove', { item: item.item }))}
          />
        ))}
      </ol>
    </section>
  );
}

function QueueRow({ item, onRemove }: { readonly item: QueueItem; readonly onRemove: () => void }) {
  const { name, state, message, sweep } = item;
  return (
    <li data-state={state}>
      <div className={css['queueWords']}>
        <span className={css['rowName']}>{name}</span>
        <span className={css['small']}>
          {strings.states[state]}
          {message !== '' && `: ${sentence(message)}`}
        </span>
      </div>
      {state !== 'training' && sweep === null && (
        <ActionIcon aria-label={strings.remove(name)} title={strings.remove(name)} onClick={onRemove}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      )}
    </li>
  );
}
