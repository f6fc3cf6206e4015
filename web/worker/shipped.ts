import { tree } from '../storage/tree.ts';
import { base } from './start-thread.ts';

/** The dataset that ships with the page: in the folder where `fileURLToPath` looks for it, fetched when it is read. */
const files = [
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
];

export async function placeShipped(): Promise<void> {
  let folder = tree.root;
  for (const name of ['shipped', 'datasets', 'mnist-10k'])
    folder = folder.children!.get(name) ?? tree.add(folder, name, true);
  for (const name of files) {
    // Named otherwise than gzip: some servers unpack what ends so as they send it.
    const url = new URL(`datasets/mnist-10k/${name.replace(/\.gz$/, '.bin')}`, base()).href;
    folder.children!.delete(name);
    // Its length is part of what is asked before it is read.
    await tree.load(tree.add(folder, name, false, url));
  }
}
