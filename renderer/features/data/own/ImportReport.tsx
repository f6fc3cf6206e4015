import { useMemo } from 'react';
import { formatShape } from '../../../../src/layers/shape.ts';
import type { Inspection } from '../../../../src/protocol/import-report.ts';
import { sentence } from '../../../../src/text/message.ts';
import { t } from '../../../i18n/index.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../data.module.css';
import own from './own.module.css';

const words = t.ownData.report;
/** Files that are named at once; the rest are behind a fold. */
const maxNamed = 3;

/** What became of a person's own data: what is in them, what was left out or changed, and what looks wrong. */
export function ImportReport({ dataset }: { readonly dataset: string }) {
  const params = useMemo(() => ({ dataset }), [dataset]);
  const { state, value, error, retry } = useCall('datasets.inspect', params);
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      {state === 'busy' && !value && <Note title={words.busy} />}
      {state === 'failed' && <FailedCall title={words.failed} error={error} retry={retry} />}
      {value && <Facts found={value} />}
    </section>
  );
}

function Facts({ found }: { readonly found: Inspection }) {
  const { splits, shape, sizes, range, heldOut, classes, warnings, changes } = found;
  const sizesFound = sizes
    .slice(0, 4)
    .map(({ height, width, count }) => `${formatShape([height, width])} (${formatCount(count)})`);
  const facts: readonly (readonly [string, string])[] = [
    [words.format, sentence(found.format)],
    [words.train, formatCount(splits.train)],
    ...(splits.validation > 0 ? [[words.validation, formatCount(splits.validation)] as const] : []),
    [words.test, formatCount(splits.test) + (heldOut === null ? '' : ` (${words.heldOut(heldOut)})`)],
    classes.length > 0
      ? [words.classes, formatCount(classes.length)]
      : [words.target, words.targets[found.target]],
    [words.shape, formatShape(shape)],
    ...(sizes.length > 1 ? [[words.sizes, sizesFound.join(', ')] as const] : []),
    [words.range, words.to(formatValue(range[0]), formatValue(range[1]))],
  ];
  return (
    <div className={own['report']}>
      {warnings.map((warning) => (
        <Note key={sentence(warning)} tone="warning" title={sentence(warning)} />
      ))}
      <dl className={own['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {changes.map((change) => (
        <p key={sentence(change)} className={css['small']}>
          {sentence(change)}
        </p>
      ))}
      <LeftOut found={found} />
    </div>
  );
}

function LeftOut({ found: { leftOut, leftOutCount } }: { readonly found: Inspection }) {
  if (leftOutCount === 0) return <p className={css['small']}>{words.nothingLeftOut}</p>;
  const named = (files: typeof leftOut) => (
    <ul className={own['leftOut']}>
      {files.map(({ file, reason }) => (
        <li key={file}>
          {file}: {sentence(reason)}
        </li>
      ))}
    </ul>
  );
  const more = leftOutCount - leftOut.length;
  return (
    <div>
      <p className={own['strong']}>{words.leftOut(leftOutCount)}</p>
      {named(leftOut.slice(0, maxNamed))}
      {leftOut.length > maxNamed && (
        <details className={css['small']}>
          <summary>{words.showAll}</summary>
          {named(leftOut.slice(maxNamed))}
          {more > 0 && words.more(more)}
        </details>
      )}
    </div>
  );
}
