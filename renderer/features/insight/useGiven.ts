import { useMemo } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { useExample } from '../../stores/input/exampleStore.ts';

/** What goes in: an image, or an example of the test split by its number. */
interface Given {
  readonly image: Image | null;
  readonly example: number;
}

/** What goes into the network of a run; null until something was chosen. */
export function useGiven(image: Image | null): Given | null {
  const example = useExample((state) => state.example);
  return useMemo(() => {
    if (example !== null) return { image: null, example };
    return image && { image, example: 0 };
  }, [image, example]);
}
