import { Loader } from '@mantine/core';
import type { Benchmark } from '../../../src/protocol/benchmark.ts';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { formatDay } from '../../ui/dates.ts';
import { FailedCall } from '../../ui/FailedCall.tsx';
import { Note } from '../../ui/Note.tsx';
import { formatCount, formatDuration, formatPercent } from '../../ui/numbers.ts';
import { casesOf, skippedTogether } from './cases.ts';
import { SpeedCaseCard } from './SpeedCaseCard.tsx';
import css from './speed.module.css';
import { engineName, networkName } from './words.ts';

const strings = t.speed;
const noParams = {};

/** What `convas bench` measured last: engines side by side, network by network. */
export function SpeedFeature() {
  const { state, value, error, retry } = useCall('engine.benchmark', noParams);
  if (state === 'failed') return <FailedCall title={strings.failed} error={error} retry={retry} />;
  if (!value) return <Loader size="sm" aria-label={strings.title} />;
  return value.benchmark ? <Measured benchmark={value.benchmark} /> : <NoMeasurements />;
}

function NoMeasurements() {
  return (
    <Note title={strings.none}>
      <p className={css['line']}>{strings.noneText}</p>
      <pre className={`${css['command']} numbers`}>npm run -s convas -- bench</pre>
      <p className={css['line']}>{strings.noneAgainst}</p>
      <pre className={`${css['command']} numbers`}>CONVAS_PYTHON=… npm run -s convas -- bench</pre>
    </Note>
  );
}

function Measured({ benchmark }: { readonly benchmark: Benchmark }) {
  const { rounds, seconds, at, machine, peak, stable, load } = benchmark;
  const { instructionSet = '', emulated } = machine;
  const set = emulated ? strings.emulated(instructionSet) : instructionSet;
  const warnings = [
    ...(load?.busy ? [strings.busy(formatPercent(load.others, 0))] : []),
    ...(stable === false ? [strings.notStable] : []),
  ];
  const when = formatDay(new Date(at));
  const cases = casesOf(benchmark);
  const [first] = cases;
  return (
    <div className={css['speed']}>
      <p className={css['line']}>{strings.about}</p>
      {warnings.map((text) => (
        <Note key={text} tone="warning" title={text} />
      ))}
      {first && (
        <div className={css['head']} aria-hidden="true">
          <span>{strings.rate}</span>
          <span>{strings.ratio(engineName(first.ranked[0].engine))}</span>
        </div>
      )}
      {cases.map((one) => (
        <SpeedCaseCard key={`${one.network} ${one.batch}`} value={one} />
      ))}
      <Skipped benchmark={benchmark} />
      <div className={css['foot']}>
        <p>{strings.how(strings.turns(rounds), formatDuration(seconds))}</p>
        {peak && <p>{strings.peak(formatCount(peak.gigaflops), formatCount(peak.size), peak.by)}</p>}
        <p>
          {strings.machine(machine.cpu, machine.cores, when)}
          {set !== '' && ` (${set})`}
        </p>
      </div>
    </div>
  );
}

function Skipped({ benchmark }: { readonly benchmark: Benchmark }) {
  const groups = skippedTogether(benchmark);
  if (groups.length === 0) return null;
  return (
    <Note title={strings.skipped}>
      {groups.map(({ engine, reason, cases }) => (
        <p key={`${engine} ${reason}`} className={css['line']}>
          {strings.skippedOf(
            engineName(engine),
            cases.map(({ network, batch }) => `${networkName(network)} (${batch})`).join(', '),
            reason,
          )}
        </p>
      ))}
    </Note>
  );
}
