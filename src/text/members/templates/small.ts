import { group } from '../members.ts';
import type { TemplateText } from './template-text.ts';

/** Networks that train in minutes on a laptop. */
export const small = group<TemplateText>()({
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
          'Aprende a devolver o que lhe é mostrado, passando por um gargalo (bottleneck) de 32 números: o que passa é uma descrição curta do dígito, encontrada sem nenhum rótulo. As duas metades se chamam codificador e decodificador.',
      },
    },
  },
  'deep-belief': {
    en: {
      title: 'Deep belief network',
      summary: 'Boltzmann machines, trained without labels and stacked, then fine-tuned.',
      deviation:
        'Two hidden layers instead of three, and fine-tuning by backpropagation instead of the up-down algorithm of the paper.',
      contents: null,
    },
    'pt-BR': {
      title: 'Rede de crenças profunda',
      summary: 'Máquinas de Boltzmann, treinadas sem rótulos e empilhadas, com ajuste fino no fim.',
      deviation:
        'Duas camadas ocultas em vez de três, e ajuste fino por retropropagação em vez do algoritmo up-down do artigo.',
      contents: {
        description:
          'Uma rede de crenças profunda (deep belief network): as camadas ocultas são máquinas de Boltzmann restritas, treinadas uma após a outra, sem rótulos, por divergência contrastiva. Depois a pilha recebe ajuste fino com rótulos, como qualquer rede. Em 2006 foi a primeira maneira de treinar redes profundas desde o início.',
      },
    },
  },
  neocognitron: {
    en: {
      title: 'Neocognitron',
      summary: 'Planes of S-cells and C-cells: the ancestor of convolutional networks.',
      deviation:
        'The S-cells learned without labels and without gradients, the strongest cell of each neighborhood for itself; here backpropagation trains them. Planes have the sizes of the paper; there all cells but those of C3 see 5 × 5, here C1 sees 7 × 7, S2 and C2 see 3 × 3. Inhibitory cells are left out, and a softmax layer reads the last 24 cells.',
      contents: null,
    },
    'pt-BR': {
      title: 'Neocognitron',
      summary: 'Planos de células S e C: o ancestral das redes convolucionais.',
      deviation:
        'As células S aprendiam sem rótulos e sem gradientes, a mais forte de cada vizinhança por si; aqui a retropropagação as treina. Os planos têm os tamanhos do artigo; lá todas as células, menos as de C3, veem 5 × 5, aqui C1 vê 7 × 7, S2 e C2 veem 3 × 3. As células inibitórias ficaram de fora, e uma camada softmax lê as últimas 24 células.',
      contents: {
        description:
          'O ancestral das redes convolucionais: planos de células S procuram características, planos de células C toleram que elas se desloquem. Três desses estágios terminam em 24 células que veem a imagem inteira. Fukushima treinou as células S sem rótulos; aqui os gradientes as treinam, e uma camada softmax lê as últimas células.',
        notes: [
          'Fukushima: Neocognitron: a self-organizing neural network model for a mechanism of pattern recognition unaffected by shift in position. Biological Cybernetics 36, 1980, 193-202. Os planos têm os tamanhos da simulação do artigo: 16 × 16, 10 × 10, 8 × 8, 6 × 6, 2 × 2 e 1 × 1. Lá cada célula S vê 5 × 5 de cada plano, e cada célula C vê 5 × 5, em C3 2 × 2; aqui C1 vê 7 × 7, S2 e C2 veem 3 × 3, para que janelas sem preenchimento levem a esses tamanhos. As células C fazem a média de suas células S e saturam como x / (1 + x); as células inibitórias ficaram de fora.',
        ],
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
});
