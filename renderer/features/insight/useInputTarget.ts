import { useEffect, useMemo } from 'react';
import { parseDocument } from '../../../src/document/parse.ts';
import { analyze } from '../../../src/network/analyze.ts';
import type { DatasetInfo } from '../../../src/protocol/data.ts';
import type { CallResult } from '../../../src/protocol/protocol.ts';
import { useEngine } from '../../stores/engine/engineStore.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { useInput } from '../../stores/input/inputStore.ts';
import type { InputTarget } from '../../stores/input/target.ts';

const asChannels = (channels: number | undefined): 1 | 3 | null =>
  channels === 1 || channels === 3 ? channels : null;

/** The images that a run has learned from; where its data is not known here, those that its network takes. */
function targetOf(
  { summary, document }: CallResult<'runs.get'>,
  info: DatasetInfo | undefined,
): InputTarget | null {
  const { dataset } = summary;
  const parsed = info ? null : parseDocument(document);
  const taken = parsed?.ok
    ? analyze(parsed.document, null).layers.find(({ kind }) => kind === 'input')?.outputShape
    : null;
  const [height, width, channels] = info?.sampleShape ?? taken ?? [];
  const known = asChannels(channels);
  if (!height || !width || known === null) return null;
  return { dataset, height, width, channels: known, classes: info?.classes ?? [] };
}

export interface RunInput {
  /** The dataset that the run has learned from; null until that is known. */
  readonly dataset: string | null;
  readonly info: DatasetInfo | undefined;
  /** Null while it is not known, and where the network takes no image of one or three channels. */
  readonly target: InputTarget | null;
}

/** What goes into the network of a run: the images of its own data, whatever data the document has by now. */
export function useInputTarget(run: string): RunInput {
  const params = useMemo(() => ({ run }), [run]);
  const { value } = useCall('runs.get', params);
  const own = value?.summary.run === run ? value : null;
  const dataset = own?.summary.dataset ?? null;
  const info = useEngine((state) => state.datasets.find(({ id }) => id === dataset));
  const target = useMemo(() => own && targetOf(own, info), [own, info]);
  useEffect(() => {
    if (target) useInput.getState().setTarget(target);
  }, [target]);
  return { dataset, info, target };
}
