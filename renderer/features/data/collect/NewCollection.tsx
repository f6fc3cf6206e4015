import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatShape } from '../../../../src/layers/shape.ts';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import css from '../data.module.css';
import own from './collect.module.css';

const words = t.collect;
type Shape = readonly [height: number, width: number, channels: 1 | 3];
const commonShapes: readonly Shape[] = [
  [28, 28, 1],
  [32, 32, 3],
  [64, 64, 3],
  [96, 96, 3],
  [224, 224, 3],
];

/** What the document's network takes, where that is an image that can be collected. */
function useNetworkInput(): Shape | null {
  const layers = useAnalysis(({ analysis }) => analysis.layers);
  const [height = 0, width = 0, channels] = layers.find(({ kind }) => kind === 'input')?.outputShape ?? [];
  if (channels !== 1 && channels !== 3) return null;
  return height >= 8 && height <= 512 && width >= 8 && width <= 512 ? [height, width, channels] : null;
}

/** Going on with a collection, or making one. */
export function NewCollection() {
  const collections = useCollect((state) => state.collections);
  const input = useNetworkInput();
  const [name, setName] = useState('');
  const shapes = [
    ...(input ? [input] : []),
    ...commonShapes.filter((shape) => !input || formatShape(shape) !== formatShape(input)),
  ];
  const [chosen, setChosen] = useState('0');
  const create = (): void => {
    const [height, width, channels] = shapes[Number(chosen)] ?? shapes[0]!;
    void useCollect.getState().create({
      name: name.trim() || words.defaultName,
      ...{ height, width, channels },
      classes: [words.className(1), words.className(2)],
    });
  };
  return (
    <>
      <section aria-label={words.create}>
        <h2 className={css['title']}>{words.title}</h2>
        <p className={css['about']}>{words.about}</p>
        <form
          className={own['form']}
          onSubmit={(event) => {
            event.preventDefault();
            create();
          }}
        >
          <TextInput
            label={words.name}
            placeholder={words.defaultName}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={words.size}
            allowDeselect={false}
            data={shapes.map((shape, at) => ({
              value: String(at),
              label: words.sizeOf(formatShape(shape.slice(0, 2)), shape[2], shape === input),
            }))}
            value={chosen}
            onChange={(next) => next !== null && setChosen(next)}
          />
          <Button type="submit" variant="light">
            {words.create}
          </Button>
        </form>
      </section>
      {collections.length > 0 && (
        <section aria-label={words.yours}>
          <h2 className={css['title']}>{words.yours}</h2>
          <ul className={own['list']}>
            {collections.map((collection) => (
              <li key={collection.id}>
                <button
                  type="button"
                  className={own['open']}
                  onClick={() => useCollect.getState().choose(collection)}
                >
                  <span>{collection.name}</span>
                  <span className={css['small']}>
                    {words.holds(
                      collection.classes.length,
                      collection.classes.reduce((sum, { count }) => sum + count, 0),
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
