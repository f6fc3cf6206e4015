import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import css from '../canvas.module.css';

/** Long enough to read a sentence, in milliseconds. */
const reading = 5000;

/** Why a wire was refused, where it was let go; and what screen readers announce. */
export function Refusal() {
  const refusal = useCanvas((state) => state.refusal);
  const announcement = useCanvas((state) => state.announcement);
  useEffect(() => {
    if (!refusal) return;
    const end = (): void => useCanvas.getState().set({ refusal: null });
    const timer = setTimeout(end, reading);
    // Whoever continues working has read it.
    window.addEventListener('pointerdown', end, { capture: true });
    window.addEventListener('keydown', end, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', end, { capture: true });
      window.removeEventListener('keydown', end, { capture: true });
    };
  }, [refusal]);
  return (
    <>
      <div role="alert">
        {refusal && (
          <div
            className={css['refusal']}
            style={{
              left: Math.min(refusal.screen.x + 12, window.innerWidth - 300),
              top: refusal.screen.y + 12,
            }}
          >
            <IconAlertCircleFilled size={14} aria-hidden="true" />
            <span>{refusal.text}</span>
          </div>
        )}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </>
  );
}
