import { kindGroup } from './kind-text.ts';

export const recurrent = kindGroup({
  embedding: {
    en: {
      lesson:
        'Turns symbols, such as the words of a text, into vectors that are learned. Each symbol is a number, and the layer looks up its row in a table. In training, words that are used alike move close together, so that what is learned about one serves the other. It must be the first layer after the input, and its input must be whole numbers from 0 to vocabulary - 1.',
      synonyms: ['embed', 'word embedding', 'lookup table', 'word vectors', 'word2vec'],
      keywords: ['text', 'words', 'tokens', 'vocabulary', 'lookup', 'word2vec'],
      parameters: {
        inputDim: {
          title: 'Vocabulary',
          description: 'How many different symbols there are; they are numbered from 0.',
        },
        outputDim: { title: 'Features', description: 'Length of the vector that stands for a symbol.' },
      },
    },
    'pt-BR': {
      lesson:
        'Transforma símbolos, como as palavras de um texto, em vetores aprendidos. Cada símbolo é um número, e a camada busca a linha dele em uma tabela. No treino, palavras usadas de forma parecida se aproximam, de modo que o que se aprende sobre uma serve à outra. Ela deve ser a primeira camada depois da entrada, e a entrada deve conter números inteiros de 0 a vocabulário - 1.',
      synonyms: ['vetores de palavras', 'tabela de busca', 'incorporação'],
      keywords: ['texto', 'palavras', 'vocabulário', 'busca'],
      parameters: {
        inputDim: {
          title: 'Vocabulário',
          description: 'Quantos símbolos diferentes existem; eles são numerados a partir de 0.',
        },
        outputDim: {
          title: 'Características',
          description: 'Comprimento do vetor que representa um símbolo.',
        },
      },
    },
  },
  lstm: {
    en: {
      lesson:
        'Reads a sequence step by step and carries a memory along. Three gates, small layers that answer between 0 and 1, decide at each step what of the memory to forget, what to write, and what to show. Because the memory is changed by addition, gradients reach back over hundreds of steps where a plain recurrent layer loses them. The last output sums up the sequence; to stack layers, let all but the last return sequences.',
      synonyms: ['rnn', 'recurrent', 'long short term memory'],
      keywords: ['recurrent', 'rnn', 'sequence', 'memory', 'text', 'time series'],
    },
    'pt-BR': {
      lesson:
        'Lê uma sequência instante por instante e carrega uma memória consigo. Três portas (gates), pequenas camadas que respondem entre 0 e 1, decidem a cada instante o que esquecer da memória, o que escrever nela e o que mostrar. Como a memória muda por adição, os gradientes alcançam centenas de instantes atrás, onde uma camada recorrente simples os perde. A última saída resume a sequência; para empilhar camadas, faça todas, menos a última, devolverem sequências.',
      synonyms: ['recorrente', 'rede recorrente', 'memória de longo prazo'],
      keywords: ['recorrente', 'sequência', 'memória', 'texto', 'série temporal'],
    },
  },
  gru: {
    en: {
      lesson:
        'A lighter relative of the LSTM: one state instead of two, two gates instead of three, about a quarter fewer weights. The update gate mixes the old state with a new candidate, the reset gate decides how much of the old state the candidate may see. On most tasks it does as well as an LSTM and trains faster.',
      synonyms: ['rnn', 'recurrent', 'gated recurrent unit'],
      keywords: ['recurrent', 'rnn', 'gated', 'sequence', 'text', 'time series'],
    },
    'pt-BR': {
      lesson:
        'É uma parente mais leve da LSTM: um estado em vez de dois, duas portas (gates) em vez de três, cerca de um quarto a menos de pesos. A porta de atualização mistura o estado antigo com um novo candidato; a de reinício decide quanto do estado antigo o candidato pode ver. Na maioria das tarefas, sai-se tão bem quanto uma LSTM e treina mais rápido.',
      synonyms: ['recorrente', 'unidade recorrente com portas'],
      keywords: ['recorrente', 'portas', 'sequência', 'texto', 'série temporal'],
    },
  },
  bidirectional: {
    en: {
      lesson:
        'Reads a sequence twice, from the front and from the back, with weights of its own for each, and joins the answers. At every step the output then knows what comes before and what comes after, which is needed to tell what a word means. It is of no use where the future is not known yet, as in a forecast.',
      synonyms: ['bilstm', 'bigru', 'birnn', 'rnn'],
      keywords: ['recurrent', 'rnn', 'lstm', 'gru', 'bilstm', 'sequence'],
      parameters: {
        layer: { title: 'Layer', description: 'The recurrent layer that reads in each direction.' },
        mergeMode: {
          title: 'Merge',
          description:
            'How the two directions become one output: side by side, added, multiplied or averaged.',
          options: { concat: 'concatenate', sum: 'sum', mul: 'multiply', ave: 'average' },
        },
      },
    },
    'pt-BR': {
      lesson:
        'Lê uma sequência duas vezes, do começo e do fim, com pesos próprios para cada sentido, e une as respostas. Assim, a cada instante, a saída conhece o que vem antes e o que vem depois, como é preciso para saber o que uma palavra significa. Não serve onde o futuro ainda não é conhecido, como em uma previsão.',
      synonyms: ['bidirecional', 'recorrente bidirecional'],
      keywords: ['recorrente', 'sequência', 'dois sentidos'],
      parameters: {
        layer: { title: 'Camada', description: 'A camada recorrente que lê em cada sentido.' },
        mergeMode: {
          title: 'União',
          description:
            'Como os dois sentidos viram uma saída: lado a lado, somados, multiplicados ou pela média.',
          options: { concat: 'concatenar', sum: 'somar', mul: 'multiplicar', ave: 'média' },
        },
      },
    },
  },
  timeDistributed: {
    en: {
      lesson:
        'Applies one layer to every step of a sequence, each time with the same weights: for example a convolution to every frame of a video, before an LSTM reads what the frames contain. The steps do not see each other here; that is for the layers above.',
      synonyms: ['per step', 'per frame', 'wrapper'],
      keywords: ['sequence', 'video', 'wrapper', 'frames', 'every step'],
      parameters: {
        layer: { title: 'Layer', description: 'The kind of layer that is applied to every step.' },
        params: {
          title: 'Its parameters',
          description: 'Parameters of that layer; what is left out has its default.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'Aplica uma mesma camada a cada instante de uma sequência, sempre com os mesmos pesos: por exemplo, uma convolução a cada quadro de um vídeo, antes que uma LSTM leia o que os quadros contêm. Aqui os instantes não se veem; isso cabe às camadas seguintes.',
      synonyms: ['distribuída no tempo', 'por instante', 'por quadro'],
      keywords: ['sequência', 'vídeo', 'quadros', 'cada instante'],
      parameters: {
        layer: { title: 'Camada', description: 'O tipo de camada aplicado a cada instante.' },
        params: {
          title: 'Seus parâmetros',
          description: 'Parâmetros dessa camada; o que for omitido tem o valor padrão.',
        },
      },
    },
  },
});
