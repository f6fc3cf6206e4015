import { group } from '../members.ts';
import type { ViewText } from './view-text.ts';

/** Views of which parts of an image an answer rests on. */
export const attributionViews = group<ViewText>()({
  saliency: {
    en: {
      title: 'Saliency',
      about:
        'How much the score of a class, before the softmax, changes with each pixel. Bright pixels matter most; it does not say in which direction unless the sign is shown. Simonyan, Vedaldi and Zisserman, 2014.',
      parameters: {
        signed: {
          title: 'Show the sign',
          description: 'Red where a brighter pixel raises the score, blue where it lowers it.',
        },
      },
    },
    'pt-BR': {
      title: 'Saliência',
      about:
        'Quanto a pontuação de uma classe, antes da softmax, muda com cada pixel. Os pixels claros são os mais importantes; o sentido da mudança só aparece quando o sinal é mostrado. Simonyan, Vedaldi e Zisserman, 2014.',
      parameters: {
        signed: {
          title: 'Mostrar o sinal',
          description: 'Vermelho onde um pixel mais claro aumenta a pontuação, azul onde a diminui.',
        },
      },
    },
  },
  'smooth-grad': {
    en: {
      title: 'SmoothGrad',
      about:
        'The saliency, averaged over noisy copies of the image: what is left matters also when pixels change a little. Too much noise blurs it. Smilkov, Thorat, Kim, Viégas and Wattenberg, 2017.',
      parameters: {
        samples: {
          title: 'Noisy copies',
          description: 'The mean is over so many; more is smoother and slower.',
        },
        noise: {
          title: 'Noise',
          description: 'Standard deviation, as a share of the span from the darkest to the brightest value.',
        },
        signed: {
          title: 'Show the sign',
          description: 'Red where a brighter pixel raises the score, blue where it lowers it.',
        },
      },
    },
    'pt-BR': {
      title: 'SmoothGrad',
      about:
        'A saliência, em média sobre cópias ruidosas da imagem: o que resta importa mesmo quando os pixels mudam um pouco. Ruído demais borra o mapa. Smilkov, Thorat, Kim, Viégas e Wattenberg, 2017.',
      parameters: {
        samples: {
          title: 'Cópias ruidosas',
          description: 'Quantas entram na média; mais cópias dão um mapa mais suave e mais lento.',
        },
        noise: {
          title: 'Ruído',
          description: 'Desvio padrão, como fração do intervalo do valor mais escuro ao mais claro.',
        },
        signed: {
          title: 'Mostrar o sinal',
          description: 'Vermelho onde um pixel mais claro aumenta a pontuação, azul onde a diminui.',
        },
      },
    },
  },
  'input-times-gradient': {
    en: {
      title: 'Input × gradient',
      about:
        'What each pixel adds to the score, to the first order: its value times the gradient. Pixels of value 0 get nothing. Shrikumar, Greenside, Shcherbina and Kundaje, 2016.',
    },
    'pt-BR': {
      title: 'Entrada × gradiente',
      about:
        'O que cada pixel acrescenta à pontuação, em primeira ordem: o seu valor vezes o gradiente. Pixels de valor 0 não recebem nada. Shrikumar, Greenside, Shcherbina e Kundaje, 2016.',
    },
  },
  'integrated-gradients': {
    en: {
      title: 'Integrated gradients',
      about:
        'What each pixel adds to the score on the way from a baseline to the image. The values add up to the difference of the two scores; the convergence delta is by how much they miss it: with more steps it gets smaller. Sundararajan, Taly and Yan, 2017.',
      parameters: {
        steps: { title: 'Steps', description: 'Points on the way whose gradients are averaged.' },
        baseline: {
          title: 'Baseline',
          description: 'The image that stands for nothing. Pixels equal to it get nothing.',
          options: { black: 'A black image', zero: 'Zero, as the network sees it', mean: "The image's mean" },
        },
      },
      captions: {
        sum: 'Sum of the attributions',
        difference: 'Score less score of the baseline',
        delta: 'Convergence delta',
        share: 'Delta in % of the difference',
      },
    },
    'pt-BR': {
      title: 'Gradientes integrados',
      about:
        'O que cada pixel acrescenta à pontuação no caminho de uma referência até a imagem. A soma dos valores é a diferença entre as duas pontuações; o delta de convergência é quanto falta: com mais passos, ele diminui. Sundararajan, Taly e Yan, 2017.',
      parameters: {
        steps: { title: 'Pontos', description: 'Pontos do caminho cujos gradientes entram na média.' },
        baseline: {
          title: 'Referência',
          description: 'A imagem que representa a ausência de sinal. Pixels iguais a ela não recebem nada.',
          options: {
            black: 'Uma imagem preta',
            zero: 'Zero, como a rede o recebe',
            mean: 'A média da imagem',
          },
        },
      },
      captions: {
        sum: 'Soma das atribuições',
        difference: 'Pontuação menos a da referência',
        delta: 'Delta de convergência',
        share: 'Delta em % da diferença',
      },
    },
  },
  'guided-backpropagation': {
    en: {
      title: 'Guided backpropagation',
      about:
        'The gradient of the score, where each ReLU passes back only what is positive. Sharp, but it changes little with the class or with random weights: it shows edges rather than reasons (Adebayo et al., 2018). Springenberg, Dosovitskiy, Brox and Riedmiller, 2015.',
      parameters: {
        signed: {
          title: 'Show the sign',
          description: 'Red where a brighter pixel raises the score, blue where it lowers it.',
        },
      },
    },
    'pt-BR': {
      title: 'Retropropagação guiada',
      about:
        'O gradiente da pontuação, em que cada ReLU só deixa voltar o que é positivo. É nítido, mas muda pouco com a classe ou com pesos aleatórios: mostra bordas mais do que razões (Adebayo et al., 2018). Springenberg, Dosovitskiy, Brox e Riedmiller, 2015.',
      parameters: {
        signed: {
          title: 'Mostrar o sinal',
          description: 'Vermelho onde um pixel mais claro aumenta a pontuação, azul onde a diminui.',
        },
      },
    },
  },
  'grad-cam': {
    en: {
      title: 'Grad-CAM',
      about:
        'Where the maps of a layer speak for a class: their sum, each weighted with its mean gradient, enlarged to the image. As coarse as the maps of the layer; later layers show objects, earlier ones edges. Selvaraju et al., 2017.',
      parameters: {
        rectified: {
          title: 'Only what speaks for the class',
          description: 'Off, blue shows what speaks against it.',
        },
      },
    },
    'pt-BR': {
      title: 'Grad-CAM',
      about:
        'Onde os mapas de uma camada falam a favor de uma classe: a soma deles, cada um ponderado pela média do seu gradiente, ampliada até a imagem. A resolução é a dos mapas da camada; as últimas camadas mostram objetos, as primeiras, bordas. Selvaraju et al., 2017.',
      parameters: {
        rectified: {
          title: 'Só o que fala a favor da classe',
          description: 'Desligado, o azul mostra o que conta contra a classe.',
        },
      },
    },
  },
  'grad-cam-plus-plus': {
    en: {
      title: 'Grad-CAM++',
      about:
        'Grad-CAM with a weight for each place of a map, so that several objects of a class are all found. Chattopadhay, Sarkar, Howlader and Balasubramanian, 2018.',
      parameters: {
        rectified: {
          title: 'Only what speaks for the class',
          description: 'Off, blue shows what speaks against it.',
        },
      },
    },
    'pt-BR': {
      title: 'Grad-CAM++',
      about:
        'O Grad-CAM com um peso para cada posição de um mapa, para que vários objetos de uma classe sejam todos encontrados. Chattopadhay, Sarkar, Howlader e Balasubramanian, 2018.',
      parameters: {
        rectified: {
          title: 'Só o que fala a favor da classe',
          description: 'Desligado, o azul mostra o que conta contra a classe.',
        },
      },
    },
  },
  occlusion: {
    en: {
      title: 'Occlusion',
      about:
        'How much the score falls when a patch covers that part of the image. Red parts are needed for the class; where blue is covered the score rises. Small patches miss what is said twice. Zeiler and Fergus, 2014.',
      parameters: {
        patch: {
          title: 'Patch',
          description:
            'Side of the patch, as a share of the shorter side of the image. It moves by half of it.',
        },
        cover: {
          title: 'Covered with',
          description: 'The value that the patch has.',
          options: { mean: "The image's mean", zero: 'Zero, as the network sees it' },
        },
      },
    },
    'pt-BR': {
      title: 'Oclusão',
      about:
        'Quanto a pontuação cai quando um quadrado cobre aquela parte da imagem. As partes vermelhas são necessárias para a classe; onde se cobre o azul, a pontuação sobe. Quadrados pequenos não percebem o que está repetido. Zeiler e Fergus, 2014.',
      parameters: {
        patch: {
          title: 'Quadrado',
          description:
            'Lado do quadrado, como fração do menor lado da imagem. Ele se move pela metade disso.',
        },
        cover: {
          title: 'Coberto com',
          description: 'O valor do quadrado.',
          options: { mean: 'A média da imagem', zero: 'Zero, como a rede o recebe' },
        },
      },
    },
  },
  'sanity-check': {
    en: {
      title: 'Sanity check',
      about:
        'Whether a map shows what the network has learned: from the last layer on, the weights are replaced by random ones, and the map is computed again. A map that stays the same explains the image, not the network. Adebayo et al., 2018.',
      parameters: {
        method: {
          title: 'Map',
          description: 'What is computed again.',
          options: {
            gradient: 'Saliency',
            'input-times-gradient': 'Input × gradient',
            'smooth-grad': 'SmoothGrad',
          },
        },
        seed: { title: 'Seed', description: 'Of the random weights.' },
      },
      captions: {
        title: 'From the trained network to one with random weights',
        original: 'As trained',
        last: 'Rank correlation with all layers random',
      },
    },
    'pt-BR': {
      title: 'Teste de sanidade',
      about:
        'Se um mapa mostra o que a rede aprendeu: da última camada para trás, os pesos são trocados por aleatórios, e o mapa é calculado de novo. Um mapa que não muda explica a imagem, não a rede. Adebayo et al., 2018.',
      parameters: {
        method: {
          title: 'Mapa',
          description: 'O que é calculado de novo.',
          options: {
            gradient: 'Saliência',
            'input-times-gradient': 'Entrada × gradiente',
            'smooth-grad': 'SmoothGrad',
          },
        },
        seed: { title: 'Semente', description: 'Dos pesos aleatórios.' },
      },
      captions: {
        title: 'Da rede treinada a uma com pesos aleatórios',
        original: 'Como treinada',
        last: 'Correlação de postos com todas as camadas aleatórias',
      },
    },
  },
  rise: {
    en: {
      title: 'RISE',
      about:
        'What the score is, on average, where random masks keep a pixel, less its average over all masks. It asks the network for nothing but its scores; few masks make it grainy. Petsiuk, Das and Saenko, 2018.',
      parameters: {
        masks: { title: 'Masks', description: 'How many random masks; more is smoother and slower.' },
        cells: { title: 'Cells', description: 'Cells of a mask along each side.' },
        kept: { title: 'Kept', description: 'The share of cells that a mask keeps.' },
      },
    },
    'pt-BR': {
      title: 'RISE',
      about:
        'Qual é a pontuação, em média, quando máscaras aleatórias mantêm um pixel, menos a sua média sobre todas as máscaras. Só usa as pontuações da rede; poucas máscaras deixam o mapa granulado. Petsiuk, Das e Saenko, 2018.',
      parameters: {
        masks: {
          title: 'Máscaras',
          description: 'Quantas máscaras aleatórias; mais máscaras dão um mapa mais suave e mais lento.',
        },
        cells: { title: 'Células', description: 'Células de uma máscara em cada lado.' },
        kept: { title: 'Mantidas', description: 'A fração das células que uma máscara mantém.' },
      },
    },
  },
});
