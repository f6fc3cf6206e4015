import { IconAlertTriangle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import type { Verification } from '../../../src/protocol/export.ts';
import { sentence } from '../../../src/text/message.ts';
import { t } from '../../i18n/index.ts';
import type { Exported } from '../../stores/engine/exportFiles.ts';
import { Note } from '../../ui/Note.tsx';
import { formatBytes, formatFigures, formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './runs.module.css';

const strings = t.runs.exporting;

interface ExportResultProps {
  readonly result: Exported;
  /** Null when the dialog that asks where was closed. */
  readonly place: string | null;
}

/** Where the files went, and what each runtime made of them. */
export function ExportResult({ result: { verified, files }, place }: ExportResultProps) {
  return (
    <div className={css['done']} role="status">
      <p className={css['words']}>{place === null ? strings.notSaved : strings.saved(place)}</p>
      {verified === null ? (
        <p className={css['words']}>{strings.notVerified}</p>
      ) : (
        <Verified verified={verified} />
      )}
      <ul className={`${css['small']} numbers`} aria-label={strings.files}>
        {files.map(({ name, bytes }) => (
          <li key={name}>
            {name}, {formatBytes(bytes.length)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Verified({ verified }: { readonly verified: readonly Verification[] }) {
  const list = (
    <ul className={css['verifiedIn']}>
      {verified.map((each) => (
        <VerifiedIn key={sentence(each.runtime)} verification={each} />
      ))}
    </ul>
  );
  const tried = verified.filter(({ state }) => state !== 'unavailable');
  if (tried.length === 0) {
    return (
      <div>
        <p className={css['words']}>{strings.nothingVerified}</p>
        {list}
      </div>
    );
  }
  return tried.every(({ state }) => state === 'agrees') ? (
    <div className={css['verified']} data-testid="verified">
      <strong>{strings.verified}</strong>
      {list}
    </div>
  ) : (
    <Note tone="error" title={strings.differs}>
      {strings.differsAbout}
      {list}
    </Note>
  );
}

type Tried = Extract<Verification, { readonly state: 'agrees' }>;

/** What both sides reach on the examples, and how long they take. */
function Measured({ accuracy, speed }: Pick<Tried, 'accuracy' | 'speed'>) {
  return (
    <>
      {accuracy && ` ${strings.accuracy(formatPercent(accuracy.there), formatPercent(accuracy.here))}`}
      {speed && ` ${strings.speed(formatFigures(speed.there), formatFigures(speed.here))}`}
    </>
  );
}

function VerifiedIn({ verification }: { readonly verification: Verification }) {
  const { runtime, samples, state } = verification;
  const agrees = state === 'agrees';
  const Icon = agrees ? IconCircleCheck : state === 'unavailable' ? IconCircleMinus : IconAlertTriangle;
  return (
    <li data-state={state}>
      <Icon size={16} aria-hidden="true" />
      <span className="numbers">
        {agrees
          ? strings.verifiedAbout(
              sentence(runtime),
              samples,
              formatValue(verification.maxAbsDiff),
              verification.sameClasses,
            )
          : strings.differsIn(sentence(runtime), sentence(verification.message))}
        {(state === 'agrees' || state === 'differs') && (
          <Measured accuracy={verification.accuracy} speed={verification.speed} />
        )}
      </span>
    </li>
  );
}
