import { useMemo } from 'react';
import { diverging } from '../../../src/insight/paint/colormap.ts';
import { paintImage, paintMap } from '../../../src/insight/paint/paint.ts';
import { aroundZero, type Maps, rangeOfAll } from '../../../src/insight/paint/range.ts';
import type { Prediction } from '../../../src/protocol/data.ts';
import { t } from '../../i18n/index.ts';
import { Legend } from '../../ui/tensor/Legend.tsx';
import { PixelCanvas } from '../../ui/tensor/PixelCanvas.tsx';
import { formatValue } from '../../ui/tensor/values.ts';
import css from './insight.module.css';
import { outputMaps } from './mapsOf.ts';

const strings = t.insight.reconstruction;

type Reconstructed = Extract<Prediction, { target: 'input' }>;

/** How much brighter (above zero) or darker each pixel came back, the mean over its channels. */
export function difference(from: Maps, to: Maps): Maps {
  const { height, width, maps } = from;
  const values = new Float32Array(height * width);
  for (let at = 0; at < from.values.length; at++) {
    values[Math.floor(at / maps)]! += (to.values[at]! - from.values[at]!) / maps;
  }
  return { height, width, maps: 1, values };
}

/** What an autoencoder gives back, on the scale of what it was shown, and where the two differ. */
export function Reconstruction({ value }: { readonly value: Reconstructed }) {
  const { input, reconstruction, meanSquaredError } = value;
  const pictures = useMemo(() => {
    const from = outputMaps(input);
    const to = outputMaps(reconstruction);
    const apart = difference(from, to);
    const range = aroundZero(rangeOfAll(apart));
    return {
      from,
      back: paintImage(to, rangeOfAll(from)),
      apart: paintMap(apart, 0, range, diverging),
      range,
    };
  }, [input, reconstruction]);
  const { height, width } = pictures.from;
  return (
    <div className={css['reconstruction']}>
      <figure className={css['big']}>
        <PixelCanvas pixels={pictures.back} width={width} height={height} label={strings.back} />
        <figcaption>{strings.back}</figcaption>
      </figure>
      <figure className={css['big']}>
        <PixelCanvas pixels={pictures.apart} width={width} height={height} label={strings.difference} />
        <Legend range={pictures.range} colours={diverging} />
        <figcaption>{strings.difference}</figcaption>
      </figure>
      <p className={css['errorLine']}>
        <span>{strings.error}</span>
        <output className="numbers" data-testid="reconstruction-error">
          {formatValue(meanSquaredError)}
        </output>
        <small>{strings.errorAbout}</small>
      </p>
    </div>
  );
}
