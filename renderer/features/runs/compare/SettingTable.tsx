import type { SettingComparison, SettingRow } from '../../../../src/document/compare/settings.ts';
import { writeSetting } from '../../../../src/document/compare/words.ts';
import { t } from '../../../i18n/index.ts';
import css from './compare.module.css';
import { RunMark } from './RunMark.tsx';

const strings = t.runs.compare;

/** The settings in which the runs differ; those that they share are folded away. */
export function SettingTable({ comparison }: { readonly comparison: SettingComparison }) {
  const { differing, alike } = comparison;
  return (
    <>
      {differing.length === 0 ? (
        <p className={css['quiet']}>{strings.sameSettings}</p>
      ) : (
        <Rows rows={differing} label={strings.settings} />
      )}
      <details className={css['fold']}>
        <summary>{strings.alike(alike.length)}</summary>
        <Rows rows={alike} label={strings.alike(alike.length)} shared />
      </details>
    </>
  );
}

interface RowsProps {
  readonly rows: readonly SettingRow[];
  readonly label: string;
  /** Whether all runs have the same: one column is enough. */
  readonly shared?: boolean;
}

function Rows({ rows, label, shared = false }: RowsProps) {
  return (
    <div className={css['wide']}>
      <table className={css['table']} aria-label={label}>
        {!shared && (
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{strings.setting}</span>
              </th>
              {rows[0]?.values.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place here
                <th key={at} scope="col">
                  <RunMark at={at} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ path, title, values }) => (
            <tr key={path}>
              <th scope="row">{title}</th>
              {(shared ? values.slice(0, 1) : values).map((value, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place here
                <td key={at} className="numbers">
                  {writeSetting(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
