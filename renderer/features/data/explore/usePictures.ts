import { useEffect, useRef, useState } from 'react';
import { type Pixels, paintPhoto } from '../../../../src/insight/paint/paint.ts';
import type { Pending } from '../../../../src/protocol/client.ts';
import type { CallResult } from '../../../../src/protocol/protocol.ts';
import { explain } from '../../../../src/text/text-error.ts';
import { useEngine } from '../../../stores/engine/engineStore.ts';
import type { Split } from './labels.ts';

export interface SmallPicture {
  readonly pixels: Pixels;
  readonly width: number;
  readonly height: number;
}

/** Pictures that are asked for together. */
const page = 128;
/** Pages that are kept: a scroll back finds them. */
const maxPages = 24;
/** Pixels along the longer side. */
const side = 64;
/** Milliseconds in which a scroll continues: what is passed is not asked for. */
const settled = 60;

function painted({ shape, images }: CallResult<'datasets.samples'>): SmallPicture[] {
  const [height = 1, width = 1, channels = 1] = shape;
  const size = height * width * channels;
  return Array.from({ length: images.length / size }, (_, at) => ({
    pixels: paintPhoto(images, at * size, height, width, channels),
    width,
    height,
  }));
}

export interface Pictures {
  /** By place among the indices; undefined until it is there. */
  readonly at: (place: number) => SmallPicture | undefined;
  /** Why pictures are missing; empty where none is. */
  readonly error: string;
  readonly retry: () => void;
}

/**
 * Small pictures of the examples in view, a page at a time.
 * @param from the first place in view @param to the one behind the last
 */
export function usePictures(
  dataset: string,
  split: Split,
  indices: Int32Array,
  from: number,
  to: number,
): Pictures {
  const client = useEngine((state) => state.client);
  const pages = useRef(new Map<number, SmallPicture[]>());
  const [, setVersion] = useState(0);
  const [error, setError] = useState('');
  const [tries, setTries] = useState(0);
  const shown = useRef<unknown>(null);
  // What is kept is of one selection of one dataset.
  if (shown.current !== indices) {
    shown.current = indices;
    pages.current = new Map();
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries asks again
  useEffect(() => {
    if (!client || to <= from) return;
    const kept = pages.current;
    const calls: Pending<unknown>[] = [];
    const fetchPages = (): void => {
      for (let at = Math.floor(from / page); at * page < to; at++) {
        if (kept.has(at)) continue;
        const named = [...indices.subarray(at * page, (at + 1) * page)];
        const call = client.call('datasets.samples', {
          dataset,
          split,
          offset: 0,
          count: 1,
          label: null,
          indices: named,
          side,
        });
        calls.push(call);
        call.then(
          (value) => {
            kept.set(at, painted(value));
            for (const old of [...kept.keys()].slice(0, -maxPages)) kept.delete(old);
            setError('');
            setVersion((version) => version + 1);
          },
          (reason: unknown) => {
            if ((reason as { code?: string }).code !== 'canceled') setError(explain(reason));
          },
        );
      }
    };
    const timer = setTimeout(fetchPages, settled);
    return () => {
      clearTimeout(timer);
      for (const call of calls) call.cancel();
    };
  }, [client, dataset, split, indices, from, to, tries]);
  return {
    at: (place) => pages.current.get(Math.floor(place / page))?.[place % page],
    error,
    retry: () => setTries((count) => count + 1),
  };
}
