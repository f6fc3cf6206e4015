import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { publishedArchives } from '../../../src/datasets/published/registry.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { useCollect } from '../../stores/data/collectStore.ts';
import { type DataTab, dataTabs, useDataTab } from '../../stores/data/dataTabStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { CollectPanel } from './collect/CollectPanel.tsx';
import { DatasetChooser } from './DatasetChooser.tsx';
import css from './data.module.css';
import { ExampleStrip, isImages } from './ExampleStrip.tsx';
import { ExplorePanel } from './explore/ExplorePanel.tsx';
import { MissingData } from './MissingData.tsx';
import { ImportReport } from './own/ImportReport.tsx';
import { OwnData } from './own/OwnData.tsx';
import { PreparePanel } from './prepare/PreparePanel.tsx';
import { Splits } from './splits/Splits.tsx';
import { Version } from './splits/Version.tsx';

const strings = t.data.tabs;

/** Whether they are a person's own: those are known by their path. */
const isOwn = ({ id }: DatasetInfo): boolean => !publishedArchives.some(({ info }) => info.id === id);

function DatasetPanel() {
  const id = useDocument((state) => state.document.data?.dataset ?? null);
  const info = useEngine((state) => state.datasets.find((dataset) => dataset.id === id));
  const collecting = useCollect((state) => state.shown);
  const answered = useEngine((state) => state.datasets.length > 0);
  if (collecting) return <CollectPanel />;
  const own = info !== undefined && isOwn(info);
  const details = info?.availability === 'ready' && (
    <>
      {own && <ImportReport key={`report.${info.id}`} dataset={info.id} />}
      {isImages(info) && <ExampleStrip key={`images.${info.id}`} info={info} />}
      <Splits key={`splits.${info.id}`} info={info} />
      <Version key={`version.${info.id}`} info={info} />
    </>
  );
  // What became of a person's own data is told where they were given, not below all that could be chosen instead.
  return (
    <>
      <OwnData />
      {own && details}
      <DatasetChooser about={!own} />
      {id !== null && answered && !info && <MissingData key={id} id={id} />}
      {!own && details}
    </>
  );
}

const panels: Readonly<Record<DataTab, () => ReactNode>> = {
  dataset: DatasetPanel,
  explore: ExplorePanel,
  prepare: PreparePanel,
};

/** The right dock of the Data stage: which data, and their way into the network. */
export function DataPanel() {
  const { tab, show } = useDataTab();
  return (
    <Tabs
      value={tab}
      onChange={(next) => next !== null && show(next as DataTab)}
      classNames={{ root: css['tabs']!, list: css['tabList']!, tab: css['tab']! }}
    >
      <Tabs.List aria-label={strings.label}>
        {dataTabs.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {strings[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {dataTabs.map((each) => {
        const Content = panels[each];
        return (
          <Tabs.Panel key={each} value={each}>
            <ErrorBoundary>
              <div className={css['panel']}>
                <Content />
              </div>
            </ErrorBoundary>
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
