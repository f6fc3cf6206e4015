import { Button, Progress } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import type { Collection } from '../../../src/protocol/own-data.ts';
import { explain } from '../../../src/text/text-error.ts';
import { t } from '../../i18n/index.ts';
import type { DemoId } from '../../stores/course/demoStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import { ClassRecorder, enoughPictures } from './ClassRecorder.tsx';
import css from './demo.module.css';
import { demos } from './demos.ts';
import { Live } from './Live.tsx';
import { pictureSide, useCamera } from './useCamera.ts';
import { useTraining } from './useTraining.ts';

const words = t.demo;

/** Pictures without which training has nothing to go by. */
const minPictures = 5;

/** Keeps pictures in a collection of their own, which is made with the first. */
function useRecording(name: string, classes: readonly string[]) {
  const [collection, setCollection] = useState<Collection | null>(null);
  const [error, setError] = useState('');
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const made = useRef<Collection | null>(null);
  const add = (to: string, image: Image): void => {
    const { client } = useEngine.getState();
    const keep = async (): Promise<void> => {
      if (!client) throw new Error(t.shell.engine.notReady);
      const size = { height: pictureSide, width: pictureSide, channels: 3 } as const;
      made.current ??= (
        await client.call('collections.create', { name, ...size, classes: [...classes] })
      ).collection;
      const { collection: kept } = await client.call('collections.addExamples', {
        collection: made.current.id,
        class: to,
        images: image.data,
      });
      made.current = kept;
      setCollection(kept);
      setError('');
    };
    queue.current = queue.current.then(keep).catch((reason: unknown) => setError(explain(reason)));
  };
  const count = (of: string): number => collection?.classes.find((each) => each.name === of)?.count ?? 0;
  return { collection, error, add, count };
}

/** Record, train, try: from the camera to a network that acts. */
export function DemoPage({ id }: { readonly id: DemoId }) {
  const demo = demos[id];
  const own = words.demos[id];
  const nameOf = (of: (typeof demo.classes)[number]['id']): string => words.classes[of].name;
  const camera = useCamera();
  const recording = useRecording(
    own.title,
    demo.classes.map(({ id: each }) => nameOf(each)),
  );
  const { stage, start, reset } = useTraining();
  const busy = stage.state === 'busy';
  const fewest = Math.min(...demo.classes.map(({ id: each }) => recording.count(nameOf(each))));
  return (
    <div className={css['page']}>
      <div className={css['side']}>
        <p className={css['words']}>{own.about}</p>
        {camera.error === '' ? (
          <div className={css['view']}>
            <video ref={camera.video} aria-label={words.view} autoPlay muted playsInline />
          </div>
        ) : (
          <Note
            tone="error"
            title={words.view}
            action={
              <Button variant="default" onClick={camera.retry}>
                {words.again}
              </Button>
            }
          >
            {camera.error}
          </Note>
        )}
        <p className={css['small']}>{words.privacy}</p>
      </div>
      <div className={css['main']}>
        {stage.state !== 'ready' && (
          <>
            <p className={css['words']}>{words.recordAbout(enoughPictures)}</p>
            <div className={css['classes']}>
              {demo.classes.map(({ id: each }) => (
                <ClassRecorder
                  key={each}
                  title={nameOf(each)}
                  hint={words.classes[each].hint}
                  count={recording.count(nameOf(each))}
                  disabled={busy || camera.error !== ''}
                  onTake={() => {
                    const image = camera.capture();
                    if (image) recording.add(nameOf(each), image);
                  }}
                />
              ))}
            </div>
            {recording.error !== '' && (
              <Note tone="error" title={words.notKept}>
                {recording.error}
              </Note>
            )}
            {stage.state === 'failed' && (
              <Note tone="error" title={words.failed}>
                {stage.error}
              </Note>
            )}
            <Button
              loading={busy}
              disabled={fewest < minPictures}
              onClick={() => recording.collection && void start(recording.collection, own.title)}
            >
              {words.train}
            </Button>
            {fewest < minPictures && <p className={css['small']}>{words.tooFew(minPictures)}</p>}
            {stage.state === 'busy' && (
              <Progress value={(100 * stage.epoch) / stage.epochs} aria-label={words.training} />
            )}
          </>
        )}
        {stage.state === 'ready' && (
          <>
            <Live
              demo={demo}
              run={stage.run}
              labels={stage.labels}
              nameOf={nameOf}
              capture={camera.capture}
            />
            <Button variant="default" onClick={reset}>
              {words.more}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
