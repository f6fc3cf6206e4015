import { useFrames } from '../view/useFrames.ts';
import css from './card.module.css';
import { drawStrip, stripSize } from './strip.ts';

/** As many maps as the strip has room for. */
const requested = { maps: 8, side: 28 } as const;

/** A layer's feature maps in a row below its card; takes no room until the first have come. */
export function FeatureStrip({ layer }: { layer: string }) {
  const { canvas, some } = useFrames(layer, requested, drawStrip);
  if (!some) return null;
  return (
    <div className={css['strip']}>
      <canvas ref={canvas} width={stripSize.width} height={stripSize.height} />
    </div>
  );
}
