import { kindGroup } from './kind-text.ts';

export const regularization = kindGroup({
  dropout: {
    en: {
      lesson:
        'In training, switches off each value at random with the given rate and scales the others up, so that their expected sum stays. No unit can rely on one particular neighbor, so the network learns features that are useful on their own, and overfits less. When the network is used, nothing is dropped. 0.5 is usual between dense layers, 0.1 to 0.3 elsewhere. The training loss may then be higher than the validation loss: that is normal.',
      synonyms: ['drop', 'dropout layer'],
      keywords: ['regularisation', 'overfitting', 'noise'],
      parameters: {
        rate: { title: 'Rate', description: 'The share of values switched off in each training step.' },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, desliga cada valor ao acaso com a taxa dada e amplia os demais, para que a soma esperada se mantenha. Nenhuma unidade pode depender de um vizinho em particular; assim a rede aprende características úteis por si mesmas e sofre menos sobreajuste (overfitting). Quando a rede é usada, nada é desligado. O usual é 0,5 entre camadas densas e de 0,1 a 0,3 nas demais. Com ela, a perda de treino pode ficar maior que a de validação: isso é normal.',
      synonyms: ['camada de dropout', 'descarte'],
      keywords: ['regularização', 'sobreajuste', 'ruído'],
      parameters: {
        rate: { title: 'Taxa', description: 'A fração dos valores desligada em cada iteração de treino.' },
      },
    },
  },
  spatialDropout2d: {
    en: {
      lesson:
        'Dropout that switches off whole feature maps. Neighboring pixels of a map carry nearly the same information, so dropping single pixels hides little; dropping the whole map does. Use it between convolutions where ordinary Dropout has no effect.',
      synonyms: ['channel dropout', 'dropout2d', 'spatial drop'],
      keywords: ['dropout', 'channel dropout', 'regularisation', 'overfitting'],
      parameters: {
        rate: { title: 'Rate', description: 'The share of feature maps switched off in each training step.' },
      },
    },
    'pt-BR': {
      lesson:
        'É um dropout que desliga mapas de características (feature maps) inteiros. Pixels vizinhos de um mapa trazem quase a mesma informação, por isso desligar pixels isolados esconde pouco; desligar o mapa inteiro, sim, esconde. Use-o entre convoluções, onde o Dropout comum não tem efeito.',
      synonyms: ['dropout espacial', 'dropout de canais'],
      keywords: ['regularização', 'sobreajuste', 'canais'],
      parameters: {
        rate: {
          title: 'Taxa',
          description: 'A fração dos mapas de características desligada em cada iteração de treino.',
        },
      },
    },
  },
  spatialDropout1d: {
    en: {
      lesson:
        'Dropout that switches off a feature for the whole sequence. Neighboring steps carry nearly the same information, so dropping single values hides little; dropping the feature everywhere does. After an embedding it takes whole dimensions from all words of a text, the usual way to keep small text classifiers from overfitting.',
      keywords: ['dropout', 'channel dropout', 'word', 'sequence', 'regularisation', 'overfitting'],
      parameters: {
        rate: { title: 'Rate', description: 'The share of features switched off in each training step.' },
      },
    },
    'pt-BR': {
      lesson:
        'É um dropout que desliga uma característica na sequência inteira. Instantes vizinhos trazem quase a mesma informação, por isso desligar valores isolados esconde pouco; desligar a característica em toda parte, sim, esconde. Depois de um embedding, retira dimensões inteiras de todas as palavras de um texto, a forma usual de evitar o sobreajuste (overfitting) em pequenos classificadores de texto.',
      keywords: ['dropout espacial', 'palavra', 'sequência', 'regularização', 'sobreajuste'],
      parameters: {
        rate: {
          title: 'Taxa',
          description: 'A fração das características desligada em cada iteração de treino.',
        },
      },
    },
  },
  spatialDropout3d: {
    en: {
      lesson:
        'Dropout that switches off a channel in the whole volume. Neighboring voxels carry nearly the same information, so dropping single ones hides little; dropping the channel everywhere does. Use it between 3D convolutions where ordinary Dropout has no effect.',
      keywords: ['dropout', 'channel dropout', 'volume', 'video', 'regularisation', 'overfitting'],
      parameters: {
        rate: { title: 'Rate', description: 'The share of channels switched off in each training step.' },
      },
    },
    'pt-BR': {
      lesson:
        'É um dropout que desliga um canal no volume inteiro. Voxels vizinhos trazem quase a mesma informação, por isso desligar voxels isolados esconde pouco; desligar o canal em toda parte, sim, esconde. Use-o entre convoluções 3D, onde o Dropout comum não tem efeito.',
      keywords: ['dropout espacial', 'volume', 'vídeo', 'regularização', 'sobreajuste'],
      parameters: {
        rate: { title: 'Taxa', description: 'A fração dos canais desligada em cada iteração de treino.' },
      },
    },
  },
  alphaDropout: {
    en: {
      lesson:
        'Dropout for networks of SELU units. Instead of to 0 it sets values to where SELU saturates, and corrects scale and offset, so that mean 0 and variance 1, on which such networks rely, survive. With other activations use ordinary Dropout.',
      synonyms: ['selu dropout'],
      keywords: ['dropout', 'selu', 'self-normalizing', 'regularisation'],
      parameters: {
        rate: {
          title: 'Rate',
          description: 'The share of values set to the saturation value in each training step.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É um dropout para redes de unidades SELU. Em vez de zerar, leva os valores ao ponto em que a SELU satura e corrige a escala e o deslocamento, para que a média 0 e a variância 1, das quais essas redes dependem, sobrevivam. Com outras ativações, use o Dropout comum.',
      synonyms: ['dropout selu', 'dropout alfa'],
      keywords: ['regularização', 'autonormalizável'],
      parameters: {
        rate: {
          title: 'Taxa',
          description: 'A fração dos valores levada ao valor de saturação em cada iteração de treino.',
        },
      },
    },
  },
  gaussianDropout: {
    en: {
      lesson:
        'In training, multiplies each value by a random number around 1. Its spread is that of Dropout with the same rate, but nothing is switched off entirely: a softer remedy against overfitting. When the network is used it does nothing.',
      synonyms: ['multiplicative noise'],
      keywords: ['dropout', 'noise', 'multiplicative', 'regularisation'],
      parameters: {
        rate: { title: 'Rate', description: 'Strength of the noise, on the scale of a dropout rate.' },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, multiplica cada valor por um número aleatório em torno de 1. A dispersão é a do Dropout com a mesma taxa, mas nada é desligado por completo: um remédio mais suave contra o sobreajuste (overfitting). Quando a rede é usada, não faz nada.',
      synonyms: ['ruído multiplicativo', 'dropout gaussiano'],
      keywords: ['ruído', 'multiplicativo', 'regularização'],
      parameters: {
        rate: { title: 'Taxa', description: 'Intensidade do ruído, na escala de uma taxa de dropout.' },
      },
    },
  },
  gaussianNoise: {
    en: {
      lesson:
        'In training, adds random numbers to every value, so that the network cannot rely on details smaller than the noise. Right after the input it is the simplest augmentation, and the corruption that a denoising autoencoder learns to undo. When the network is used it does nothing. Choose the deviation with the scale of the values in mind: 0.1 is mild for images between 0 and 1.',
      synonyms: ['noise', 'additive noise', 'white noise'],
      keywords: ['noise', 'additive', 'denoising', 'augmentation', 'regularisation'],
      parameters: {
        stddev: {
          title: 'Deviation',
          description: 'Standard deviation of the noise, in the units of the input.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'No treino, soma números aleatórios a cada valor, para que a rede não possa depender de detalhes menores que o ruído. Logo após a entrada, é o aumento de dados mais simples e também a corrupção que um autoencoder de remoção de ruído (denoising autoencoder) aprende a desfazer. Quando a rede é usada, não faz nada. Escolha o desvio de acordo com a escala dos valores: 0,1 é suave para imagens entre 0 e 1.',
      synonyms: ['ruído', 'ruído gaussiano', 'ruído aditivo', 'ruído branco'],
      keywords: ['ruído', 'aditivo', 'aumento de dados', 'regularização'],
      parameters: {
        stddev: {
          title: 'Desvio',
          description: 'Desvio padrão do ruído, nas unidades da entrada.',
        },
      },
    },
  },
});
