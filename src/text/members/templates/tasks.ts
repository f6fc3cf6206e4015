import { group } from '../members.ts';
import type { TemplateText } from './template-text.ts';

/** Networks for other tasks than classes of images. */
export const tasks = group<TemplateText>()({
  unet: {
    en: {
      title: 'U-Net',
      summary: 'The class of each pixel: down to see the whole, up again for the detail.',
      deviation:
        'Three sizes instead of five, 8 to 32 filters instead of 64 to 1,024, and padded convolutions, so that the mask is as large as the image.',
      contents: null,
    },
    'pt-BR': {
      title: 'U-Net',
      summary: 'A classe de cada pixel: desce para ver o todo, sobe de volta ao detalhe.',
      deviation:
        'Três tamanhos em vez de cinco, 8 a 32 filtros em vez de 64 a 1.024, e convoluções com preenchimento, para que a máscara seja do tamanho da imagem.',
      contents: {
        description:
          'Encontra a classe de cada pixel. Na descida, convoluções e poolings veem cada vez mais da imagem e cada vez menos do detalhe; na subida os mapas crescem de novo, e conexões transversais lhes entregam o detalhe do mesmo tamanho.',
      },
    },
  },
  'lstm-series': {
    en: {
      title: 'LSTM for time series',
      summary: 'A recurrent network that tells waves apart, step by step.',
      deviation: 'With the forget gate of Gers et al. (2000), as everybody uses it today.',
      contents: null,
    },
    'pt-BR': {
      title: 'LSTM para séries temporais',
      summary: 'Uma rede recorrente que distingue ondas, instante por instante.',
      deviation: 'Com a porta de esquecimento de Gers et al. (2000), como todos usam hoje.',
      contents: {
        description:
          'Lê uma série instante por instante e guarda nas suas células o que importa: portas (gates) decidem o que é armazenado, mantido e mostrado. Depois do último instante, responde qual de três ondas foi vista.',
      },
    },
  },
  'document-autoencoder': {
    en: {
      title: 'Document autoencoder',
      summary: 'Squeezes documents through two numbers: a map of topics, without labels.',
      deviation:
        'Which of 200 words occur instead of the frequencies of 2,000, ReLU instead of sigmoid units, and all layers trained at once instead of one Boltzmann machine after the other. The documents are generated.',
      contents: null,
    },
    'pt-BR': {
      title: 'Autoencoder de documentos',
      summary: 'Comprime documentos em dois números: um mapa de assuntos, sem rótulos.',
      deviation:
        'Quais de 200 palavras ocorrem em vez das frequências de 2.000, ReLU em vez de unidades sigmoides, e todas as camadas treinadas de uma vez em vez de uma máquina de Boltzmann após a outra. Os documentos são gerados.',
      contents: {
        description:
          'Cada documento entra como 200 zeros e uns: quais palavras ocorrem nele. Pelo gargalo (bottleneck) passam só dois números, e assim cada documento tem um lugar em um mapa; nenhum rótulo diz qual é o assunto, e mesmo assim os assuntos se agrupam. A análise semântica latente faz um mapa desses com um plano reto.',
      },
    },
  },
  'text-cnn': {
    en: {
      title: 'Text CNN',
      summary: 'Convolution over words: which of two kinds a sentence is.',
      deviation:
        'The word vectors start at random where the paper uses pretrained ones, and the norm of the last layer’s weights is not limited.',
      contents: null,
    },
    'pt-BR': {
      title: 'CNN para textos',
      summary: 'Convolução sobre palavras: qual de dois tipos é uma frase.',
      deviation:
        'Os vetores das palavras começam ao acaso, enquanto o artigo usa vetores pré-treinados, e a norma dos pesos da última camada não é limitada.',
      contents: {
        description:
          'Convolução sobre palavras: cada palavra vira um vetor, os filtros olham para três, quatro e cinco palavras vizinhas, e de cada filtro só conta a resposta mais forte na frase. A entrada são os números das palavras; ela decide entre duas classes, como elogio e crítica.',
      },
    },
  },
});
