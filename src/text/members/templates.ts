import { group } from './members.ts';

/** Texts inside of a template's document. */
interface Contents {
  readonly description: string;
  /** In the document's order. */
  readonly notes?: readonly string[];
  /** By the name that a block has in the file. */
  readonly blocks?: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

export interface TemplateText {
  readonly title: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  /** What differs from the paper, and why; empty when nothing does. */
  readonly deviation: string;
  /** What stands in place of the texts in its file; null where those are in this language. */
  readonly contents: Contents | null;
}

const residual =
  'Uma rede residual: cada unidade calcula só uma diferença, que é somada à sua entrada. O sinal e o gradiente passam pelas somas sem obstáculo, e por isso redes muito profundas treinam.';
const residualUnit = { name: 'Unidade residual', description: 'Duas convoluções 3x3, somadas à entrada.' };
const bottlenecks = {
  Bottleneck: {
    name: 'Gargalo (bottleneck)',
    description:
      'Uma convolução 1x1 estreita, uma 3x3 olha ao redor, outra 1x1 alarga de novo; o resultado é somado à entrada.',
  },
  'Bottleneck with projection': {
    name: 'Gargalo com projeção',
    description:
      'O primeiro de um estágio: uma convolução 1x1 leva a entrada ao novo tamanho e número de canais.',
  },
};
const residualUnits = {
  'Residual unit': residualUnit,
  'Residual unit, halving': {
    name: 'Unidade residual, com redução',
    description:
      'Reduz a imagem à metade e muda os canais; uma convolução 1x1 leva a entrada ao mesmo formato.',
  },
};
const stacked =
  'Só convoluções 3x3, empilhadas: duas delas veem tanto quanto uma 5x5, e três tanto quanto uma 7x7, com menos parâmetros e mais não linearidades no caminho. Os canais dobram depois de cada pooling.';

const kerasStride = {
  en: 'As in Keras: convolutions with bias, and the stride in the first 1x1 convolution of a stage.',
  'pt-BR':
    'Como no Keras: convoluções com viés e o passo (stride) na primeira convolução 1x1 de cada estágio.',
};
const torchStride = {
  en: 'As in torchvision: shortcuts that change the shape are 1x1 convolutions (option B).',
  'pt-BR': 'Como no torchvision: os atalhos que mudam o formato são convoluções 1x1 (opção B).',
};

/** The networks that ship with the app. */
export const templates = group<TemplateText>()({
  'lenet-5': {
    en: {
      title: 'LeNet-5',
      summary: 'Handwritten digits, as courses teach it: tanh, average pooling, softmax.',
      deviation:
        'In the paper, C3 is only partially connected, each pooling map has a trained coefficient and bias, and the output is a radial basis function: 60,000 parameters.',
      contents: null,
    },
    'pt-BR': {
      title: 'LeNet-5',
      summary: 'Dígitos manuscritos, como se ensina nos cursos: tanh, pooling médio, softmax.',
      deviation:
        'No artigo, C3 é parcialmente conectada, cada mapa de pooling tem um coeficiente e um viés treinados, e a saída é uma função de base radial: 60.000 parâmetros.',
      contents: {
        description:
          'A rede que lia os dígitos nos cheques bancários e a ancestral de todas as redes convolucionais: duas convoluções, cada uma seguida de um pooling que reduz o mapa à metade, e depois três camadas que combinam o que foi encontrado. Esta é a forma ensinada nos cursos: tanh, pooling médio, cada mapa de C3 conectado a todos os mapas de S2 e uma softmax no fim. Tem 61.706 parâmetros.',
        notes: [
          'LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86 (11), 1998, 2278-2324. Os nomes das camadas são os do artigo. Lá, C3 é parcialmente conectada, as camadas de pooling têm coeficientes treináveis, e a saída é uma função de base radial.',
        ],
      },
    },
  },
  'lenet-5-1998': {
    en: {
      title: 'LeNet-5 (1998)',
      summary: 'As in the paper: connection table, trained pooling, images as targets.',
      deviation:
        "The loss is the paper's own, equation 9. There the weights were trained with a form of Newton's method, example by example; here with Adam, in batches.",
      contents: null,
    },
    'pt-BR': {
      title: 'LeNet-5 (1998)',
      summary: 'Como no artigo: tabela de conexões, pooling treinado, imagens como alvos.',
      deviation:
        'A perda é a do próprio artigo, equação 9. Lá os pesos foram treinados com uma forma do método de Newton, exemplo por exemplo; aqui, com Adam, em lotes.',
      contents: {
        description:
          'A LeNet-5 como está no artigo: C3 vê só alguns dos mapas de S2, segundo uma tabela; as camadas de pooling somam, escalam e deslocam com números treinados; toda camada até F6 termina em 1,7159 tanh(2x/3); e a saída compara os 84 valores de F6 com imagens fixas de 7x12 dos dígitos. São 60.000 parâmetros treináveis e 340.908 conexões.',
        notes: [
          'Entrada: 32 × 32, fundo -0,1, tinta 1,175, de modo que a média e a variância fiquem perto de 0 e 1. A resposta é o dígito cuja imagem está mais próxima.',
        ],
      },
    },
  },
  'tiny-cnn': {
    en: {
      title: 'Tiny CNN',
      summary: 'Convolve, pool, convolve, pool, decide: trained in seconds.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'CNN minúscula',
      summary: 'Convolução, pooling, convolução, pooling, decisão: treinada em segundos.',
      deviation: '',
      contents: {
        description:
          'A menor rede que mostra tudo o que há em uma rede convolucional: convolução, pooling, convolução, pooling, decisão. Menos de seis mil parâmetros, treinada em segundos: feita para mudar uma coisa de cada vez e ver o efeito.',
      },
    },
  },
  mlp: {
    en: {
      title: 'Multilayer perceptron',
      summary: 'No convolution at all: the baseline to compare one with.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'Perceptron multicamadas',
      summary: 'Nenhuma convolução: a referência com que comparar as outras.',
      deviation: '',
      contents: {
        description:
          'Um perceptron multicamadas: a imagem vira uma fileira de 784 números, e cada unidade olha para todos eles. Ele nada sabe de vizinhança, precisa de mais parâmetros que uma rede convolucional para os mesmos dígitos e serve de referência para comparação.',
      },
    },
  },
  'cifar10-cnn': {
    en: {
      title: 'CIFAR-10 CNN',
      summary: 'Small color photographs in ten classes.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'CNN para CIFAR-10',
      summary: 'Pequenas fotografias coloridas em dez classes.',
      deviation: '',
      contents: {
        description:
          'Uma rede simples para pequenas imagens coloridas: duas vezes duas convoluções 3x3 e um pooling, depois uma camada densa, com dropout depois de cada parte. É como costuma ser a primeira rede de quem começa com o CIFAR-10; passa bem dos 70%.',
      },
    },
  },
  'resnet20-cifar': {
    en: {
      title: 'ResNet-20 for CIFAR-10',
      summary: 'Nine residual units for 32 × 32 images; shortcuts without parameters.',
      deviation:
        'The missing channels of a shortcut are filled half before and half after; the paper does not say where.',
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-20 para CIFAR-10',
      summary: 'Nove unidades residuais para imagens de 32 × 32; atalhos sem parâmetros.',
      deviation:
        'Os canais que faltam em um atalho são preenchidos metade antes e metade depois; o artigo não diz onde.',
      contents: {
        description:
          'A rede residual para imagens pequenas: nove unidades de duas convoluções 3x3 em mapas de 32, 16 e 8 pixels. Onde o tamanho e os canais mudam, a entrada é subamostrada e os canais que faltam são preenchidos com zeros, de modo que os atalhos não têm nenhum parâmetro (opção A do artigo).',
        blocks: {
          'Residual unit': residualUnit,
          'Residual unit, halving': {
            name: 'Unidade residual, com redução',
            description:
              'Reduz a imagem à metade e dobra os canais; o atalho toma um pixel sim, outro não e acrescenta mapas de zeros.',
          },
        },
      },
    },
  },
  autoencoder: {
    en: {
      title: 'Autoencoder',
      summary: 'Squeezes digits through 32 numbers and reconstructs them, without labels.',
      deviation: 'One hidden layer per side instead of three, all trained at once instead of layer by layer.',
      contents: null,
    },
    'pt-BR': {
      title: 'Autoencoder',
      summary: 'Comprime dígitos em 32 números e os reconstrói, sem rótulos.',
      deviation:
        'Uma camada oculta de cada lado em vez de três, todas treinadas de uma vez em vez de camada por camada.',
      contents: {
        description:
          'Aprende a devolver o que lhe é mostrado, passando por uma cintura de 32 números: o que passa é uma descrição curta do dígito, encontrada sem nenhum rótulo. As duas metades se chamam codificador e decodificador.',
      },
    },
  },
  'conv-autoencoder': {
    en: {
      title: 'Convolutional autoencoder',
      summary: 'Shrinks digits to 7 × 7 maps and reconstructs them from those.',
      deviation: 'Upsampling and convolutions instead of transposed weights, and all trained at once.',
      contents: null,
    },
    'pt-BR': {
      title: 'Autoencoder convolucional',
      summary: 'Reduz dígitos a mapas de 7 × 7 e os reconstrói a partir deles.',
      deviation:
        'Superamostragem (upsampling) e convoluções em vez de pesos transpostos, tudo treinado de uma vez.',
      contents: {
        description:
          'Um autoencoder que preserva a disposição da imagem: convoluções e poolings a reduzem a mapas de 7 × 7; superamostragem (upsampling) e convoluções a levam de volta ao tamanho original.',
      },
    },
  },
  alexnet: {
    en: {
      title: 'AlexNet',
      summary: 'Two groups of maps, as on two GPUs: the network of 2012.',
      deviation: 'The paper says 224 × 224 pixels; its numbers only work out with 227 × 227.',
      contents: null,
    },
    'pt-BR': {
      title: 'AlexNet',
      summary: 'Dois grupos de mapas, como em duas GPUs: a rede de 2012.',
      deviation: 'O artigo fala em 224 × 224 pixels; seus números só fecham com 227 × 227.',
      contents: {
        description:
          'A rede que tornou as redes convolucionais conhecidas de todos: venceu o desafio ImageNet de 2012 com grande vantagem, com ReLU, dropout, normalização de resposta local e duas GPUs que dividem entre si os mapas de algumas camadas (aqui: dois grupos).',
      },
    },
  },
  'alexnet-one-tower': {
    en: {
      title: 'AlexNet, one tower',
      summary: 'AlexNet for one GPU.',
      deviation: 'As in torchvision: 224 × 224 pixels, 256 filters in the fourth convolution.',
      contents: null,
    },
    'pt-BR': {
      title: 'AlexNet, uma torre',
      summary: 'A AlexNet para uma só GPU.',
      deviation: 'Como no torchvision: 224 × 224 pixels, 256 filtros na quarta convolução.',
      contents: {
        description:
          'A AlexNet para uma só GPU, como seu autor a publicou em 2014 e como o torchvision a distribui: sem grupos, sem normalização de resposta local, com menos filtros nas primeiras camadas.',
      },
    },
  },
  vgg16: {
    en: {
      title: 'VGG16',
      summary: 'Nothing but 3x3 convolutions, 16 layers deep.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'VGG16',
      summary: 'Só convoluções 3x3, 16 camadas de profundidade.',
      deviation: '',
      contents: {
        description: `${stacked} Configuração D do artigo, 16 camadas com pesos; nove décimos dos seus 138 milhões de parâmetros ficam nas camadas densas.`,
      },
    },
  },
  vgg19: {
    en: {
      title: 'VGG19',
      summary: 'Nothing but 3x3 convolutions, 19 layers deep.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'VGG19',
      summary: 'Só convoluções 3x3, 19 camadas de profundidade.',
      deviation: '',
      contents: { description: `${stacked} Configuração E do artigo, 19 camadas com pesos.` },
    },
  },
  googlenet: {
    en: {
      title: 'GoogLeNet',
      summary: 'Nine Inception modules: several window sizes, side by side.',
      deviation:
        'Without the two auxiliary heads, which help training and are removed afterwards; with them 13,378,280.',
      contents: null,
    },
    'pt-BR': {
      title: 'GoogLeNet',
      summary: 'Nove módulos Inception: vários tamanhos de janela, lado a lado.',
      deviation:
        'Sem as duas saídas auxiliares, que ajudam no treino e são removidas depois; com elas, 13.378.280.',
      contents: {
        description:
          'Nove módulos Inception: cada um olha para a sua entrada por janelas de 1, 3 e 5 pixels e por um pooling ao mesmo tempo, e põe os resultados lado a lado. Convoluções 1x1 antes das grandes mantêm o custo baixo: um doze avos dos parâmetros da AlexNet, e ela venceu o desafio ImageNet de 2014.',
        blocks: {
          'Inception module': {
            name: 'Módulo Inception',
            description: 'Quatro maneiras de olhar, lado a lado.',
          },
        },
      },
    },
  },
  resnet18: {
    en: {
      title: 'ResNet-18',
      summary: 'The smallest of the residual networks.',
      deviation: torchStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-18',
      summary: 'A menor das redes residuais.',
      deviation: torchStride['pt-BR'],
      contents: {
        description: `${residual} Oito unidades de duas convoluções 3x3, em quatro estágios.`,
        blocks: residualUnits,
      },
    },
  },
  resnet34: {
    en: {
      title: 'ResNet-34',
      summary: 'Residual units of two 3x3 convolutions.',
      deviation: torchStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-34',
      summary: 'Unidades residuais de duas convoluções 3x3.',
      deviation: torchStride['pt-BR'],
      contents: {
        description: `${residual} Dezesseis unidades de duas convoluções 3x3, em quatro estágios.`,
        blocks: residualUnits,
      },
    },
  },
  resnet50: {
    en: {
      title: 'ResNet-50',
      summary: 'Bottlenecks: the residual network that most others are compared with.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-50',
      summary: 'Gargalos (bottlenecks): a rede residual com que a maioria das outras é comparada.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Dezesseis gargalos de convoluções 1x1, 3x3 e 1x1, em quatro estágios.`,
        blocks: bottlenecks,
      },
    },
  },
  resnet101: {
    en: {
      title: 'ResNet-101',
      summary: 'A hundred layers, in four stages.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-101',
      summary: 'Cem camadas, em quatro estágios.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Trinta e três gargalos; 23 deles trabalham com mapas de 14 × 14.`,
        blocks: bottlenecks,
      },
    },
  },
  resnet152: {
    en: {
      title: 'ResNet-152',
      summary: 'The winner of the ImageNet challenge of 2015.',
      deviation: kerasStride.en,
      contents: null,
    },
    'pt-BR': {
      title: 'ResNet-152',
      summary: 'A vencedora do desafio ImageNet de 2015.',
      deviation: kerasStride['pt-BR'],
      contents: {
        description: `${residual} Cinquenta gargalos; ela venceu o desafio ImageNet de 2015.`,
        blocks: bottlenecks,
      },
    },
  },
  'inception-v3': {
    en: {
      title: 'Inception v3',
      summary: 'Inception modules with large kernels split into small ones.',
      deviation: 'As in Keras: without the auxiliary head, which only helps training.',
      contents: null,
    },
    'pt-BR': {
      title: 'Inception v3',
      summary: 'Módulos Inception com os núcleos (kernels) grandes divididos em pequenos.',
      deviation: 'Como no Keras: sem a saída auxiliar, que só ajuda no treino.',
      contents: {
        description:
          'Os módulos Inception repensados: uma convolução 5x5 vira duas 3x3, uma 7x7 vira uma 1x7 e uma 7x1, e o tamanho é reduzido por uma convolução e um pooling lado a lado, para que nenhuma etapa estrangule o sinal. Toda convolução é seguida de uma normalização em lote (batch normalization).',
        blocks: {
          'Convolution, normalized': {
            name: 'Convolução normalizada',
            description:
              'Uma convolução sem viés, uma normalização em lote (batch normalization) sem escala, uma ReLU.',
          },
          'Inception A': {
            name: 'Inception A',
            description: 'Mapas de 35 × 35: núcleos de 1, 5 e duas vezes 3 ao lado de um pooling.',
          },
          'Reduction to 17 × 17': {
            name: 'Redução para 17 × 17',
            description: 'Convoluções com passo (stride) 2 ao lado de um pooling.',
          },
          'Inception B': {
            name: 'Inception B',
            description: 'Mapas de 17 × 17: núcleos 7x7 como uma linha e uma coluna.',
          },
          'Reduction to 8 × 8': {
            name: 'Redução para 8 × 8',
            description: 'Convoluções com passo (stride) 2 ao lado de um pooling.',
          },
          'Inception C': {
            name: 'Inception C',
            description: 'Mapas de 8 × 8: ramos que terminam em uma linha e uma coluna lado a lado.',
          },
        },
      },
    },
  },
  xception: {
    en: {
      title: 'Xception',
      summary: 'Every convolution split in two: one per channel, one that mixes the channels.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'Xception',
      summary: 'Cada convolução dividida em duas: uma por canal, outra que mistura os canais.',
      deviation: '',
      contents: {
        description:
          'Uma forma extrema da Inception: cada convolução é dividida em uma que olha ao redor dentro de cada canal e outra que mistura os canais, partindo da ideia de que as duas coisas têm pouco a ver entre si. Conexões residuais de ponta a ponta; o fluxo do meio se repete oito vezes.',
        blocks: {
          'Entry unit': {
            name: 'Unidade de entrada',
            description: 'Convoluções separáveis e um pooling ao lado de um atalho.',
          },
          'Reducing unit': {
            name: 'Unidade de redução',
            description: 'Como a unidade de entrada, com uma ReLU na frente.',
          },
          'Middle unit': {
            name: 'Unidade do meio',
            description: 'Três convoluções separáveis, somadas à entrada.',
          },
        },
      },
    },
  },
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
  densenet121: {
    en: {
      title: 'DenseNet-121',
      summary: 'Every layer sees everything that came before it.',
      deviation: '',
      contents: null,
    },
    'pt-BR': {
      title: 'DenseNet-121',
      summary: 'Cada camada vê tudo o que veio antes dela.',
      deviation: '',
      contents: {
        description:
          'Cada camada entrega o que encontrou a todas as seguintes: os mapas são postos lado a lado, nunca somados, e cada camada contribui com apenas 32 novos. As características são reutilizadas em vez de aprendidas de novo, e 8 milhões de parâmetros fazem o que em uma ResNet exige 25 milhões.',
        blocks: {
          'Dense unit': {
            name: 'Unidade densa',
            description: 'Encontra novos mapas em tudo o que veio antes e os põe ao lado.',
          },
          Transition: {
            name: 'Transição',
            description: 'Reduz os canais à metade com uma convolução 1x1, e a imagem com um pooling.',
          },
        },
      },
    },
  },
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
          'Lê uma série instante por instante e guarda nas suas células o que importa: portas decidem o que é armazenado, mantido e dito. Depois do último instante, diz qual de três ondas foi vista.',
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
