import { useEffect, useState } from 'react';
import { firstFigure } from '../../../src/insight/figure.ts';
import type { Image } from '../../../src/protocol/data.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { type Smoothed, smooth, unsure } from './smoothing.ts';

/** Milliseconds between two pictures, at least. */
const minInterval = 70;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

export interface Answers extends Smoothed {
  /** Of the last picture alone, by its place; null before the first. */
  readonly latest: number | null;
  /** When that picture was taken, on the page's clock; 0 before the first. */
  readonly taken: number;
}

/** What the network says of what the camera sees, picture after picture, in the order of `labels`. */
export function useAnswers(run: string, labels: readonly string[], capture: () => Image | null): Answers {
  const [answers, setAnswers] = useState<Answers>(() => ({
    ...unsure(labels.length),
    latest: null,
    taken: 0,
  }));
  useEffect(() => {
    let left = false;
    let state: Smoothed = unsure(labels.length);
    const look = async (): Promise<void> => {
      let last = performance.now();
      while (!left) {
        const taken = performance.now();
        const image = capture();
        const { client } = useEngine.getState();
        const shown =
          image &&
          (await client
            ?.call('insight.show', { run, view: 'prediction', image })
            // The engine may just be starting again: the next picture asks again.
            .catch(() => null));
        const bars = shown && firstFigure(shown.figures, 'bars');
        if (bars && !left) {
          const now = performance.now();
          state = smooth(state, bars.values, now - last);
          last = now;
          setAnswers({ ...state, latest: bars.answer, taken });
        }
        await pause(minInterval);
      }
    };
    void look();
    return () => {
      left = true;
    };
  }, [run, labels, capture]);
  return answers;
}
