import { useMemo } from 'react';
import type { Image } from '../../../src/protocol/data.ts';
import { useExample } from '../../stores/input/exampleStore.ts';

/** What goes in: an image, an example of the test split by its number, or what a person wrote. */
interface Given {
  readonly image: Image | null;
  readonly example: number;
  readonly text: string | null;
  readonly values: Float32Array<ArrayBuffer> | null;
}

/** What goes into the network of a run; null until something was chosen. */
export function useNetworkExample(image: Image | null): Given | null {
  const example = useExample((state) => state.example);
  const values = useExample((state) => state.values);
  const text = useExample((state) => (state.text.trim() === '' ? null : state.text));
  return useMemo(() => {
    if (example !== null) return { image: null, example, text, values };
    return image && { image, example: 0, text: null, values: null };
  }, [image, example, text, values]);
}
