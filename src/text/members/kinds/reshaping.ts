import { kindGroup } from './kind-text.ts';

export const reshaping = kindGroup({
  flatten: {
    en: {
      lesson:
        'Lays all values of the feature maps in one row, so that a dense layer can take them: 5 × 5 × 16 becomes a vector of 400. Nothing is computed and nothing is lost but the arrangement; the layers above no longer know which values were neighbors. It stands where the convolutional part ends and the classifier begins.',
      synonyms: ['flat', 'unroll', 'to vector'],
      keywords: ['vector', 'unroll', 'reshape'],
    },
    'pt-BR': {
      lesson:
        'Põe todos os valores dos mapas de características (feature maps) em uma única fila, para que uma camada densa possa recebê-los: 5 × 5 × 16 vira um vetor de 400. Nada é calculado e nada se perde além do arranjo; as camadas seguintes já não sabem quais valores eram vizinhos. Fica onde termina a parte convolucional e começa o classificador.',
      synonyms: ['achatar', 'achatamento', 'vetorizar', 'desenrolar'],
      keywords: ['vetor', 'remodelar'],
    },
  },
  reshape: {
    en: {
      lesson:
        'Gives the same values another shape, read row by row with the channels fastest: a vector of 784 becomes an image of 28 × 28 × 1. The number of values cannot change. A decoder uses it to turn the output of a dense layer back into feature maps. It does not move any value; to swap axes, use Permute.',
      synonyms: ['view', 'unflatten', 'fold', 'change shape'],
      keywords: ['view', 'fold', 'unflatten'],
      parameters: {
        targetShape: {
          title: 'Target shape',
          description: 'The new shape of one example. One length may be -1: it becomes whatever is left.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Dá outro formato (shape) aos mesmos valores, lidos linha por linha, com os canais variando mais rápido: um vetor de 784 vira uma imagem de 28 × 28 × 1. O número de valores não pode mudar. Um decodificador a usa para transformar a saída de uma camada densa de volta em mapas de características. Nenhum valor sai do lugar; para trocar eixos, use Permute.',
      synonyms: ['remodelar', 'mudar formato', 'redimensionar vetor'],
      keywords: ['formato', 'dobrar'],
      parameters: {
        targetShape: {
          title: 'Formato desejado',
          description:
            'O novo formato (shape) de um exemplo. Um dos comprimentos pode ser -1: ele recebe o que sobrar.',
        },
      },
    },
  },
  permute: {
    en: {
      lesson:
        'Puts the axes in another order: 2, 1 makes rows of columns, 3, 1, 2 turns height × width × channels into channels × height × width. Unlike Reshape it moves the values along with their axes, so a transposed image is still an image. It connects parts that expect different conventions.',
      synonyms: ['transpose', 'swap axes', 'channels first'],
      keywords: ['transpose', 'swap axes', 'channels first'],
      parameters: {
        dims: {
          title: 'Order',
          description: 'Which axis comes first, second and so on, counted from 1. 2, 1 swaps the first two.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Põe os eixos em outra ordem: 2, 1 transforma colunas em linhas; 3, 1, 2 transforma altura × largura × canais em canais × altura × largura. Ao contrário de Reshape, move os valores junto com os eixos, e uma imagem transposta continua sendo uma imagem. Serve para ligar partes que seguem convenções diferentes.',
      synonyms: ['permutar', 'transpor', 'trocar eixos'],
      keywords: ['transposta', 'eixos', 'ordem'],
      parameters: {
        dims: {
          title: 'Ordem',
          description:
            'Qual eixo vem primeiro, segundo e assim por diante, contados a partir de 1. 2, 1 troca os dois primeiros.',
        },
      },
    },
  },
  repeatVector: {
    en: {
      lesson:
        'Makes a sequence of one vector by repeating it. In a sequence autoencoder the encoder ends in one vector, and the decoder, an LSTM that needs an input at every step, gets that vector each time.',
      synonyms: ['repeat', 'tile'],
      keywords: ['repeat', 'tile', 'sequence', 'decoder'],
      parameters: {
        n: {
          title: 'Times',
          description: 'How many times the vector appears: the length of the sequence.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Faz de um vetor uma sequência, repetindo-o. Em um autoencoder de sequências, o codificador termina em um vetor, e o decodificador, uma LSTM que precisa de uma entrada a cada instante, recebe esse mesmo vetor todas as vezes.',
      synonyms: ['repetir', 'repetir vetor'],
      keywords: ['repetição', 'sequência', 'decodificador'],
      parameters: {
        n: {
          title: 'Vezes',
          description: 'Quantas vezes o vetor aparece: o comprimento da sequência.',
        },
      },
    },
  },
  zeroPadding2d: {
    en: {
      lesson:
        "Puts a frame of zeros around the image. The next convolution can then reach the pixels at the edge as often as those in the middle, and keep the size. A convolution's own 'same' padding does this too, but puts an odd row at the bottom and an odd column at the right; networks that came from other frameworks, such as ResNet, pad both sides alike and so pad here. LeNet-5 pads digits of at most 20 × 20 pixels to 32 × 32, so that strokes at the edge stay inside the fields of its highest feature detectors.",
      synonyms: ['pad', 'padding', 'zero pad', 'border'],
      keywords: ['pad', 'border', 'margin'],
      parameters: {
        padding: {
          title: 'Padding',
          description: 'How many rows and columns of zeros are added on each side.',
          unit: 'px',
        },
      },
    },
    'pt-BR': {
      lesson:
        "Põe uma moldura de zeros em volta da imagem. Assim a próxima convolução alcança os pixels da borda tantas vezes quanto os do meio e pode conservar o tamanho. O preenchimento 'same' da própria convolução também faz isso, mas põe a linha ímpar embaixo e a coluna ímpar à direita; redes vindas de outros frameworks, como a ResNet, preenchem os dois lados por igual e por isso usam esta camada. A LeNet-5 leva dígitos de no máximo 20 × 20 pixels a 32 × 32, para que os traços da borda fiquem dentro dos campos dos seus detectores mais altos.",
      synonyms: ['preenchimento', 'preenchimento com zeros', 'borda', 'moldura'],
      keywords: ['borda', 'margem', 'zeros'],
      parameters: {
        padding: {
          title: 'Preenchimento (padding)',
          description: 'Quantas linhas e colunas de zeros são acrescentadas de cada lado (padding).',
          unit: 'px',
        },
      },
    },
  },
  cropping2d: {
    en: {
      lesson:
        'Cuts rows and columns off the edges. It brings two feature maps to the same size before they are joined, as in the original U-Net, where convolutions without padding leave the way up smaller than the way down.',
      synonyms: ['crop', 'trim'],
      keywords: ['crop', 'cut', 'trim', 'unet'],
      parameters: {
        cropping: {
          title: 'Cropping',
          description: 'How many rows and columns are cut off on each side.',
          unit: 'px',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Corta linhas e colunas das bordas. Deixa dois mapas de características (feature maps) do mesmo tamanho antes de serem unidos, como na U-Net original, em que convoluções sem preenchimento deixam o caminho de subida menor que o de descida.',
      synonyms: ['recortar', 'recorte', 'cortar', 'aparar'],
      keywords: ['recorte', 'corte', 'bordas'],
      parameters: {
        cropping: {
          title: 'Recorte',
          description: 'Quantas linhas e colunas são cortadas de cada lado.',
          unit: 'px',
        },
      },
    },
  },
  upSampling2d: {
    en: {
      lesson:
        'Enlarges the feature maps by repeating or blending pixels, the opposite of pooling. It learns nothing; a convolution after it fills in the detail. Decoders and segmentation networks grow back to the size of the image in this way, without the checkerboard patterns that a transposed convolution can leave.',
      synonyms: [
        'upsample',
        'upsampling',
        'up sample',
        'unpool',
        'unpooling',
        'enlarge',
        'interpolate',
        'nearest neighbor',
      ],
      keywords: ['enlarge', 'resize', 'decoder', 'unpooling', 'autoencoder', 'segmentation'],
      parameters: {
        size: { title: 'Factor', description: 'By how much height and width grow.' },
      },
    },
    'pt-BR': {
      lesson:
        'Amplia os mapas de características (feature maps) repetindo ou misturando pixels, o oposto do pooling. Não aprende nada; uma convolução depois dela completa os detalhes. Decodificadores e redes de segmentação voltam assim ao tamanho da imagem, sem o padrão xadrez que uma convolução transposta pode deixar.',
      synonyms: ['superamostragem', 'ampliar', 'aumentar', 'interpolar', 'vizinho mais próximo'],
      keywords: ['ampliação', 'redimensionar', 'decodificador', 'segmentação'],
      parameters: {
        size: { title: 'Fator', description: 'Por quanto a altura e a largura são multiplicadas.' },
      },
    },
  },
  zeroPadding1d: {
    en: {
      lesson:
        "Puts zeros before and after a sequence, so that a convolution after it reaches the first and the last steps as often as those in the middle. With all zeros in front, the convolution becomes causal: no output then sees what comes later, which 'causal' padding does by itself.",
      keywords: ['pad', 'border', 'sequence', 'temporal'],
      parameters: {
        padding: {
          title: 'Padding',
          description: 'How many steps of zeros are added at the start and the end.',
        },
      },
    },
    'pt-BR': {
      lesson:
        "Põe zeros antes e depois de uma sequência, para que a convolução seguinte alcance os primeiros e os últimos instantes tantas vezes quanto os do meio. Com todos os zeros na frente, a convolução se torna causal: nenhuma saída vê o que vem depois, o que o preenchimento 'causal' faz sozinho.",
      keywords: ['preenchimento', 'borda', 'sequência', 'temporal'],
      parameters: {
        padding: {
          title: 'Preenchimento (padding)',
          description: 'Quantos instantes de zeros são acrescentados no início e no fim (padding).',
        },
      },
    },
  },
  cropping1d: {
    en: {
      lesson:
        'Cuts steps off the start and the end of a sequence. It brings two sequences to the same length before they are joined, where convolutions without padding have made one of them shorter, and drops the first steps, of which a causal network has seen too little to judge.',
      keywords: ['crop', 'cut', 'trim', 'sequence'],
      parameters: {
        cropping: { title: 'Cropping', description: 'How many steps are cut off at the start and the end.' },
      },
    },
    'pt-BR': {
      lesson:
        'Corta instantes do início e do fim de uma sequência. Deixa duas sequências do mesmo comprimento antes de serem unidas, quando convoluções sem preenchimento encurtaram uma delas, e descarta os primeiros instantes, sobre os quais uma rede causal viu muito pouco para decidir.',
      keywords: ['recorte', 'corte', 'sequência'],
      parameters: {
        cropping: { title: 'Recorte', description: 'Quantos instantes são cortados no início e no fim.' },
      },
    },
  },
  upSampling1d: {
    en: {
      lesson:
        'Makes a sequence longer by repeating each step, the opposite of pooling. It learns nothing; a convolution after it smooths the stairs. Decoders of signals grow back to the length of the input in this way, and networks that label every moment join the result with what the way down has seen.',
      keywords: ['enlarge', 'repeat', 'decoder', 'autoencoder', 'sequence', 'signal'],
      parameters: { size: { title: 'Factor', description: 'By how much the length grows.' } },
    },
    'pt-BR': {
      lesson:
        'Alonga uma sequência repetindo cada instante, o oposto do pooling. Não aprende nada; uma convolução depois dela suaviza os degraus. Decodificadores de sinais voltam assim ao comprimento da entrada, e redes que rotulam cada instante unem o resultado ao que foi visto na descida.',
      keywords: ['ampliar', 'repetir', 'superamostragem', 'decodificador', 'sequência', 'sinal'],
      parameters: { size: { title: 'Fator', description: 'Por quanto o comprimento é multiplicado.' } },
    },
  },
  zeroPadding3d: {
    en: {
      lesson:
        'Puts a shell of zeros around a volume, so that the next convolution reaches the voxels at the surface as often as those inside. In a video the first edges are moments before and after: zeros before alone keep a convolution from seeing the future.',
      keywords: ['pad', 'border', 'margin', 'volume', 'video'],
      parameters: {
        padding: {
          title: 'Padding',
          description: 'How many slices, rows and columns of zeros are added on each side.',
          unit: 'px',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Põe uma casca de zeros em volta de um volume, para que a próxima convolução alcance os voxels da superfície tantas vezes quanto os do interior. Em um vídeo, as primeiras bordas são os momentos antes e depois: zeros só no começo impedem que a convolução veja o futuro.',
      keywords: ['preenchimento', 'borda', 'margem', 'volume', 'vídeo'],
      parameters: {
        padding: {
          title: 'Preenchimento (padding)',
          description: 'Quantas fatias, linhas e colunas de zeros são acrescentadas de cada lado (padding).',
          unit: 'px',
        },
      },
    },
  },
  cropping3d: {
    en: {
      lesson:
        'Cuts slices, rows and columns off the outside of a volume. In a U-Net for scans, where convolutions without padding leave the way up smaller than the way down, it brings both to one size before they are joined.',
      keywords: ['crop', 'cut', 'trim', 'unet', 'volume', 'video'],
      parameters: {
        cropping: {
          title: 'Cropping',
          description: 'How many slices, rows and columns are cut off on each side.',
          unit: 'px',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Corta fatias, linhas e colunas da parte externa de um volume. Em uma U-Net para tomografias, em que convoluções sem preenchimento deixam o caminho de subida menor que o de descida, leva os dois ao mesmo tamanho antes de serem unidos.',
      keywords: ['recorte', 'corte', 'volume', 'vídeo'],
      parameters: {
        cropping: {
          title: 'Recorte',
          description: 'Quantas fatias, linhas e colunas são cortadas de cada lado.',
          unit: 'px',
        },
      },
    },
  },
  upSampling3d: {
    en: {
      lesson:
        'Makes a volume larger by repeating each voxel, the opposite of pooling. It learns nothing; a convolution after it fills in the detail. Networks that mark an organ in a scan grow back to its size in this way. Doubling every side makes eight values of one: reduce the channels first.',
      keywords: ['enlarge', 'repeat', 'decoder', 'segmentation', 'unet', 'volume', 'video'],
      parameters: {
        size: { title: 'Factor', description: 'By how much depth, height and width grow.' },
      },
    },
    'pt-BR': {
      lesson:
        'Amplia um volume repetindo cada voxel, o oposto do pooling. Não aprende nada; uma convolução depois dela completa os detalhes. Redes que marcam um órgão em uma tomografia voltam assim ao tamanho dela. Dobrar todos os lados faz de um valor oito: reduza os canais antes.',
      keywords: ['ampliar', 'repetir', 'superamostragem', 'decodificador', 'segmentação', 'volume', 'vídeo'],
      parameters: {
        size: {
          title: 'Fator',
          description: 'Por quanto a profundidade, a altura e a largura são multiplicadas.',
        },
      },
    },
  },
});
