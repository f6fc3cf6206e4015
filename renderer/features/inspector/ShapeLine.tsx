import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatShape, type Shape, sameShape } from '../../../src/layers/shape.ts';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import css from './inspector.module.css';

const words = t.canvas.inspector;

const written = (shape: Shape | null): string => (shape === null ? words.unknown : formatShape(shape));
const same = (a: Shape | null, b: Shape | null): boolean =>
  a === b || (a !== null && b !== null && sameShape(a, b));

/**
 * The output of a layer as it was when the present edit began, and as it is now: what a change of a parameter
 * does to the shape is seen while it is typed.
 */
export function ShapeLine({ shape }: { shape: Shape | null }) {
  const editing = useDocument((state) => state.history.running !== null);
  const [before, setBefore] = useState(shape);
  useEffect(() => {
    if (!editing) setBefore(shape);
  }, [editing, shape]);
  const changed = editing && !same(before, shape);
  return (
    <p className={css['shape']} aria-live="polite">
      {changed && (
        <>
          <s className="numbers">{written(before)}</s>
          <IconArrowNarrowRight size={16} stroke={1.5} role="img" aria-label={words.becomes} />
        </>
      )}
      <span
        className="numbers"
        data-changed={changed || undefined}
        data-unknown={shape === null || undefined}
      >
        {written(shape)}
      </span>
    </p>
  );
}
