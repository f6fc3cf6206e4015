import { useEngine } from '../../stores/engine/engineStore.ts';
import { useInput } from '../../stores/input/inputStore.ts';
import { useViewChoice } from '../../stores/window/viewStore.ts';

/** Puts an example of the data in, and shows what its answer comes from. */
export async function openExample(dataset: string, split: 'train' | 'test', example: number): Promise<void> {
  const { client } = useEngine.getState();
  if (!client) return;
  const request = { dataset, split, offset: 0, count: 1, label: null, indices: [example] };
  const { shape, images, labels } = await client.call('datasets.samples', request);
  const [height = 1, width = 1, channels = 1] = shape;
  useInput.getState().choose({
    dataset,
    index: example,
    label: labels[0] ?? 0,
    image: { height, width, channels: channels === 3 ? 3 : 1, data: images },
  });
  useViewChoice.getState().look('saliency', {});
}
