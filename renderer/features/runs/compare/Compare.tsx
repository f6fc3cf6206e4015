import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { compareArchitectures } from '../../../../src/document/compare/architecture.ts';
import { differencesOf } from '../../../../src/document/compare/naming.ts';
import { compareSettings } from '../../../../src/document/compare/settings.ts';
import { traitsOf } from '../../../../src/document/compare/traits.ts';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import type { RunSummary } from '../../../../src/protocol/data.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { Note } from '../../../ui/Note.tsx';
import { PretrainedLayers } from '../../../ui/PretrainedLayers.tsx';
import { runTitle } from '../../../ui/runTitle.ts';
import { CompareCurves } from './CompareCurves.tsx';
import css from './compare.module.css';
import { figureRows } from './figures.ts';
import { LayerList } from './LayerList.tsx';
import { RunMark } from './RunMark.tsx';
import { SettingTable } from './SettingTable.tsx';
import { type Networks, useNetworks } from './useNetworks.ts';

const strings = t.runs.compare;

interface CompareProps {
  /** Two or more, the first is what the others are held against. */
  readonly runs: readonly RunSummary[];
  readonly onEnd: () => void;
}

/** Several runs side by side: curves, figures, settings, networks. */
export function Compare({ runs, onEnd }: CompareProps) {
  const networks = useNetworks(runs.map(({ run }) => run));
  const names = useNames(runs, networks);
  return (
    <section aria-label={strings.title(runs.length)} className={css['compare']}>
      <div className={css['head']}>
        <h2>{strings.title(runs.length)}</h2>
        <Button variant="default" onClick={onEnd}>
          {strings.end}
        </Button>
      </div>
      <section aria-label={strings.curvesTitle} className={css['part']}>
        <CompareCurves runs={runs} names={names} />
      </section>
      <Figures runs={runs} names={names} />
      <Pretraining runs={runs} names={names} />
      {networks.state === 'failed' && (
        <Note tone="error" title={strings.failed}>
          {networks.error}
        </Note>
      )}
      {networks.state === 'ready' && <NetworkParts documents={networks.documents} names={names} />}
    </section>
  );
}

/** What each is called among these: of one name, by what differs between them. */
function useNames(runs: readonly RunSummary[], networks: Networks): readonly string[] {
  const documents = networks.state === 'ready' ? networks.documents : null;
  return useMemo(() => {
    if (documents?.length !== runs.length) return runs.map(runTitle);
    const named = runs.map(({ name }, at) => ({ name, traits: traitsOf(documents[at]!) }));
    return differencesOf(named).map((differs, at) => sentence(differs) || runs[at]!.name);
  }, [runs, documents]);
}

interface PartProps {
  readonly runs: readonly RunSummary[];
  readonly names: readonly string[];
}

/** What came of the pretraining of those that had one. */
function Pretraining({ runs, names }: PartProps) {
  if (runs.every(({ pretraining }) => pretraining === undefined)) return null;
  return (
    <section aria-label={t.runs.pretraining} className={css['part']}>
      <h3>{t.runs.pretraining}</h3>
      {runs.map(
        ({ run, pretraining }, at) =>
          pretraining && (
            <div key={run} className={css['against']}>
              <p className={css['quiet']}>
                <RunMark at={at} /> {names[at]}
              </p>
              <PretrainedLayers layers={pretraining} />
            </div>
          ),
      )}
    </section>
  );
}

function Figures({ runs, names }: PartProps) {
  return (
    <section aria-label={strings.figures.title} className={css['part']}>
      <div className={css['wide']}>
        <table className={css['table']} aria-label={strings.figures.title}>
          <thead>
            <tr>
              <th scope="col">{strings.figures.title}</th>
              {runs.map((run, at) => (
                <th key={run.run} scope="col" title={runTitle(run)}>
                  <RunMark at={at} />
                  <span className={css['name']}>{names[at]}</span>
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

interface NetworksProps {
  readonly documents: readonly ConvasDocument[];
  readonly names: readonly string[];
}

function NetworkParts({ documents, names }: NetworksProps) {
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
              <RunMark at={at + 1} /> {names[at + 1]} {strings.against} <RunMark at={0} /> {names[0]}
            </p>
            <LayerList differences={difference} />
          </div>
        ))}
      </section>
    </>
  );
}
