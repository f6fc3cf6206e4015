import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';

/** One vehicle and one animal that the base network that ships has never seen. */
export const unseen = ['automobile', 'horse'];

/**
 * Unpacks some classes of CIFAR-10 as `train/CLASS/0000.jpg` and `test/CLASS/0000.jpg` into a folder.
 * @param {string} into a folder
 * @param {(name: string) => boolean} wanted which classes
 * @returns {Promise<string>} the folder of the splits
 */
export async function unpackCifar(into, wanted) {
  const home = process.env.CONVAS_DATA;
  if (!home) throw new Error('set CONVAS_DATA to the folder that cifar10/cifar-10-images-jpg.tar.gz is in');
  const folder = join(into, 'cifar');
  await mkdir(folder, { recursive: true });
  await extract({
    file: join(home, 'cifar10', 'cifar-10-images-jpg.tar.gz'),
    cwd: folder,
    filter: (path) => /^(train|test)\/[a-z]+\/\d+\.jpg$/.test(path) && wanted(path.split('/')[1]),
  });
  return folder;
}
