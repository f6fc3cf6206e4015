import { namesOf, type PublishedArchive } from './published.ts';

/** The fine classes, in the order of `fine_label_names.txt`. */
const classes =
  `apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle
caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish
forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle
mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine
possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider squirrel streetcar
sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale
willow_tree wolf woman worm`
    .split(/\s+/)
    .map((name) => name.replaceAll('_', ' '));
const entries = { train: ['train.bin'], test: ['test.bin'] };

/** CIFAR-100 (Krizhevsky 2009), its fine classes: the binary version. Its digest is as TensorFlow Datasets lists it. */
export const cifar100: PublishedArchive = {
  info: {
    id: 'cifar-100',
    ...namesOf('cifar-100'),
    source: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    classes,
    sampleShape: [32, 32, 3],
    train: 50_000,
    test: 10_000,
  },
  forms: [
    {
      id: 'cifar-100',
      format: 'cifar-100',
      packed: 'tar',
      files: [
        {
          name: 'cifar-100-binary.tar.gz',
          sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
          bytes: 168_513_733,
          downloadBytes: 168_513_733,
        },
      ],
      entries,
      unpackedBytes: 60_000 * 3074,
      hosts: ['https://www.cs.toronto.edu/~kriz'],
      inData: ['cifar-100', 'cifar100', '.'],
    },
  ],
};
