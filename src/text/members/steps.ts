import type { FieldTexts } from '../describe.ts';
import { group } from './members.ts';

/** A preprocessing step: its title, what it does, and its parameters. */
export interface StepText {
  readonly title: string;
  /** One or two sentences. */
  readonly about: string;
  readonly parameters: FieldTexts;
}

const height = {
  en: { title: 'Height', description: 'In pixels; 0 takes the height of the network’s input.', unit: 'px' },
  'pt-BR': { title: 'Altura', description: 'Em pixels; 0 usa a altura da entrada da rede.', unit: 'px' },
};
const width = {
  en: { title: 'Width', description: 'In pixels; 0 takes the width of the network’s input.', unit: 'px' },
  'pt-BR': { title: 'Largura', description: 'Em pixels; 0 usa a largura da entrada da rede.', unit: 'px' },
};
const border = {
  en: {
    title: 'Outside',
    description: 'What fills the space that moved pixels leave.',
    options: { black: 'Black', edge: 'Nearest pixel', reflect: 'Mirror image' },
  },
  'pt-BR': {
    title: 'Fora da imagem',
    description: 'O que ocupa o espaço deixado pelos pixels movidos.',
    options: { black: 'Preto', edge: 'Pixel mais próximo', reflect: 'Imagem espelhada' },
  },
};

/** The steps from a stored image to a network's input. */
export const steps = group<StepText>()({
  pad: {
    en: {
      title: 'Pad or crop to the input',
      about:
        'The image keeps its size; zeros fill the space around it, and what sticks out is cut off evenly.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Preencher ou recortar até a entrada',
      about:
        'A imagem mantém o tamanho; zeros preenchem o espaço ao redor, e o que sobra é cortado por igual.',
      parameters: {},
    },
  },
  resize: {
    en: {
      title: 'Resize',
      about: 'Brings the image to another size, bilinearly.',
      parameters: {
        method: {
          title: 'Method',
          description: 'What happens where the image has other proportions.',
          options: { stretch: 'Stretch', fit: 'Fit, with black around', fill: 'Fill, cropped' },
        },
        height: height.en,
        width: width.en,
        antialias: {
          title: 'Antialias',
          description:
            'Averages over all pixels that become one, as Pillow does; without it fine patterns may flicker.',
        },
      },
    },
    'pt-BR': {
      title: 'Redimensionar',
      about: 'Leva a imagem a outro tamanho, por interpolação bilinear.',
      parameters: {
        method: {
          title: 'Método',
          description: 'O que acontece quando a imagem tem outras proporções.',
          options: { stretch: 'Esticar', fit: 'Caber, com preto ao redor', fill: 'Preencher, com recorte' },
        },
        height: height['pt-BR'],
        width: width['pt-BR'],
        antialias: {
          title: 'Suavizar ao reduzir (antialias)',
          description:
            'Faz a média de todos os pixels que viram um, como o Pillow; sem isso, padrões finos podem cintilar.',
        },
      },
    },
  },
  crop: {
    en: {
      title: 'Crop',
      about: 'Keeps the middle of the image, or a box of it.',
      parameters: {
        from: {
          title: 'From',
          description: 'Which part is kept.',
          options: { center: 'The center', box: 'A box' },
        },
        height: height.en,
        width: width.en,
        top: { title: 'Top', description: 'First row that is kept; 0 is the uppermost.', unit: 'px' },
        left: { title: 'Left', description: 'First column that is kept; 0 is the leftmost.', unit: 'px' },
      },
    },
    'pt-BR': {
      title: 'Recortar',
      about: 'Mantém o meio da imagem, ou um retângulo dela.',
      parameters: {
        from: {
          title: 'De onde',
          description: 'Qual parte é mantida.',
          options: { center: 'Do centro', box: 'De um retângulo' },
        },
        height: height['pt-BR'],
        width: width['pt-BR'],
        top: { title: 'Topo', description: 'Primeira linha mantida; 0 é a de cima.', unit: 'px' },
        left: { title: 'Esquerda', description: 'Primeira coluna mantida; 0 é a da esquerda.', unit: 'px' },
      },
    },
  },
  grayscale: {
    en: { title: 'Grayscale', about: 'One channel: (R + G + B) / 3.', parameters: {} },
    'pt-BR': { title: 'Tons de cinza', about: 'Um canal: (R + G + B) / 3.', parameters: {} },
  },
  rgb: {
    en: { title: 'Gray to RGB', about: 'Three channels, each the gray one.', parameters: {} },
    'pt-BR': { title: 'Cinza para RGB', about: 'Três canais, cada um igual ao cinza.', parameters: {} },
  },
  invert: {
    en: {
      title: 'Invert',
      about: 'Exchanges black and white: dark ink on paper becomes light on dark, as in MNIST.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Inverter',
      about: 'Troca preto e branco: tinta escura no papel vira clara no escuro, como no MNIST.',
      parameters: {},
    },
  },
  rescale: {
    en: {
      title: 'Rescale',
      about: 'Brings values from 0 to 255 into another range.',
      parameters: {
        range: {
          title: 'Range',
          description:
            '0 to 1 is the usual choice; the 1998 range has mean near 0 and variance near 1 on MNIST.',
          options: {
            'zero-one': '0 to 1',
            'minus-one-one': '−1 to 1',
            lecun: '−0.1 to 1.175 (LeCun 1998)',
          },
        },
      },
    },
    'pt-BR': {
      title: 'Mudar a faixa',
      about: 'Leva os valores de 0 a 255 a outra faixa.',
      parameters: {
        range: {
          title: 'Faixa',
          description:
            '0 a 1 é a escolha comum; a faixa de 1998 tem média perto de 0 e variância perto de 1 no MNIST.',
          options: {
            'zero-one': '0 a 1',
            'minus-one-one': '−1 a 1',
            lecun: '−0,1 a 1,175 (LeCun, 1998)',
          },
        },
      },
    },
  },
  standardize: {
    en: {
      title: 'Standardize',
      about: 'Subtracts the mean of the training split and divides by its standard deviation.',
      parameters: {
        per: {
          title: 'Statistics',
          description: 'Of each channel by itself, or of all numbers together.',
          options: { channel: 'Of each channel', all: 'Of all values' },
        },
        mean: {
          title: 'Mean',
          description: 'Leave it empty to compute it from the training split when training begins.',
        },
        std: {
          title: 'Standard deviation',
          description: 'Leave it empty to compute it from the training split when training begins.',
        },
      },
    },
    'pt-BR': {
      title: 'Padronizar',
      about: 'Subtrai a média do conjunto de treino e divide pelo desvio padrão dele.',
      parameters: {
        per: {
          title: 'Estatísticas',
          description: 'De cada canal separadamente, ou de todos os números juntos.',
          options: { channel: 'De cada canal', all: 'De todos os valores' },
        },
        mean: {
          title: 'Média',
          description: 'Deixe vazio para calcular a partir do conjunto de treino quando o treino começar.',
        },
        std: {
          title: 'Desvio padrão',
          description: 'Deixe vazio para calcular a partir do conjunto de treino quando o treino começar.',
        },
      },
    },
  },
  standardizeImage: {
    en: {
      title: 'Standardize each image',
      about: 'Gives each image mean 0 and standard deviation 1, whatever its exposure.',
      parameters: {},
    },
    'pt-BR': {
      title: 'Padronizar cada imagem',
      about: 'Dá a cada imagem média 0 e desvio padrão 1, seja qual for a exposição.',
      parameters: {},
    },
  },
  flip: {
    en: {
      title: 'Flip',
      about: 'Mirrors every other image. Not for digits or letters: a mirrored 2 is no 2.',
      parameters: {
        horizontal: { title: 'Left to right', description: 'Mirrors half of the images.' },
        vertical: { title: 'Upside down', description: 'Turns half of the images upside down.' },
      },
    },
    'pt-BR': {
      title: 'Espelhar',
      about: 'Espelha metade das imagens. Não serve para dígitos ou letras: um 2 espelhado não é um 2.',
      parameters: {
        horizontal: { title: 'Da esquerda para a direita', description: 'Espelha metade das imagens.' },
        vertical: {
          title: 'De cima para baixo',
          description: 'Vira metade das imagens de cabeça para baixo.',
        },
      },
    },
  },
  rotate: {
    en: {
      title: 'Rotate',
      about: 'Turns the image around its middle.',
      parameters: {
        degrees: { title: 'Up to', description: 'The largest angle, to either side.', unit: '°' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Girar',
      about: 'Gira a imagem em torno do meio.',
      parameters: {
        degrees: { title: 'Até', description: 'O maior ângulo, para cada lado.', unit: '°' },
        border: border['pt-BR'],
      },
    },
  },
  shift: {
    en: {
      title: 'Shift',
      about: 'Moves the image by a share of its size.',
      parameters: {
        vertical: { title: 'Up or down', description: 'The largest share of the height.' },
        horizontal: { title: 'Left or right', description: 'The largest share of the width.' },
        whole: { title: 'Whole pixels', description: 'Pixels stay as they are; nothing is interpolated.' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Deslocar',
      about: 'Move a imagem por uma fração do tamanho dela.',
      parameters: {
        vertical: { title: 'Para cima ou para baixo', description: 'A maior fração da altura.' },
        horizontal: { title: 'Para os lados', description: 'A maior fração da largura.' },
        whole: { title: 'Pixels inteiros', description: 'Os pixels ficam como são; nada é interpolado.' },
        border: border['pt-BR'],
      },
    },
  },
  zoom: {
    en: {
      title: 'Zoom',
      about: 'Makes the image larger or smaller around its middle.',
      parameters: {
        amount: { title: 'Amount', description: '0.2: from 0.8 to 1.2 times the size.' },
        uniform: { title: 'Keep proportions', description: 'One factor for height and width.' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Ampliar ou reduzir',
      about: 'Aumenta ou diminui a imagem em torno do meio.',
      parameters: {
        amount: { title: 'Quanto', description: '0,2: de 0,8 a 1,2 vezes o tamanho.' },
        uniform: { title: 'Manter proporções', description: 'Um só fator para altura e largura.' },
        border: border['pt-BR'],
      },
    },
  },
  shear: {
    en: {
      title: 'Shear',
      about: 'Slants the image sideways, as handwriting slants.',
      parameters: {
        degrees: { title: 'Up to', description: 'The largest angle, to either side.', unit: '°' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Inclinar',
      about: 'Inclina a imagem para o lado, como a letra manuscrita se inclina.',
      parameters: {
        degrees: { title: 'Até', description: 'O maior ângulo, para cada lado.', unit: '°' },
        border: border['pt-BR'],
      },
    },
  },
  elastic: {
    en: {
      title: 'Elastic distortion',
      about:
        'Bends the image as if it were drawn on rubber (Simard 2003): the classic for handwritten digits.',
      parameters: {
        alpha: { title: 'Strength', description: 'What the smoothed random movements are multiplied by.' },
        sigma: { title: 'Smoothness', description: 'Larger bends the image in larger pieces.', unit: 'px' },
        border: border.en,
      },
    },
    'pt-BR': {
      title: 'Distorção elástica',
      about:
        'Deforma a imagem como se estivesse desenhada em borracha (Simard, 2003): o clássico para dígitos manuscritos.',
      parameters: {
        alpha: {
          title: 'Força',
          description: 'Por quanto os movimentos aleatórios suavizados são multiplicados.',
        },
        sigma: {
          title: 'Suavidade',
          description: 'Quanto maior, maiores os pedaços deformados.',
          unit: 'px',
        },
        border: border['pt-BR'],
      },
    },
  },
  color: {
    en: {
      title: 'Color',
      about: 'Changes brightness, contrast, saturation and hue by random factors.',
      parameters: {
        brightness: { title: 'Brightness', description: '0.2: from 0.8 to 1.2 times as bright.' },
        contrast: { title: 'Contrast', description: '0.2: from 0.8 to 1.2 times the contrast.' },
        saturation: { title: 'Saturation', description: 'Of color images; 0.2: from 0.8 to 1.2 times.' },
        hue: { title: 'Hue', description: 'Of color images; 0.1: up to a tenth of the color wheel.' },
      },
    },
    'pt-BR': {
      title: 'Cor',
      about: 'Muda brilho, contraste, saturação e matiz por fatores aleatórios.',
      parameters: {
        brightness: { title: 'Brilho', description: '0,2: de 0,8 a 1,2 vezes o brilho.' },
        contrast: { title: 'Contraste', description: '0,2: de 0,8 a 1,2 vezes o contraste.' },
        saturation: { title: 'Saturação', description: 'De imagens coloridas; 0,2: de 0,8 a 1,2 vezes.' },
        hue: { title: 'Matiz', description: 'De imagens coloridas; 0,1: até um décimo do círculo de cores.' },
      },
    },
  },
  noise: {
    en: {
      title: 'Noise',
      about: 'Adds random noise to the values.',
      parameters: {
        kind: {
          title: 'Kind',
          description: 'Normally distributed, or single black and white pixels.',
          options: { gaussian: 'Gaussian', saltPepper: 'Salt and pepper' },
        },
        amount: {
          title: 'Amount',
          description: 'Standard deviation as a share of the range; of salt and pepper the share of pixels.',
        },
      },
    },
    'pt-BR': {
      title: 'Ruído',
      about: 'Soma ruído aleatório aos valores.',
      parameters: {
        kind: {
          title: 'Tipo',
          description: 'Com distribuição normal, ou pixels isolados pretos e brancos.',
          options: { gaussian: 'Gaussiano', saltPepper: 'Sal e pimenta' },
        },
        amount: {
          title: 'Quanto',
          description: 'Desvio padrão como fração da faixa; em sal e pimenta, a fração dos pixels.',
        },
      },
    },
  },
  blur: {
    en: {
      title: 'Blur',
      about: 'Smooths the image by a random amount.',
      parameters: {
        sigma: { title: 'Up to', description: 'The largest standard deviation of the Gaussian.', unit: 'px' },
      },
    },
    'pt-BR': {
      title: 'Desfocar',
      about: 'Suaviza a imagem por uma quantidade aleatória.',
      parameters: {
        sigma: { title: 'Até', description: 'O maior desvio padrão da gaussiana.', unit: 'px' },
      },
    },
  },
  cutout: {
    en: {
      title: 'Cutout',
      about: 'Covers a square, so that the network cannot rely on a single part (DeVries and Taylor 2017).',
      parameters: {
        size: { title: 'Size', description: 'The side of the square, as a share of the shorter side.' },
        fill: {
          title: 'Color',
          description: 'What the square is filled with.',
          options: { black: 'Black', gray: 'Gray', white: 'White' },
        },
      },
    },
    'pt-BR': {
      title: 'Cobrir um quadrado (cutout)',
      about: 'Cobre um quadrado, para que a rede não dependa de uma única parte (DeVries e Taylor, 2017).',
      parameters: {
        size: { title: 'Tamanho', description: 'O lado do quadrado, como fração do lado menor.' },
        fill: {
          title: 'Cor',
          description: 'Com o que o quadrado é preenchido.',
          options: { black: 'Preto', gray: 'Cinza', white: 'Branco' },
        },
      },
    },
  },
});
