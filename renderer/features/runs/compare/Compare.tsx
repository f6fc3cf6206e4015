import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { compareArchitectures } from '../../../../src/document/compare/architecture.ts';
import { compareSettings } from '../../../../src/document/compare/settings.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import type { RunSummary } from '../../../../src/protocol/data.ts';
import { t } from '../../../i18n/index.ts';
import { Note } from '../../../ui/Note.tsx';
import { PretrainedLayers } from '../../../ui/PretrainedLayers.tsx';
import { CompareCurves } from './CompareCurves.tsx';
import css from './compare.module.css';
import { figureRows } from './figures.ts';
import { LayerList } from './LayerList.tsx';
import { RunMark } from './RunMark.tsx';
import { SettingTable } from './SettingTable.tsx';
import { useNetworks } from './useNetworks.ts';

const strings = t.runs.compare;

interface CompareProps {
  /** Two or more, the first is what the others are held against. */
  readonly runs: readonly RunSummary[];
  readonly onEnd: () => void;
}

/** Several runs side by side: curves, figures, settings, networks. */
export function Compare({ runs, onEnd }: CompareProps) {
  const networks = useNetworks(runs.map(({ run }) => run));
  return (
    <section aria-label={strings.title(runs.length)} className={css['compare']}>
      <div className={css['head']}>
        <h2>{strings.title(runs.length)}</h2>
        <Button variant="default" onClick={onEnd}>
          {strings.end}
        </Button>
      </div>
      <section aria-label={strings.curvesTitle} className={css['part']}>
        <CompareCurves runs={runs} />
      </section>
      <Figures runs={runs} />
      <Pretraining runs={runs} />
      {networks.state === 'failed' && (
        <Note tone="error" title={strings.failed}>
          {networks.error}
        </Note>
      )}
      {networks.state === 'ready' && <Networks documents={networks.documents} />}
    </section>
  );
}

/** What came of the pretraining of those that had one. */
function Pretraining({ runs }: { readonly runs: readonly RunSummary[] }) {
  if (runs.every(({ pretraining }) => pretraining === undefined)) return null;
  return (
    <section aria-label={t.runs.pretraining} className={css['part']}>
      <h3>{t.runs.pretraining}</h3>
      {runs.map(
        ({ run, pretraining }, at) =>
          pretraining && (
            <div key={run} className={css['against']}>
              <p className={css['quiet']}>
                <RunMark at={at} />
              </p>
              <PretrainedLayers layers={pretraining} />
            </div>
          ),
      )}
    </section>
  );
}

function Figures({ runs }: { readonly runs: readonly RunSummary[] }) {
  return (
    <section aria-label={strings.figures.title} className={css['part']}>
      <div className={css['wide']}>
        <table className={css['table']} aria-label={strings.figures.title}>
          <thead>
            <tr>
              <th scope="col">{strings.figures.title}</th>
              {runs.map((run, at) => (
                <th key={run.run} scope="col" title={run.name}>
                  <RunMark at={at} />
                  <span className={css['name']}>{run.name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="numbers">
            {figureRows(runs).map(({ title, cells }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {cells.map(({ text, best }, at) => (
                  <td key={runs[at]!.run} data-best={best || undefined}>
                    {best && <small>{strings.figures.best} </small>}
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Networks({ documents }: { readonly documents: readonly ConvasDocument[] }) {
  const settings = useMemo(() => compareSettings(documents), [documents]);
  const differences = useMemo(() => {
    const [first, ...others] = documents;
    return others.map((other) => compareArchitectures(first!, other));
  }, [documents]);
  return (
    <>
      <section aria-label={strings.settings} className={css['part']}>
        <h3>{strings.settings}</h3>
        <SettingTable comparison={settings} />
      </section>
      <section aria-label={strings.networks} className={css['part']}>
        <h3>{strings.networks}</h3>
        {differences.map((difference, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place here
          <div key={at} className={css['against']}>
            <p className={css['quiet']}>
              <RunMark at={at + 1} /> {strings.against} <RunMark at={0} />
            </p>
            <LayerList differences={difference} />
          </div>
        ))}
      </section>
    </>
  );
}
