import { group } from '../members.ts';
import { examplesTexts } from './examples.ts';
import type { ViewText } from './view-text.ts';

const split = examplesTexts('The part of the data that is answered.', 'A parte dos dados que é respondida.');

/** Views that try something out: with the image, the weights, or another run. */
export const experimentViews = group<ViewText>()({
  'filter-playground': {
    en: {
      title: 'Filter playground',
      about:
        'A kernel of your own on the image: it slides over it, multiplies and adds, as each filter of a convolution does with the numbers that it has learned. Kernels whose numbers add up to 0 show changes, those that add up to 1 keep the brightness. A color image is seen in gray. Gonzalez and Woods, 2018.',
      parameters: {
        filter: {
          title: 'Filter',
          description: 'What the kernel looks for.',
          options: {
            vertical: 'Vertical lines',
            horizontal: 'Horizontal lines',
            blur: 'Blur (mean)',
            gaussian: 'Blur (Gaussian)',
            sharpen: 'Sharpen',
            sobelX: 'Sobel, vertical edges',
            sobelY: 'Sobel, horizontal edges',
            laplacian: 'Laplacian, all edges',
            emboss: 'Emboss',
            custom: 'Your own numbers',
          },
        },
        numbers: {
          title: 'Numbers',
          description: 'A square, row by row, with spaces between: 9 for 3 × 3, 25 for 5 × 5.',
        },
        stride: { title: 'Stride', description: 'Pixels from one place of the kernel to the next.' },
        padding: {
          title: 'Padding',
          description: 'What happens at the border.',
          options: { same: 'Zeros around the image', valid: 'None: the output is smaller' },
        },
        rectified: { title: 'ReLU', description: 'Negative results become 0.' },
        row: { title: 'Row', description: 'Of the result that is explained; or click its map.' },
        column: { title: 'Column', description: 'Of the result that is explained.' },
      },
      captions: {
        size: 'Size of the output',
        sum: 'Sum of the kernel’s numbers',
        kernel: 'Kernel',
        input: 'Image in gray',
      },
    },
    'pt-BR': {
      title: 'Laboratório de filtros',
      about:
        'Um núcleo (kernel) seu sobre a imagem: ele desliza por ela, multiplica e soma, como cada filtro de uma convolução faz com os números que aprendeu. Núcleos cujos números somam 0 mostram mudanças, os que somam 1 mantêm o brilho. Uma imagem colorida é vista em tons de cinza. Gonzalez e Woods, 2018.',
      parameters: {
        filter: {
          title: 'Filtro',
          description: 'O que o núcleo procura.',
          options: {
            vertical: 'Linhas verticais',
            horizontal: 'Linhas horizontais',
            blur: 'Desfoque (média)',
            gaussian: 'Desfoque (gaussiano)',
            sharpen: 'Nitidez',
            sobelX: 'Sobel, bordas verticais',
            sobelY: 'Sobel, bordas horizontais',
            laplacian: 'Laplaciano, todas as bordas',
            emboss: 'Relevo',
            custom: 'Números seus',
          },
        },
        numbers: {
          title: 'Números',
          description: 'Um quadrado, linha por linha, com espaços entre eles: 9 para 3 × 3, 25 para 5 × 5.',
        },
        stride: { title: 'Passo (stride)', description: 'Pixels de uma posição do núcleo à seguinte.' },
        padding: {
          title: 'Preenchimento (padding)',
          description: 'O que acontece na borda.',
          options: { same: 'Zeros em volta da imagem', valid: 'Nenhum: a saída é menor' },
        },
        rectified: { title: 'ReLU', description: 'Resultados negativos viram 0.' },
        row: { title: 'Linha', description: 'Do resultado explicado; ou clique no mapa dele.' },
        column: { title: 'Coluna', description: 'Do resultado explicado.' },
      },
      captions: {
        size: 'Tamanho da saída',
        sum: 'Soma dos números do núcleo',
        kernel: 'Núcleo (kernel)',
        input: 'Imagem em cinza',
      },
    },
  },
  surgery: {
    en: {
      title: 'Surgery',
      about:
        'What becomes of the answers when channels of the layer are muted (factor 0) or scaled: a channel that nothing misses is one the network could do without. The run itself stays as it is. Meyes, Lu, de Puiseau and Meisen, 2019.',
      parameters: {
        channels: { title: 'Channels', description: 'Of the layer, counted from 0, with spaces between.' },
        factor: { title: 'Factor', description: '0 mutes them, 1 leaves them as they are.' },
        ...split.en,
        each: {
          title: 'Each channel alone',
          description: 'The accuracy with each channel of the layer muted in turn. Slower.',
        },
      },
      captions: {
        before: 'before',
        after: 'after',
        accuracy: 'Accuracy',
        loss: 'Loss',
        changed: 'Answers that changed',
        classes: 'Right answers by class, as shares',
        alone: 'Accuracy with each channel muted in turn',
        without: 'without the channel',
        whole: 'with all channels',
      },
    },
    'pt-BR': {
      title: 'Cirurgia',
      about:
        'O que acontece com as respostas quando canais da camada são silenciados (fator 0) ou escalados: um canal que não faz falta é um de que a rede poderia abrir mão. A execução em si não muda. Meyes, Lu, de Puiseau e Meisen, 2019.',
      parameters: {
        channels: {
          title: 'Canais',
          description: 'Da camada, contados a partir de 0, com espaços entre eles.',
        },
        factor: { title: 'Fator', description: '0 os silencia, 1 os deixa como estão.' },
        ...split.pt,
        each: {
          title: 'Cada canal sozinho',
          description: 'A acurácia com cada canal da camada silenciado por vez. Mais lento.',
        },
      },
      captions: {
        before: 'antes',
        after: 'depois',
        accuracy: 'Acurácia',
        loss: 'Perda',
        changed: 'Respostas que mudaram',
        classes: 'Acertos por classe, como frações',
        alone: 'Acurácia com cada canal silenciado por vez',
        without: 'sem o canal',
        whole: 'com todos os canais',
      },
    },
  },
  dropout: {
    en: {
      title: 'Dropout at work',
      about:
        'What training’s dropout does with this image: each draw removes other values of the layer, and so trains another, thinner network; the answers below are theirs. Where they agree, the network does not rest on a few units; their spread is a measure of doubt. Srivastava et al., 2014; Gal and Ghahramani, 2016.',
      parameters: {
        draws: { title: 'Draws', description: 'How many thinner networks are shown.' },
        seed: { title: 'Seed', description: 'Of the draws.' },
      },
      captions: {
        removed: 'Values that each draw removes',
        draw: 'draw',
        share: 'share of 0',
        answers: 'Probability of each class (row) in each draw (column)',
      },
    },
    'pt-BR': {
      title: 'Dropout em ação',
      about:
        'O que o dropout do treinamento faz com esta imagem: cada sorteio remove outros valores da camada, e assim treina outra rede, reduzida; as respostas abaixo são dessas redes. Onde concordam, a rede não depende de poucas unidades; a dispersão é uma medida de dúvida. Srivastava et al., 2014; Gal e Ghahramani, 2016.',
      parameters: {
        draws: { title: 'Sorteios', description: 'Quantas redes reduzidas são mostradas.' },
        seed: { title: 'Semente', description: 'Dos sorteios.' },
      },
      captions: {
        removed: 'Valores que cada sorteio remove',
        draw: 'sorteio',
        share: 'fração de 0',
        answers: 'Probabilidade de cada classe (linha) em cada sorteio (coluna)',
      },
    },
  },
  'compare-runs': {
    en: {
      title: 'Compare with another run',
      about:
        'This run and another on the same examples: how often each is right alone, the images on which they differ, and how alike their layers are (linear CKA: 1 tells examples apart in the same way, 0 in none). Rows are layers of this run, columns of the other. Kornblith, Norouzi, Lee and Hinton, 2019.',
      parameters: {
        ...split.en,
        count: { title: 'Images', description: 'How many differing images are shown.' },
      },
      captions: {
        both: 'Both right',
        own: 'Only this run right',
        other: 'Only the other right',
        neither: 'Both wrong',
        differ: 'Different predictions',
        alike: 'How alike the layers are (CKA)',
        layer: 'layer',
        actual: 'actual',
        this: 'this run',
        that: 'other run',
      },
    },
    'pt-BR': {
      title: 'Comparar com outra execução',
      about:
        'Esta execução e outra nos mesmos exemplos: quantas vezes cada uma acerta sozinha, as imagens em que diferem, e quão parecidas são as camadas (CKA linear: 1 distingue os exemplos do mesmo modo, 0 de modo nenhum parecido). As linhas são camadas desta execução, as colunas da outra. Kornblith, Norouzi, Lee e Hinton, 2019.',
      parameters: {
        ...split.pt,
        count: { title: 'Imagens', description: 'Quantas imagens com diferença são mostradas.' },
      },
      captions: {
        both: 'As duas acertam',
        own: 'Só esta acerta',
        other: 'Só a outra acerta',
        neither: 'As duas erram',
        differ: 'Predições diferentes',
        alike: 'Quão parecidas são as camadas (CKA)',
        layer: 'camada',
        actual: 'real',
        this: 'esta execução',
        that: 'outra execução',
      },
    },
  },
});
