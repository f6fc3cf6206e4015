import { useMemo } from 'react';
import { kindOf } from '../../src/layers/registry.ts';
import { formatShape, type Shape } from '../../src/layers/shape.ts';
import type { Analysis } from '../../src/network/network.ts';
import { t } from '../i18n/index.ts';
import { familyColor } from './FamilyGlyph.tsx';
import css from './NetworkPicture.module.css';
import { type PictureLayer, pictureOf } from './networkPicture.ts';

/** Planes from the back one to the front one, each a parallelogram seen from the side. */
function Planes({ layer }: { layer: PictureLayer }) {
  const kind = kindOf(layer.kind);
  const { width, height, slant, planes, step } = layer;
  const path = `M0,${slant}L${width},0V${height}L0,${height + slant}Z`;
  return (
    <g transform={`translate(${layer.x} ${layer.y})`} style={{ color: familyColor(kind?.family ?? 'input') }}>
      {Array.from({ length: planes }, (_, plane) => plane * step).map((shift) => (
        <path key={shift} d={path} transform={`translate(${shift} 0)`} className={css['plane']} />
      ))}
    </g>
  );
}

/** Of a label, whose characters are all as wide. */
const labelWidth = (shape: Shape): number => 6.3 * formatShape(shape).length;

/** A network as papers draw it: each shape of its signal as a stack of planes, to scale, input at the left. */
export function NetworkPicture({
  analysis,
  title,
  labels = false,
}: {
  analysis: Analysis;
  title: string;
  labels?: boolean;
}) {
  const picture = useMemo(() => pictureOf(analysis, labels ? labelWidth : undefined), [analysis, labels]);
  const foot = labels ? 26 : 0;
  return (
    <svg
      viewBox={`0 0 ${picture.width} ${picture.height + foot}`}
      className={css['picture']}
      role="img"
      aria-label={t.shell.gallery.picture(title)}
    >
      {picture.layers.map((layer) => (
        <Planes key={layer.id} layer={layer} />
      ))}
      {labels &&
        picture.layers.map((layer) => (
          <text
            key={layer.id}
            className={css['label']}
            x={layer.x + layer.spread / 2}
            y={picture.height + 18}
            textAnchor="middle"
          >
            {formatShape(layer.shape)}
          </text>
        ))}
    </svg>
  );
}
