import { idxForm, namesOf, type PublishedArchive } from './published.ts';

/** Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): as MNIST, but clothes. */
export const fashionMnist: PublishedArchive = {
  info: {
    id: 'fashion-mnist',
    ...namesOf('fashion-mnist'),
    source: 'https://github.com/zalandoresearch/fashion-mnist',
    classes: [
      'T-shirt/top',
      'trouser',
      'pullover',
      'dress',
      'coat',
      'sandal',
      'shirt',
      'sneaker',
      'bag',
      'ankle boot',
    ],
    sampleShape: [28, 28, 1],
    train: 60_000,
    test: 10_000,
  },
  forms: [
    idxForm(
      {
        'train-images-idx3': {
          sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
          bytes: 47_040_016,
          downloadBytes: 26_421_880,
        },
        'train-labels-idx1': {
          sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
          bytes: 60_008,
          downloadBytes: 29_515,
        },
        't10k-images-idx3': {
          sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
          bytes: 7_840_016,
          downloadBytes: 4_422_102,
        },
        't10k-labels-idx1': {
          sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
          bytes: 10_008,
          downloadBytes: 5_148,
        },
      },
      {
        id: 'fashion-mnist',
        hosts: [
          'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion',
          'https://storage.googleapis.com/tensorflow/tf-keras-datasets',
        ],
        inData: ['fashion-mnist'],
        // Where Debian's dataset-fashion-mnist installs it.
        installed: ['/usr/share/datasets/fashion-mnist'],
      },
    ),
  ],
};
