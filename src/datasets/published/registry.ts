import { cifar10 } from './cifar-10.ts';
import { fashionMnist } from './fashion-mnist.ts';
import { mnist } from './mnist.ts';
import { mnist10k } from './mnist-10k.ts';
import type { PublishedArchive } from './published.ts';

/** The datasets that have a name, in the order they are shown. */
export const publishedArchives: readonly PublishedArchive[] = [mnist10k, mnist, fashionMnist, cifar10];
