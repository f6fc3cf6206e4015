import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatShape } from '../../../../src/layers/shape.ts';
import type { Collection } from '../../../../src/protocol/own-data.ts';
import { applyRepairAsEdit } from '../../../actions/repairs.ts';
import { t } from '../../../i18n/index.ts';
import { useCollect } from '../../../stores/data/collectStore.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import { PrepareBar } from '../../../ui/PrepareBar.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import css from '../data.module.css';
import { CameraSource } from './CameraSource.tsx';
import { ClassCard } from './ClassCard.tsx';
import own from './collect.module.css';
import { NewCollection } from './NewCollection.tsx';
import { PenSource } from './PenSource.tsx';
import type { Source } from './source.ts';

const words = t.collect;
/** Examples that training takes at least: some are held out for testing. */
const fewest = 5;

/** Collecting examples by camera and pen: choosing a collection, then working on it. */
export function CollectPanel() {
  const open = useCollect((state) => state.open);
  const client = useEngine((state) => state.client);
  useEffect(() => {
    if (client) void useCollect.getState().refresh();
  }, [client]);
  return (
    <>
      <div className={own['head']}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
          onClick={() => {
            if (open) useCollect.getState().choose(null);
            else useCollect.getState().show(false);
          }}
        >
          {open ? words.allCollections : words.back}
        </Button>
      </div>
      {open ? <Collecting key={open.id} collection={open} /> : <NewCollection />}
    </>
  );
}

function Collecting({ collection }: { readonly collection: Collection }) {
  const [kind, setKind] = useState<'camera' | 'pen'>('camera');
  const [name, setName] = useState('');
  const [isReady, setReady] = useState(false);
  const source = useRef<Source | null>(null);
  const { shape, classes } = collection;
  const size = { height: shape[0] ?? 1, width: shape[1] ?? 1, channels: shape[2] === 1 ? 1 : 3 } as const;
  const found = (next: Source | null): void => {
    source.current = next;
    setReady(next !== null);
  };
  const addClass = (): void => {
    const used = new Set(classes.map((each) => each.name.toLowerCase()));
    let number = classes.length + 1;
    while (used.has(words.className(number).toLowerCase())) number++;
    void useCollect.getState().addClass(name.trim() || words.className(number));
    setName('');
  };
  return (
    <>
      <section aria-label={words.source}>
        <h2 className={css['title']}>
          {collection.name} <span className={css['small']}>{formatShape(shape)}</span>
        </h2>
        <div className={css['bar']}>
          <SegmentedControl<typeof kind>
            aria-label={words.source}
            data={[
              { value: 'camera', label: words.camera },
              { value: 'pen', label: words.pen },
            ]}
            value={kind}
            onChange={(next) => {
              found(null);
              setKind(next);
            }}
          />
        </div>
        {kind === 'camera' ? (
          <CameraSource size={size} onSource={found} />
        ) : (
          <PenSource size={size} onSource={found} />
        )}
      </section>
      <section aria-label={words.classes}>
        <h2 className={css['title']}>{words.classes}</h2>
        <p className={css['small']}>{kind === 'camera' ? words.holdAbout : words.penAbout}</p>
        <div className={own['classes']}>
          {classes.map((each) => (
            <ClassCard
              key={each.name}
              collection={collection}
              name={each.name}
              count={each.count}
              disabled={!isReady}
              source={source}
            />
          ))}
        </div>
        <form
          className={own['addClass']}
          onSubmit={(event) => {
            event.preventDefault();
            addClass();
          }}
        >
          <input
            className={own['name']}
            aria-label={words.newClass}
            placeholder={words.newClass}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" leftSection={<IconPlus size={16} />}>
            {words.addClass}
          </Button>
        </form>
      </section>
      <Use collection={collection} />
    </>
  );
}

/** Makes the collection the document's data, once there is something to learn. */
function Use({ collection: { path, name, classes } }: { readonly collection: Collection }) {
  const importing = useImports((state) => state.importing);
  const failed = useImports((state) => state.failed);
  const readOnly = useDocument((state) => state.readOnly);
  const inUse = useDocument((state) => state.document.data?.dataset === path);
  const { use, cancel } = useImports.getState();
  const filled = classes.filter(({ count }) => count >= fewest).length;
  const lacking = filled < 2 || filled < classes.length;
  const start = async (): Promise<void> => {
    await useCollect.getState().settled();
    await use(path);
  };
  return (
    <section aria-label={words.use}>
      {importing ? (
        <PrepareBar title={t.ownData.importing(name)} progress={importing.progress} onCancel={cancel} />
      ) : (
        <Button variant="light" disabled={lacking || readOnly} onClick={() => void start()}>
          {inUse ? words.useAgain : words.use}
        </Button>
      )}
      <p className={`${css['small']} ${own['below']}`}>
        {lacking ? words.lacking(fewest) : inUse ? words.inUse : words.useAbout}
      </p>
      {failed && <p role="alert">{failed.why}</p>}
      {inUse && <Mismatch />}
    </section>
  );
}

/** Where the network puts out another number of classes: the ways out. */
function Mismatch() {
  const problems = useAnalysis(({ analysis }) => analysis.problems);
  const readOnly = useDocument((state) => state.readOnly);
  const mismatch = problems.find(({ code }) => code === 'output-units-mismatch');
  if (!mismatch) return null;
  return <ProblemNote problem={mismatch} tone="warning" readOnly={readOnly} onRepair={applyRepairAsEdit} />;
}
