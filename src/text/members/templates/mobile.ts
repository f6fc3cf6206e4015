import { group } from '../members.ts';
import type { TemplateText } from './template-text.ts';

/** Networks for telephones. */
export const mobile = group<TemplateText>()({
  mobilenet: {
    en: {
      title: 'MobileNet',
      summary: 'Depthwise convolutions: made for phones.',
      deviation:
        'The classifier is a Dense layer where Keras has a 1x1 convolution: the same numbers, arranged differently.',
      contents: null,
    },
    'pt-BR': {
      title: 'MobileNet',
      summary: 'Convoluções em profundidade (depthwise): feita para celulares.',
      deviation:
        'O classificador é uma camada Dense onde o Keras tem uma convolução 1x1: os mesmos números, dispostos de outra forma.',
      contents: {
        description:
          'Feita para celulares: cada convolução é dividida em uma em profundidade (depthwise), que olha ao redor dentro de um canal, e uma 1x1, que mistura os canais. Isso exige de um oitavo a um nono da computação de convoluções 3x3 completas e perde pouco.',
        blocks: {
          'Depthwise separable convolution': {
            name: 'Convolução separável em profundidade',
            description: 'Uma convolução 3x3 dentro de cada canal, depois uma 1x1 entre os canais.',
          },
        },
      },
    },
  },
  'mobilenet-v2': {
    en: {
      title: 'MobileNetV2',
      summary: 'Inverted residual units with narrow ends.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'MobileNetV2',
      summary: 'Unidades residuais invertidas, com pontas estreitas.',
      deviation: '',
      contents: {
        description:
          'Unidades residuais viradas do avesso: o que passa adiante é estreito, e cada unidade o alarga seis vezes, olha ao redor dentro de cada canal e o estreita de novo, sem não linearidade no fim, que perderia o pouco que resta.',
        blocks: {
          'First unit': { name: 'Primeira unidade', description: 'Sem alargamento.' },
          'Inverted unit, changing': {
            name: 'Unidade invertida, com mudança',
            description: 'Muda o tamanho ou os canais, e não há o que somar.',
          },
          'Inverted residual unit': {
            name: 'Unidade residual invertida',
            description: 'Alarga, olha ao redor, estreita e soma a entrada.',
          },
        },
      },
    },
  },
});
