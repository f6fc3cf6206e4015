import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import { formatCount, formatDecimal, formatPercent } from '../../ui/numbers.ts';
import type { RankedResult, SpeedCase } from './cases.ts';
import css from './speed.module.css';
import { engineName, networkName } from './words.ts';

const strings = t.speed;

/** A network at a batch size: a bar and a ratio for each engine. */
export function SpeedCaseCard({ value }: { readonly value: SpeedCase }) {
  const { network, batch, ranked } = value;
  const [first] = ranked;
  return (
    <table className={css['case']}>
      <caption>{strings.caption(networkName(network), formatCount(batch))}</caption>
      <colgroup>
        <col className={css['engine']} />
        <col />
        <col className={css['ratio']} />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{strings.engine}</th>
          <th scope="col">{strings.rate}</th>
          <th scope="col">{strings.ratio(engineName(first.engine))}</th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((result) => (
          <Row key={result.engine} result={result} first={result === first} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ result, first }: { readonly result: RankedResult; readonly first: boolean }) {
  const { engine, version, imagesPerSecond, share, ratio, peakShare, kernels, stable } = result;
  const about = [version, sentence(kernels?.notes || kernels?.instructionSet || '')]
    .filter(Boolean)
    .join(', ');
  const notes = [
    ...(peakShare == null ? [] : [strings.ofPeak(formatPercent(peakShare, peakShare < 0.1 ? 1 : 0))]),
    ...(stable === false ? [strings.unstable] : []),
  ];
  return (
    <tr data-first={first || undefined}>
      <th scope="row" title={about}>
        {engineName(engine)}
      </th>
      <td>
        <span className={css['bar']}>
          <span className={css['length']} style={{ width: `${(100 * share).toFixed(2)}%` }} aria-hidden />
          <span className="numbers">{formatCount(imagesPerSecond)}</span>
        </span>
        {notes.length > 0 && <span className={css['notes']}>{notes.join(', ')}</span>}
      </td>
      <td className={first || ratio === null ? undefined : 'numbers'}>
        {first || ratio === null ? (
          <span className="visually-hidden">{strings.itself}</span>
        ) : (
          strings.times(ratio < 9.95 ? formatDecimal(ratio, 2, 2) : formatDecimal(ratio, 0))
        )}
      </td>
    </tr>
  );
}
