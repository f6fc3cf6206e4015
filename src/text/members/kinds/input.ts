import { kindGroup } from './kind-text.ts';

export const input = kindGroup({
  input: {
    en: {
      lesson:
        'The door through which examples enter the network. It computes nothing; it only states the shape of one example: height, width and channels. A gray digit of MNIST is 28 × 28 × 1, a color photograph of CIFAR-10 is 32 × 32 × 3. Every shape further down follows from this one, so change it first when you change the data. The number of examples in a batch is not part of the shape: the network takes any number at once.',
      synonyms: ['input layer', 'inputs', 'image input', 'placeholder'],
      keywords: ['image', 'data', 'source'],
      parameters: {
        shape: {
          title: 'Shape',
          description:
            'Shape of one example: height, width and channels for images. 1 channel is gray, 3 are red, green and blue.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É a porta por onde os exemplos entram na rede. Ela não calcula nada, apenas declara o formato (shape) de um exemplo: altura, largura e canais. Um dígito em tons de cinza do MNIST tem 28 × 28 × 1; uma fotografia colorida do CIFAR-10, 32 × 32 × 3. Todos os formatos seguintes dependem deste, por isso mude-o primeiro quando trocar os dados. O número de exemplos de um lote (batch) não faz parte do formato: a rede aceita qualquer quantidade de cada vez.',
      synonyms: ['entrada', 'camada de entrada', 'imagem de entrada'],
      keywords: ['imagem', 'dados', 'origem'],
      parameters: {
        shape: {
          title: 'Formato',
          description:
            'Formato (shape) de um exemplo: altura, largura e canais, no caso de imagens. Com 1 canal a imagem é em tons de cinza; com 3, são vermelho, verde e azul.',
        },
      },
    },
  },
});
