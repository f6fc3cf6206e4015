import { expect, it, vi } from 'vitest';
import { useInput } from '../../../stores/input/inputStore.ts';
import { useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { decodePhoto } from './decode.ts';
import { takeFile } from './usePhotoDrop.ts';

vi.mock('./decode.ts', () => ({ decodePhoto: vi.fn() }));

it('says why a file is no image until another one is taken', async () => {
  const image = { height: 1, width: 1, channels: 3, data: new Uint8Array(3) };
  const take = vi.spyOn(useInput.getState(), 'take').mockImplementation(() => undefined);
  const file = new File([], 'photo.png');
  vi.mocked(decodePhoto).mockRejectedValueOnce(new Error('photo.png cannot be read'));
  await takeFile(file);
  expect(useWorkspace.getState().alerts).toHaveLength(1);
  vi.mocked(decodePhoto).mockResolvedValueOnce({ name: 'photo.png', image } as never);
  await takeFile(file);
  expect(take).toHaveBeenCalledOnce();
  expect(useWorkspace.getState().alerts).toEqual([]);
});
