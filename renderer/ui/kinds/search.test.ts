import { afterEach, describe, expect, it } from 'vitest';
import type { LayerKind } from '../../../src/layers/kind.ts';
import { kindOf, kinds, variantsOf } from '../../../src/layers/registry.ts';
import { setLanguage, text } from '../../../src/text/language.ts';
import { searchKinds } from './search.ts';

const all = Object.values<LayerKind>(kinds);
const found = (query: string): string[] => searchKinds(all, query).map(({ kind }) => kind);

afterEach(() => setLanguage('en'));

it.each([
  ['convolução', 'conv2d'],
  ['convolucao', 'conv2d'],
  ['Convolução transposta', 'conv2dTranspose'],
  ['achatar', 'flatten'],
  ['lote', 'batchNormalization'],
  ['normalização em lote', 'batchNormalization'],
  ['densa', 'dense'],
  ['totalmente conectada', 'dense'],
  ['somar', 'add'],
  ['concatenar', 'concatenate'],
  ['preenchimento', 'zeroPadding2d'],
  ['recortar', 'cropping2d'],
  ['ruído', 'gaussianNoise'],
  ['redimensionar', 'resizing'],
  ['sigmoide', 'activation'],
  ['reduzir', 'maxPooling2d'],
  ['encolher', 'maxPooling2d'],
  ['gargalo', 'conv2d'],
  ['pontual', 'conv2d'],
  // The field's own words are found in Portuguese too.
  ['fully connected', 'dense'],
  ['maxpool', 'maxPooling2d'],
])('in Portuguese %s finds %s first', (query, kind) => {
  setLanguage('pt-BR');
  expect(found(query)[0]).toBe(kind);
});

it.each(['reduce', 'shrink', 'downsample'])('%s finds the layers that make an image smaller', (query) =>
  expect(found(query)).toEqual(expect.arrayContaining(['maxPooling2d', 'averagePooling2d'])),
);

it.each(['1x1', 'pointwise', 'bottleneck'])('%s finds the convolution', (query) =>
  expect(found(query)).toContain('conv2d'),
);

it('finds all of a family by its name in Portuguese', () => {
  setLanguage('pt-BR');
  expect(found('junção')).toEqual(expect.arrayContaining(['add', 'concatenate', 'multiply', 'dot']));
  expect(found('entrada')[0]).toBe('input');
  expect(found('xyzzy')).toEqual([]);
});

describe('the search for a layer', () => {
  it.each([
    ['fc', 'dense'],
    ['fully connected', 'dense'],
    ['Fully-Connected', 'dense'],
    ['linear', 'dense'],
    ['perceptron', 'dense'],
    ['conv', 'conv2d'],
    ['conv 2d', 'conv2d'],
    ['convolution', 'conv2d'],
    ['conv1d', 'conv1d'],
    ['deconv', 'conv2dTranspose'],
    ['transposed', 'conv2dTranspose'],
    ['transposed convolution', 'conv2dTranspose'],
    ['depthwise', 'depthwiseConv2d'],
    ['separable', 'separableConv2d'],
    ['bn', 'batchNormalization'],
    ['batchnorm', 'batchNormalization'],
    ['batch norm', 'batchNormalization'],
    ['normalize', 'batchNormalization'],
    ['layer norm', 'layerNormalization'],
    ['instance norm', 'groupNormalization'],
    ['relu', 'activation'],
    ['leaky relu', 'activation'],
    ['softmax', 'activation'],
    ['sigmoid', 'activation'],
    ['tanh', 'activation'],
    ['prelu', 'prelu'],
    ['maxpool', 'maxPooling2d'],
    ['max pool', 'maxPooling2d'],
    ['pool', 'maxPooling2d'],
    ['pooling', 'maxPooling2d'],
    ['avgpool', 'averagePooling2d'],
    ['average pooling', 'averagePooling2d'],
    ['gap', 'globalAveragePooling2d'],
    ['global pool', 'globalAveragePooling2d'],
    ['skip', 'add'],
    ['residual', 'add'],
    ['shortcut', 'add'],
    ['sum', 'add'],
    ['concat', 'concatenate'],
    ['merge', 'concatenate'],
    ['lrn', 'localResponseNormalization'],
    ['rnn', 'lstm'],
    ['recurrent', 'lstm'],
    ['gru', 'gru'],
    ['noise', 'gaussianNoise'],
    ['resize', 'resizing'],
    ['crop', 'cropping2d'],
    ['center crop', 'centerCrop'],
    ['pad', 'zeroPadding2d'],
    ['padding', 'zeroPadding2d'],
    ['reshape', 'reshape'],
    ['view', 'reshape'],
    ['transpose', 'permute'],
    ['embed', 'embedding'],
    ['word vectors', 'embedding'],
    ['upsample', 'upSampling2d'],
    ['upsampling', 'upSampling2d'],
    ['unpool', 'upSampling2d'],
    ['rotate', 'randomRotation'],
    ['flip', 'randomFlip'],
    ['gray', 'rgbToGrayscale'],
    ['drop', 'dropout'],
    ['flattening', 'flatten'],
    ['input', 'input'],
    ['dot product', 'dot'],
    ['mul', 'multiply'],
    ['scale', 'rescaling'],
  ])('%s finds %s first', (query, kind) => {
    expect(found(query)[0]).toBe(kind);
  });

  it('finds every kind first by its title, its name and each of its synonyms that is its own', () => {
    for (const { kind, title } of all) {
      const { synonyms = [] } = text.kinds[kind];
      expect(found(title)[0], title).toBe(kind);
      expect(found(kind)[0], kind).toBe(kind);
      for (const synonym of synonyms) expect(found(synonym), synonym).toContain(kind);
    }
  });

  it('finds all of a family by its name, and nothing for nonsense', () => {
    for (const kind of all.filter(({ family }) => family === 'pooling'))
      expect(found('pool')).toContain(kind.kind);
    expect(found('merging')).toEqual(expect.arrayContaining(['add', 'concatenate', 'multiply', 'dot']));
    expect(found('xyzzy')).toEqual([]);
    expect(found('conv xyzzy')).toEqual([]);
  });

  it('puts two dimensions before one and three, and common layers first where nothing is typed', () => {
    expect(found('max pooling').slice(0, 1)).toEqual(['maxPooling2d']);
    const common = all.filter((kind) => kind.common);
    expect(searchKinds(all, ' ').slice(0, common.length)).toEqual(common);
    expect(searchKinds(all, '')).toHaveLength(all.length);
  });
});

describe('variants', () => {
  it('are of a kind of their family, which is none itself', () => {
    for (const { family, variantOf, kind } of all) {
      if (variantOf === undefined) continue;
      expect(kindOf(variantOf), kind).toMatchObject({ family });
      expect(kindOf(variantOf)!.variantOf, kind).toBeUndefined();
      expect(variantsOf(variantOf).map((variant) => variant.kind)).toContain(kind);
    }
    expect(all.filter(({ kind, variantOf }) => /[13]d$/.test(kind) && variantOf === undefined)).toEqual([]);
  });
});
