import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCloudDownload, IconDeviceDesktopCheck } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { setData } from '../../../src/document/operations/settings.ts';
import { dataReferenceSchema } from '../../../src/document/schema.ts';
import { formatShape } from '../../../src/layers/shape.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { useDatasets } from '../../stores/data/datasetStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { Note } from '../../ui/Note.tsx';
import { formatBytes, formatCount } from '../../ui/numbers.ts';
import { PrepareBar } from '../../ui/PrepareBar.tsx';
import css from './data.module.css';

const strings = t.data;
/** What examples come with, where that is no class. */
const { targets } = t.ownData.report;

function choose({ id, title }: DatasetInfo): void {
  useDocument.getState().commit(
    () => strings.select(sentence(title)),
    (document) => setData(document, dataReferenceSchema.parse({ ...document.data, dataset: id })),
  );
}

/** Arrow keys go from card to card, as in any group of radio buttons. */
function move(event: KeyboardEvent<HTMLDivElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  const cards = [...event.currentTarget.querySelectorAll('button')];
  const at = cards.indexOf(document.activeElement as HTMLButtonElement);
  cards[(at + step + cards.length) % cards.length]?.focus();
  event.preventDefault();
}

/** The datasets as cards; choosing one writes it into the document. `about` tells below what the chosen one is. */
export function DatasetChooser({ about }: { readonly about: boolean }) {
  const datasets = useEngine((state) => state.datasets);
  const chosen = useDocument((state) => state.document.data?.dataset ?? null);
  const info = datasets.find((dataset) => dataset.id === chosen);
  return (
    <section aria-label={strings.title}>
      <h2 className={css['title']}>{chosen === null ? strings.choose : strings.title}</h2>
      {datasets.length === 0 ? (
        <Note title={strings.none}>{strings.noneAbout}</Note>
      ) : (
        <div role="radiogroup" aria-label={strings.choose} className={css['cards']} onKeyDown={move}>
          {datasets.map((dataset, at) => (
            <Card
              key={dataset.id}
              info={dataset}
              chosen={dataset.id === chosen}
              tabbable={info ? dataset.id === chosen : at === 0}
            />
          ))}
        </div>
      )}
      {info && about && <About info={info} />}
    </section>
  );
}

function Card({ info, chosen, tabbable }: { info: DatasetInfo; chosen: boolean; tabbable: boolean }) {
  const ready = info.availability === 'ready';
  const Icon = ready ? IconDeviceDesktopCheck : IconCloudDownload;
  return (
    // biome-ignore lint/a11y/useSemanticElements: cards are richer than a radio's label
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      tabIndex={tabbable ? 0 : -1}
      className={css['card']}
      onClick={() => choose(info)}
    >
      <span className={css['cardTitle']}>
        {sentence(info.title)}
        {chosen && <IconCircleCheckFilled size={16} aria-hidden="true" />}
      </span>
      <span className={css['small']}>
        {info.target ? targets[info.target.kind] : strings.classes(info.classes.length)},{' '}
        <span className="numbers">{formatShape(info.sampleShape)}</span>
      </span>
      <span className={css['state']}>
        <Icon size={14} stroke={1.6} aria-hidden="true" />
        {ready ? strings.ready : strings.download(formatBytes(info.downloadBytes))}
      </span>
    </button>
  );
}

/** What the chosen dataset is, and getting it where it is not here yet. */
function About({ info }: { readonly info: DatasetInfo }) {
  const preparation = useDatasets((state) => state.preparing[info.id]);
  const { prepare, cancel } = useDatasets.getState();
  const license = sentence(info.license);
  return (
    <div className={css['aboutChosen']}>
      <p className={css['about']}>{sentence(info.description)}</p>
      <p className={css['small']}>{strings.size(formatCount(info.train), formatCount(info.test))}</p>
      {license !== '' && (
        <p className={css['small']}>
          {strings.license}: {license}. {strings.source}: {info.source}
        </p>
      )}
      {info.notices?.map((notice) => (
        <Note key={sentence(notice)} tone="warning" title={sentence(notice)} />
      ))}
      {info.availability === 'download' && (
        <div className={css['below']}>
          {preparation && preparation.error === '' ? (
            <PrepareBar
              title={strings.getting(sentence(info.title))}
              progress={preparation.progress}
              onCancel={() => cancel(info.id)}
            />
          ) : (
            <>
              {preparation && (
                <Note tone="error" title={strings.failed(sentence(info.title))}>
                  {preparation.error}
                </Note>
              )}
              <Button variant="default" mt={8} onClick={() => void prepare(info.id)}>
                {preparation ? strings.downloadAgain : strings.download(formatBytes(info.downloadBytes))}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
