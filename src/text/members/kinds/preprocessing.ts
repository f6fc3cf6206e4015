import { kindGroup } from './kind-text.ts';

export const preprocessing = kindGroup({
  rescaling: {
    en: {
      lesson:
        'Multiplies every value by one number and adds another. Networks learn best from values around 0 and of size 1, but pixels are 0 to 255: scale 1/255 gives 0 to 1, scale 1/127.5 with offset -1 gives -1 to 1. As a layer it travels with the model. Use it only where the data are not scaled already.',
      synonyms: ['rescale', 'scale', 'normalize pixels'],
      keywords: ['normalise', 'scale', 'standardise', 'pixels'],
      parameters: {
        scale: {
          title: 'Scale',
          description: 'What every value is multiplied by; 1/255 brings bytes to the range 0 to 1.',
        },
        offset: { title: 'Offset', description: 'What is added afterwards.' },
      },
    },
    'pt-BR': {
      lesson:
        'Multiplica cada valor por um número e soma outro. As redes aprendem melhor com valores em torno de 0 e de tamanho 1, mas os pixels vão de 0 a 255: a escala 1/255 os leva de 0 a 1; a escala 1/127,5 com deslocamento -1, de -1 a 1. Como camada, viaja junto com o modelo. Use-a só quando os dados ainda não estiverem em escala.',
      synonyms: ['reescalar', 'escala', 'mudança de escala', 'normalizar pixels'],
      keywords: ['normalizar', 'escala', 'padronizar', 'pixels'],
      parameters: {
        scale: {
          title: 'Escala',
          description: 'Por quanto cada valor é multiplicado; 1/255 leva bytes ao intervalo de 0 a 1.',
        },
        offset: { title: 'Deslocamento', description: 'O que é somado em seguida.' },
      },
    },
  },
  resizing: {
    en: {
      lesson:
        'Brings images to the size that the network was made for, 224 × 224 for most of the famous ones. As a layer it travels with the model, so whoever uses the model cannot forget it. When shrinking a lot, bilinear looks at few of the pixels; average pooling first uses them all.',
      synonyms: ['resize', 'image resize', 'scale image'],
      keywords: ['resize', 'scale', 'thumbnail', 'bilinear'],
    },
    'pt-BR': {
      lesson:
        'Leva as imagens ao tamanho para o qual a rede foi feita, 224 × 224 na maioria das famosas. Como camada, viaja junto com o modelo, e quem o usa não tem como esquecê-la. Ao reduzir muito, a interpolação bilinear olha poucos dos pixels; um pooling médio antes aproveita todos.',
      synonyms: ['redimensionar', 'redimensionamento', 'mudar tamanho da imagem'],
      keywords: ['redimensionar', 'escala', 'miniatura'],
    },
  },
  rgbToGrayscale: {
    en: {
      lesson:
        'Replaces red, green and blue by their mean. Where color carries nothing, as in handwriting, that leaves a third of the input to learn from. Television weighs green more, because the eye does; for a network, which has no eye, the plain mean is as good.',
      synonyms: ['grayscale', 'greyscale', 'gray', 'grey', 'to gray', 'black and white'],
      keywords: ['grey', 'gray', 'colour', 'monochrome', 'luminance'],
    },
    'pt-BR': {
      lesson:
        'Substitui vermelho, verde e azul pela média dos três. Onde a cor não traz nada, como na escrita à mão, sobra um terço da entrada para aprender. A televisão dá mais peso ao verde, porque o olho também dá; para uma rede, que não tem olho, a média simples é tão boa quanto.',
      synonyms: ['tons de cinza', 'cinza', 'preto e branco', 'escala de cinza'],
      keywords: ['cinza', 'cor', 'monocromático', 'luminância'],
    },
  },
  centerCrop: {
    en: {
      lesson:
        'Keeps the middle of the image and forgets the border. Photographs mostly have their subject there, so the border costs computation and tells little; the famous networks are tested on the central 224 × 224 pixels of 256 × 256.',
      synonyms: ['center crop', 'centre crop', 'crop'],
      keywords: ['crop', 'middle', 'cut'],
    },
    'pt-BR': {
      lesson:
        'Guarda o meio da imagem e esquece a borda. Nas fotografias, o assunto em geral está ali, e a borda custa processamento e diz pouco; as redes famosas são testadas nos 224 × 224 pixels centrais de 256 × 256.',
      synonyms: ['recorte central', 'recortar centro', 'cortar centro'],
      keywords: ['recorte', 'meio', 'corte'],
    },
  },
  randomFlip: {
    en: {
      lesson:
        'In training, mirrors each image with probability one half in each direction that is allowed. A cat stays a cat, so the network sees twice the data for nothing. Use it only where the mirror image means the same: not for digits and letters, and vertically only where there is no up, as in pictures from above.',
      synonyms: ['flip', 'mirror', 'augment'],
      keywords: ['mirror', 'augmentation', 'horizontal', 'vertical'],
      parameters: {
        mode: {
          title: 'Mode',
          description: 'Along which direction images may be mirrored.',
          options: {
            horizontal: 'horizontal',
            vertical: 'vertical',
            horizontal_and_vertical: 'horizontal and vertical',
          },
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, espelha cada imagem com probabilidade de um meio em cada direção permitida. Um gato continua sendo um gato, e a rede vê o dobro de dados de graça. Use-a só onde a imagem espelhada significa o mesmo: não para dígitos e letras, e na vertical apenas onde não há "em cima", como em imagens aéreas.',
      synonyms: ['espelhar', 'espelhamento', 'inverter', 'aumento'],
      keywords: ['espelho', 'aumento de dados', 'horizontal', 'vertical'],
      parameters: {
        mode: {
          title: 'Direção',
          description: 'Em que direção as imagens podem ser espelhadas.',
          options: {
            horizontal: 'horizontal',
            vertical: 'vertical',
            horizontal_and_vertical: 'horizontal e vertical',
          },
        },
      },
    },
  },
  randomRotation: {
    en: {
      lesson:
        'In training, turns each image by a random angle, so that the network does not depend on things standing straight. For digits a few degrees help and more hurt: a 6 turned around is a 9.',
      synonyms: ['rotate', 'rotation', 'augment'],
      keywords: ['rotate', 'turn', 'augmentation', 'angle'],
      parameters: {
        factor: {
          title: 'Largest turn',
          description: 'As a share of a full turn, in either direction: 0.1 is up to 36 degrees.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, gira cada imagem por um ângulo aleatório, para que a rede não dependa de as coisas estarem de pé. Para dígitos, poucos graus ajudam e muitos atrapalham: um 6 de cabeça para baixo é um 9.',
      synonyms: ['girar', 'rotação', 'rotacionar', 'aumento'],
      keywords: ['giro', 'aumento de dados', 'ângulo'],
      parameters: {
        factor: {
          title: 'Maior giro',
          description: 'Como fração de uma volta completa, nos dois sentidos: 0,1 são até 36 graus.',
        },
      },
    },
  },
  randomZoom: {
    en: {
      lesson:
        'In training, enlarges or shrinks what is on each image by a random factor; the size of the image stays. The network learns that a thing is the same thing near and far.',
      synonyms: ['zoom', 'augment'],
      keywords: ['scale', 'size', 'augmentation'],
      parameters: {
        heightFactor: {
          title: 'Height',
          description: 'By what share the height may grow or shrink at most.',
        },
        widthFactor: { title: 'Width', description: 'By what share the width may grow or shrink at most.' },
        keepProportions: {
          title: 'Keep proportions',
          description: 'Zooms height and width alike, by the factor of the height.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, amplia ou reduz o conteúdo de cada imagem por um fator aleatório; o tamanho da imagem não muda. A rede aprende que uma coisa é a mesma de perto e de longe.',
      synonyms: ['ampliar', 'aproximar', 'aumento'],
      keywords: ['escala', 'tamanho', 'aumento de dados'],
      parameters: {
        heightFactor: {
          title: 'Altura',
          description: 'Em que fração a altura pode crescer ou diminuir, no máximo.',
        },
        widthFactor: {
          title: 'Largura',
          description: 'Em que fração a largura pode crescer ou diminuir, no máximo.',
        },
        keepProportions: {
          title: 'Manter proporções',
          description: 'Amplia a altura e a largura igualmente, pelo fator da altura.',
        },
      },
    },
  },
  randomTranslation: {
    en: {
      lesson:
        'In training, moves each image up, down and sideways by a random distance. Convolutions find a pattern wherever it is, but the dense layers above them do remember places; this breaks the habit. It is the simplest distortion that helps on handwritten digits.',
      synonyms: ['shift', 'translate', 'move', 'augment'],
      keywords: ['shift', 'move', 'augmentation'],
      parameters: {
        heightFactor: {
          title: 'Height',
          description: 'How far images move up or down at most, as a share of their height.',
        },
        widthFactor: {
          title: 'Width',
          description: 'How far images move sideways at most, as a share of their width.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, desloca cada imagem para cima, para baixo e para os lados por uma distância aleatória. As convoluções encontram um padrão onde quer que ele esteja, mas as camadas densas que vêm depois se lembram dos lugares; isto quebra o hábito. É a distorção mais simples que ajuda com dígitos manuscritos.',
      synonyms: ['deslocar', 'translação', 'transladar', 'mover', 'aumento'],
      keywords: ['deslocamento', 'aumento de dados'],
      parameters: {
        heightFactor: {
          title: 'Altura',
          description: 'Quanto as imagens sobem ou descem no máximo, como fração da altura.',
        },
        widthFactor: {
          title: 'Largura',
          description: 'Quanto as imagens andam para os lados no máximo, como fração da largura.',
        },
      },
    },
  },
  randomContrast: {
    en: {
      lesson:
        'In training, moves the values of each channel away from their mean or toward it, by a random factor for each image. Photographs are taken in all kinds of light; the network learns not to depend on it.',
      synonyms: ['contrast', 'augment', 'color jitter'],
      keywords: ['light', 'exposure', 'augmentation', 'colour'],
      parameters: {
        factor: {
          title: 'Strength',
          description: 'The contrast is multiplied by a number between 1 minus this and 1 plus this.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, afasta os valores de cada canal da sua média ou os aproxima dela, por um fator aleatório para cada imagem. Fotografias são tiradas com todo tipo de luz; a rede aprende a não depender dela.',
      synonyms: ['contraste', 'aumento'],
      keywords: ['luz', 'exposição', 'aumento de dados', 'cor'],
      parameters: {
        factor: {
          title: 'Intensidade',
          description:
            'O contraste é multiplicado por um número entre 1 menos este valor e 1 mais este valor.',
        },
      },
    },
  },
});
