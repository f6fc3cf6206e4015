import { paddingTitles } from '../activations.ts';
import { kindGroup } from './kind-text.ts';

export const convolution = kindGroup({
  conv2d: {
    en: {
      lesson:
        'Slides small windows of weights, the filters, over the image; at each place a filter answers how much the patch below it looks like its pattern. The answers of one filter form one feature map. Because the same weights are used everywhere, a stroke learned in one corner is found in every other, and the layer needs few parameters: kernel height × kernel width × input channels × filters (divided by the number of groups), plus one bias for each filter. Two stacked 3x3 layers see as far as one 5x5 with fewer weights. A 1x1 kernel looks at one position only and mixes its channels. Watch the size: with stride 1 and no padding, every layer takes kernel size - 1 pixels off height and width.',
      synonyms: ['conv', 'convolution', 'convolutional', 'convolution2d', 'conv layer', 'conv 2d'],
      keywords: [
        'convolution',
        'filter',
        'kernel',
        'feature map',
        'cnn',
        'group',
        '1x1',
        'pointwise',
        'bottleneck',
      ],
    },
    'pt-BR': {
      lesson:
        'Desliza pequenas janelas de pesos, os filtros, sobre a imagem; em cada posição, o filtro responde quanto o trecho sob ele se parece com o seu padrão. As respostas de um filtro formam um mapa de características (feature map). Como os mesmos pesos valem em toda parte, um traço aprendido em um canto é encontrado em todos os outros, e a camada precisa de poucos parâmetros: altura do núcleo (kernel) × largura do núcleo × canais de entrada × filtros (divididos pelo número de grupos), mais um viés (bias) por filtro. Duas camadas 3x3 empilhadas enxergam tão longe quanto uma 5x5, com menos pesos. Um núcleo 1x1 olha uma única posição e mistura os canais dela. Cuidado com o tamanho: com passo (stride) 1 e sem preenchimento (padding), cada camada tira da altura e da largura o tamanho do núcleo menos 1.',
      synonyms: ['convolução', 'convolucional', 'camada convolucional', 'convolução 2d'],
      keywords: [
        'convolução',
        'filtro',
        'núcleo',
        'mapa de características',
        'grupo',
        '1x1',
        'pontual',
        'gargalo',
      ],
    },
  },
  conv1d: {
    en: {
      lesson:
        'A convolution along one dimension: filters slide over time, over the words of a text or the samples of a signal, and each sees all features of the few steps below it. A kernel of 3 over word vectors learns to find three-word phrases wherever they stand. With causal padding an output sees only the present and the past, as a forecast requires; dilation lets a few layers reach far back.',
      keywords: ['convolution', 'sequence', 'text', 'signal', 'temporal', 'causal'],
      parameters: {
        padding: {
          title: 'Padding',
          description:
            'Valid: no padding. Same: zeros on both sides, so that with stride 1 the length is kept. Causal: zeros only in front, so that no output sees later inputs.',
          options: paddingTitles('en'),
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma convolução ao longo de uma só dimensão: os filtros deslizam no tempo, sobre as palavras de um texto ou as amostras de um sinal, e cada um vê todas as características dos poucos instantes sob ele. Um núcleo (kernel) de tamanho 3 sobre vetores de palavras aprende a encontrar expressões de três palavras onde quer que elas apareçam. Com preenchimento causal (causal padding), cada saída vê apenas o presente e o passado, como exige uma previsão; a dilatação permite que poucas camadas alcancem um passado distante.',
      keywords: ['convolução', 'sequência', 'texto', 'sinal', 'temporal', 'causal'],
      parameters: {
        padding: {
          title: 'Preenchimento (padding)',
          description:
            'Valid: sem preenchimento. Same: zeros dos dois lados, de modo que com passo 1 o comprimento se mantém. Causal: zeros só no início, para que nenhuma saída veja entradas posteriores.',
          options: paddingTitles('pt-BR'),
        },
      },
    },
  },
  conv3d: {
    en: {
      lesson:
        'A convolution through a volume: the window moves in depth as well as in height and width. The third dimension is time in a video or the slices of a scan, and filters find movements or bodies instead of flat patterns. Weights and work grow with the cube of the kernel size, so kernels stay small and few filters go far.',
      keywords: ['convolution', 'video', 'volume', 'medical', 'voxel'],
    },
    'pt-BR': {
      lesson:
        'É uma convolução através de um volume: a janela se move na profundidade, além da altura e da largura. A terceira dimensão é o tempo em um vídeo ou são as fatias de uma tomografia, e os filtros encontram movimentos ou corpos em vez de padrões planos. Os pesos e o custo crescem com o cubo do tamanho do núcleo (kernel); por isso se usam núcleos pequenos e poucos filtros.',
      keywords: ['convolução', 'vídeo', 'volume', 'médico', 'voxel'],
    },
  },
  conv2dTranspose: {
    en: {
      lesson:
        'A convolution run backward: each input value paints its filter, scaled by the value, into the output, one stride apart from the next, and overlapping strokes add up. With stride 2 the image doubles. Decoders, segmentation networks and generators use it to learn how to enlarge. Where the kernel size is not a multiple of the stride, strokes overlap unevenly and leave a checkerboard; a kernel of 2 or 4 with stride 2, or UpSampling2D and a Conv2D, avoids it.',
      synonyms: [
        'deconv',
        'deconvolution',
        'deconv2d',
        'transposed convolution',
        'transpose convolution',
        'conv transpose',
        'transposed',
        'fractionally strided convolution',
        'up convolution',
        'upconv',
      ],
      keywords: [
        'deconvolution',
        'upsampling',
        'decoder',
        'autoencoder',
        'gan',
        'segmentation',
        'transposed',
      ],
      parameters: {
        filters: {
          title: 'Filters',
          description: 'Channels of the output: how many patterns are painted, one over the other.',
        },
        strides: {
          title: 'Strides',
          description:
            'How far apart the inputs paint into the output. Stride 2 doubles height and width, up to what the padding adds or takes.',
        },
        outputPadding: {
          title: 'Output padding',
          description:
            'With a stride above 1, outputs of several sizes have the same input size as a convolution of them would give; this many rows and columns are added to the smallest. Empty: the size is chosen so that a stride of 2 doubles it.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma convolução feita ao contrário: cada valor da entrada pinta na saída o seu filtro, multiplicado pelo valor, a um passo (stride) de distância do próximo, e as pinceladas que se sobrepõem são somadas. Com passo 2, a imagem dobra de tamanho. Decodificadores, redes de segmentação e geradores a usam para aprender a ampliar. Quando o tamanho do núcleo (kernel) não é múltiplo do passo, as pinceladas se sobrepõem de forma desigual e deixam um padrão xadrez; um núcleo de 2 ou 4 com passo 2, ou UpSampling2D seguida de Conv2D, evita o problema.',
      synonyms: [
        'convolução transposta',
        'deconvolução',
        'transposta',
        'convolução com passo fracionário',
        'convolução de subida',
      ],
      keywords: [
        'deconvolução',
        'superamostragem',
        'decodificador',
        'autoencoder',
        'segmentação',
        'transposta',
      ],
      parameters: {
        filters: {
          title: 'Filtros',
          description: 'Canais da saída: quantos padrões são pintados, um sobre o outro.',
        },
        strides: {
          title: 'Passo (stride)',
          description:
            'A que distância (stride) as entradas pintam na saída. Com passo 2, a altura e a largura dobram, a menos do que o preenchimento acrescenta ou retira.',
        },
        outputPadding: {
          title: 'Preenchimento da saída',
          description:
            'Com passo maior que 1, saídas de vários tamanhos dariam, por convolução, o mesmo tamanho de entrada; este número de linhas e colunas é acrescentado à menor delas (output padding). Vazio: o tamanho é escolhido de modo que um passo 2 o dobre.',
        },
      },
    },
  },
  depthwiseConv2d: {
    en: {
      lesson:
        'A convolution in which every input channel keeps to itself: each has its own small filter, and nothing is summed across channels. It looks for patterns in space only, and for the same number of output channels it costs as many times less than a Conv2D as there are input channels. Alone it cannot combine what the channels found, so a 1x1 Conv2D usually follows; the two together are a separable convolution, of which MobileNet and Xception are built.',
      synonyms: ['depthwise', 'depthwise convolution', 'dwconv', 'channelwise convolution'],
      keywords: ['convolution', 'channelwise', 'mobilenet', 'xception'],
      parameters: {
        depthMultiplier: {
          title: 'Depth multiplier',
          description:
            'How many filters each input channel gets, and so how many output channels it becomes.',
        },
        strides: {
          title: 'Strides',
          description:
            'How far the window moves between two outputs, the same down and across. Stride 2 halves both dimensions.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma convolução em que cada canal de entrada fica isolado: cada um tem o seu próprio filtro pequeno e nada é somado entre canais. Ela procura padrões apenas no espaço e, para o mesmo número de canais de saída, custa tantas vezes menos que uma Conv2D quantos são os canais de entrada. Sozinha, não consegue combinar o que os canais encontraram, por isso costuma ser seguida de uma Conv2D 1x1; as duas juntas formam a convolução separável, da qual são feitas a MobileNet e a Xception.',
      synonyms: ['convolução em profundidade', 'convolução por canal'],
      keywords: ['convolução', 'por canal', 'profundidade'],
      parameters: {
        depthMultiplier: {
          title: 'Multiplicador de profundidade',
          description:
            'Quantos filtros cada canal de entrada recebe (depth multiplier) e, portanto, em quantos canais de saída ele se transforma.',
        },
        strides: {
          title: 'Passo (stride)',
          description:
            'Quanto a janela anda entre duas saídas (stride), igual na vertical e na horizontal. Passo 2 reduz as duas dimensões à metade.',
        },
      },
    },
  },
  separableConv2d: {
    en: {
      lesson:
        'A convolution taken apart in two steps: first each channel is filtered in space on its own (depthwise), then a 1x1 convolution mixes the channels (pointwise). With a 3x3 kernel and many filters that takes about a ninth of the weights and multiplications of a Conv2D and gives nearly as good features; with a 1x1 kernel nothing is saved. Xception is built of it. The idea behind it: what happens in space and what happens across channels can be learned apart.',
      synonyms: ['separable', 'separable convolution', 'depthwise separable', 'sepconv', 'pointwise'],
      keywords: ['convolution', 'xception', 'mobilenet', 'depthwise', 'pointwise'],
      parameters: {
        filters: {
          title: 'Filters',
          description: 'Channels of the output: how many mixtures the pointwise step makes.',
        },
        depthMultiplier: {
          title: 'Depth multiplier',
          description: 'How many spatial filters each input channel gets in the depthwise step.',
        },
        strides: {
          title: 'Strides',
          description:
            'How far the window moves between two outputs, the same down and across. Stride 2 halves both dimensions.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma convolução desmontada em duas etapas: primeiro, cada canal é filtrado no espaço separadamente (depthwise); depois, uma convolução 1x1 mistura os canais (pointwise). Com um núcleo (kernel) 3x3 e muitos filtros, isso exige cerca de um nono dos pesos e das multiplicações de uma Conv2D e produz características quase tão boas; com um núcleo 1x1, nada se economiza. A Xception é feita dela. A ideia por trás: o que acontece no espaço e o que acontece entre canais podem ser aprendidos separadamente.',
      synonyms: ['separável', 'convolução separável', 'convolução separável em profundidade'],
      keywords: ['convolução', 'profundidade', 'ponto a ponto'],
      parameters: {
        filters: {
          title: 'Filtros',
          description: 'Canais da saída: quantas misturas a etapa ponto a ponto (pointwise) produz.',
        },
        depthMultiplier: {
          title: 'Multiplicador de profundidade',
          description:
            'Quantos filtros espaciais cada canal de entrada recebe na etapa em profundidade (depthwise).',
        },
        strides: {
          title: 'Passo (stride)',
          description:
            'Quanto a janela anda entre duas saídas (stride), igual na vertical e na horizontal. Passo 2 reduz as duas dimensões à metade.',
        },
      },
    },
  },
  partiallyConnectedConv2d: {
    en: {
      lesson:
        'A convolution in which a table lists the input maps that each filter sees. LeNet-5 uses it in C3: its 16 filters look at 3, 4 or 6 of the 6 maps below, which keeps the number of connections within the bounds of 1998 and, more important to its authors, forces the maps to extract different features because they see different inputs. Today filters see every channel, and groups are the regular form of the same idea.',
      synonyms: ['partial convolution', 'connection table', 'c3'],
      keywords: ['convolution', 'lenet', '1998', 'connection table', 'sparse', 'c3'],
      parameters: {
        connections: {
          title: 'Connection table',
          description:
            'One row for each filter: the numbers of the input channels it looks at, counted from 0.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É uma convolução em que uma tabela indica quais mapas de entrada cada filtro vê. A LeNet-5 a usa em C3: seus 16 filtros olham 3, 4 ou 6 dos 6 mapas anteriores, o que mantém o número de conexões dentro dos limites de 1998 e, mais importante para os autores, obriga os mapas a extrair características diferentes, pois veem entradas diferentes. Hoje os filtros veem todos os canais, e os grupos são a forma regular da mesma ideia.',
      synonyms: ['convolução parcial', 'tabela de conexões'],
      keywords: ['convolução', 'tabela de conexões', 'esparsa'],
      parameters: {
        connections: {
          title: 'Tabela de conexões',
          description:
            'Uma linha por filtro: os números dos canais de entrada que ele olha, contados a partir de 0.',
        },
      },
    },
  },
});
