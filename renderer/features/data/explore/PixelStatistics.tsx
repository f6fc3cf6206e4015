import { useMemo } from 'react';
import { paintPhoto } from '../../../../src/insight/paint/paint.ts';
import { t } from '../../../i18n/index.ts';
import { useCall } from '../../../stores/engine/useCall.ts';
import { FailedCall } from '../../../ui/FailedCall.tsx';
import { Note } from '../../../ui/Note.tsx';
import { PixelCanvas } from '../../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../../ui/tensor/values.ts';
import css from '../data.module.css';
import own from './explore.module.css';

const words = t.explore.pixels;

/** The mean of all training images, and what their channels are like. */
export function PixelStatistics({ dataset }: { readonly dataset: string }) {
  const params = useMemo(() => ({ dataset }), [dataset]);
  const { state, value, error, retry } = useCall('datasets.pixelStatistics', params);
  const [height = 1, width = 1, channels = 1] = value?.shape ?? [];
  const pixels = useMemo(
    () => value && paintPhoto(value.meanImage, 0, height, width, channels),
    [value, height, width, channels],
  );
  const names = channels === 3 ? words.colors : words.gray;
  return (
    <section aria-label={words.title}>
      <h2 className={css['title']}>{words.title}</h2>
      {state === 'busy' && !value && <Note title={words.busy} />}
      {state === 'failed' && <FailedCall title={words.failed} error={error} retry={retry} />}
      {value && pixels && (
        <div className={own['pixels']}>
          <figure>
            <PixelCanvas pixels={pixels} width={width} height={height} label={words.meanImage} />
            <figcaption>{words.meanImage}</figcaption>
          </figure>
          <table>
            <thead>
              <tr>
                {words.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.channels.map(({ mean, std, min, max }, at) => (
                <tr key={names[at] ?? String(at)}>
                  <th scope="row">{names[at] ?? String(at + 1)}</th>
                  <td className="numbers">{formatValue(mean)}</td>
                  <td className="numbers">{formatValue(std)}</td>
                  <td className="numbers">{`${min}–${max}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
