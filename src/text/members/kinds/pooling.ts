import { kindGroup } from './kind-text.ts';

export const pooling = kindGroup({
  maxPooling2d: {
    en: {
      lesson:
        'Keeps the largest value of each window and forgets where exactly it was. The feature maps get smaller, the layers above see more of the image at once, and a digit moved by a pixel gives nearly the same answer. Each channel is pooled on its own, so the number of channels stays. There is nothing to learn here. The gradient flows only to the largest value of each window. 2x2 with stride 2, the usual choice, keeps one value in four.',
      synonyms: ['maxpool', 'max pool', 'max pooling', 'pool', 'pooling'],
      keywords: ['pool', 'subsampling', 'downsampling', 'reduce', 'shrink', 'maximum', 'image'],
    },
    'pt-BR': {
      lesson:
        'Guarda o maior valor de cada janela e esquece onde exatamente ele estava. Os mapas de características (feature maps) diminuem, as camadas seguintes veem mais da imagem de uma só vez, e um dígito deslocado em um pixel dá quase a mesma resposta. Cada canal é tratado separadamente, portanto o número de canais não muda. Não há nada a aprender aqui. O gradiente flui apenas para o maior valor de cada janela. Uma janela 2x2 com passo (stride) 2, a escolha usual, conserva um valor em cada quatro.',
      synonyms: ['pooling máximo', 'agrupamento máximo', 'subamostragem pelo máximo'],
      keywords: ['subamostragem', 'reduzir', 'encolher', 'diminuir', 'máximo', 'imagem', 'agrupamento'],
    },
  },
  averagePooling2d: {
    en: {
      lesson:
        'Replaces each window by its mean: the feature maps get smaller and smoother, and small shifts of the input matter less. LeNet-5 of 1998 subsamples in this way, with a trained coefficient and bias for each map (Subsampling2D). Unlike in max pooling, every value of a window counts and gets an equal share of the gradient, but a strong answer is diluted by its weak neighbors; most later networks take the maximum instead. It has no weights.',
      synonyms: ['avgpool', 'avg pool', 'average pool', 'mean pooling', 'avg pooling'],
      keywords: ['pool', 'subsampling', 'downsampling', 'reduce', 'shrink', 'mean', 'image', 'lenet'],
    },
    'pt-BR': {
      lesson:
        'Substitui cada janela pela sua média: os mapas de características (feature maps) ficam menores e mais suaves, e pequenos deslocamentos da entrada importam menos. A LeNet-5 de 1998 subamostra dessa forma, com um coeficiente e um viés (bias) treinados por mapa (Subsampling2D). Ao contrário do pooling máximo, todo valor da janela conta e recebe uma parte igual do gradiente, mas uma resposta forte é diluída pelos vizinhos fracos; por isso a maioria das redes posteriores usa o máximo. A camada não tem pesos.',
      synonyms: ['pooling médio', 'pooling pela média', 'agrupamento médio'],
      keywords: ['subamostragem', 'reduzir', 'encolher', 'diminuir', 'média', 'imagem', 'agrupamento'],
    },
  },
  globalAveragePooling2d: {
    en: {
      lesson:
        'Reduces each feature map to one number, its mean. It takes the place of Flatten and large dense layers at the end of modern networks (Lin, Chen and Yan 2013; GoogLeNet, ResNet): no weights, any image size, far less overfitting, and each channel becomes the evidence for something, wherever in the image it was found.',
      synonyms: [
        'gap',
        'global average pooling',
        'global avg pool',
        'global pool',
        'adaptive average pooling',
        'adaptiveavgpool',
      ],
      keywords: ['pool', 'gap', 'mean', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz cada mapa de características (feature map) a um único número, a sua média. Ela ocupa o lugar de Flatten e de grandes camadas densas no fim das redes modernas (Lin, Chen e Yan, 2013; GoogLeNet, ResNet): sem pesos, com imagens de qualquer tamanho e muito menos sobreajuste (overfitting), e cada canal passa a ser evidência de alguma coisa, onde quer que ela tenha sido encontrada na imagem.',
      synonyms: ['pooling médio global', 'média global', 'pooling global'],
      keywords: ['média', 'global'],
    },
  },
  globalMaxPooling2d: {
    en: {
      lesson:
        'Reduces each feature map to one number, its largest value: was the pattern found anywhere at all? It has no weights and takes any image size. Compared with the mean it reacts to the single best match, and only the place where that was found gets a gradient; places that tie all get it.',
      synonyms: ['gmp', 'global max pooling', 'global maxpool', 'adaptive max pooling'],
      keywords: ['pool', 'gmp', 'maximum', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz cada mapa de características (feature map) a um único número, o seu maior valor: o padrão foi encontrado em algum lugar? A camada não tem pesos e aceita imagens de qualquer tamanho. Comparada com a média, reage à melhor correspondência isolada, e só a posição onde ela foi encontrada recebe gradiente; em caso de empate, todas as empatadas recebem.',
      synonyms: ['pooling máximo global', 'máximo global'],
      keywords: ['máximo', 'global'],
    },
  },
  maxPooling1d: {
    en: {
      lesson:
        'Keeps the largest value of each stretch of a sequence, each feature on its own. The sequence gets shorter, and what was found counts more than exactly when. Between convolutions over text or signals it lets the layers above see a longer stretch at once.',
      keywords: ['pool', 'subsampling', 'downsampling', 'maximum', 'sequence', 'temporal'],
    },
    'pt-BR': {
      lesson:
        'Guarda o maior valor de cada trecho de uma sequência, uma característica de cada vez. A sequência fica mais curta, e o que foi encontrado importa mais do que o instante exato. Entre convoluções sobre textos ou sinais, permite que as camadas seguintes vejam um trecho mais longo de uma só vez.',
      keywords: ['subamostragem', 'máximo', 'sequência', 'temporal'],
    },
  },
  averagePooling1d: {
    en: {
      lesson:
        'Replaces each stretch of a sequence by its mean, each feature on its own. The sequence gets shorter and smoother, like a signal that is sampled more slowly after a low-pass filter. Every step counts, so a single strong answer is diluted.',
      keywords: ['pool', 'subsampling', 'downsampling', 'mean', 'sequence', 'temporal'],
    },
    'pt-BR': {
      lesson:
        'Substitui cada trecho de uma sequência pela sua média, uma característica de cada vez. A sequência fica mais curta e mais suave, como um sinal amostrado mais lentamente depois de um filtro passa-baixas. Todos os instantes contam, por isso uma única resposta forte acaba diluída.',
      keywords: ['subamostragem', 'média', 'sequência', 'temporal'],
    },
  },
  globalAveragePooling1d: {
    en: {
      lesson:
        'Reduces a sequence to one vector, the mean of each feature over time. After word vectors it is the bag of words of neural networks: simple, without weights, hard to overfit, blind to order.',
      keywords: ['pool', 'gap', 'mean', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz uma sequência a um único vetor, a média de cada característica ao longo do tempo. Depois de vetores de palavras, é o saco de palavras (bag of words) das redes neurais: simples, sem pesos, difícil de sobreajustar e cega à ordem.',
      keywords: ['média', 'global', 'sequência'],
    },
  },
  globalMaxPooling1d: {
    en: {
      lesson:
        'Reduces a sequence to one vector, the largest value of each feature over time. In the convolutional text classifier of Kim (2014) it answers for each learned phrase whether it occurs anywhere in the sentence, whatever its length.',
      keywords: ['pool', 'gmp', 'maximum', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz uma sequência a um único vetor, o maior valor de cada característica ao longo do tempo. No classificador convolucional de textos de Kim (2014), ela responde, para cada expressão aprendida, se ela ocorre em algum ponto da frase, qualquer que seja o comprimento.',
      keywords: ['máximo', 'global', 'sequência'],
    },
  },
  maxPooling3d: {
    en: {
      lesson:
        'Keeps the largest value of each small block of a volume, each channel on its own. Depth, height and width shrink together, so one 2x2x2 pooling leaves an eighth of the values: in volumes that is what keeps memory and work within bounds.',
      keywords: ['pool', 'subsampling', 'downsampling', 'maximum', 'volume', 'video'],
    },
    'pt-BR': {
      lesson:
        'Guarda o maior valor de cada pequeno bloco de um volume, um canal de cada vez. Profundidade, altura e largura diminuem juntas, e um pooling 2x2x2 deixa um oitavo dos valores: em volumes, é isso que mantém a memória e o custo sob controle.',
      keywords: ['subamostragem', 'máximo', 'volume', 'vídeo'],
    },
  },
  averagePooling3d: {
    en: {
      lesson:
        'Replaces each small block of a volume by its mean, each channel on its own. Depth, height and width shrink together and noise evens out. Every voxel counts; max pooling keeps sharp answers better.',
      keywords: ['pool', 'subsampling', 'downsampling', 'mean', 'volume', 'video'],
    },
    'pt-BR': {
      lesson:
        'Substitui cada pequeno bloco de um volume pela sua média, um canal de cada vez. Profundidade, altura e largura diminuem juntas e o ruído se compensa. Todos os voxels contam; o pooling máximo preserva melhor as respostas nítidas.',
      keywords: ['subamostragem', 'média', 'volume', 'vídeo'],
    },
  },
  globalAveragePooling3d: {
    en: {
      lesson:
        'Reduces each channel of a volume to one number, its mean over depth, height and width. It ends networks for video and scans without the huge dense layer that a flattened volume would need.',
      keywords: ['pool', 'gap', 'mean', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz cada canal de um volume a um único número, a sua média na profundidade, na altura e na largura. Ela encerra redes para vídeos e tomografias sem a enorme camada densa que um volume achatado exigiria.',
      keywords: ['média', 'global', 'volume', 'vídeo'],
    },
  },
  globalMaxPooling3d: {
    en: {
      lesson:
        'Reduces each channel of a volume to one number, its largest value over depth, height and width. It answers whether the pattern was found anywhere in the scan, or at any moment of the video.',
      keywords: ['pool', 'gmp', 'maximum', 'squeeze'],
    },
    'pt-BR': {
      lesson:
        'Reduz cada canal de um volume a um único número, o seu maior valor na profundidade, na altura e na largura. Ela responde se o padrão foi encontrado em algum lugar da tomografia ou em algum momento do vídeo.',
      keywords: ['máximo', 'global', 'volume', 'vídeo'],
    },
  },
  subsampling2d: {
    en: {
      lesson:
        'The pooling of 1998: the values of each window are added, multiplied by a coefficient and shifted by a bias, both trained and shared by the whole map, and squashed by a scaled tanh. With a small coefficient the squash is nearly linear and the layer only blurs; with a large one it acts as a noisy OR or AND of the values, depending on the bias. The coefficient starts at one over the number of values, which makes the sum a mean; switched off, the mean stays and only the bias is trained. Average pooling is what is left when nothing is trained.',
      synonyms: ['subsampling', 'trainable pooling', 's2'],
      keywords: ['pool', 'lenet', '1998', 'downsampling', 'trainable'],
      parameters: {
        poolSize: {
          title: 'Pool size',
          description: 'The extent of the window that becomes one value. Windows do not overlap.',
        },
        useCoefficient: {
          title: 'Coefficient',
          description:
            'Multiplies the sum of each window by a trainable number, one for each channel. Without it, the window is averaged.',
        },
      },
    },
    'pt-BR': {
      lesson:
        'É o pooling de 1998: os valores de cada janela são somados, multiplicados por um coeficiente e deslocados por um viés (bias), ambos treinados e comuns ao mapa inteiro, e comprimidos por uma tangente hiperbólica em escala. Com um coeficiente pequeno, a compressão é quase linear e a camada só desfoca; com um grande, ela age como um OU ou um E ruidoso dos valores, conforme o viés. O coeficiente começa em um sobre o número de valores, o que faz da soma uma média; desligado, fica a média e só o viés é treinado. O pooling médio é o que sobra quando nada é treinado.',
      synonyms: ['subamostragem', 'pooling treinável'],
      keywords: ['subamostragem', 'treinável'],
      parameters: {
        poolSize: {
          title: 'Tamanho da janela',
          description: 'Tamanho da janela que se torna um único valor. As janelas não se sobrepõem.',
        },
        useCoefficient: {
          title: 'Coeficiente',
          description:
            'Multiplica a soma de cada janela por um número treinável, um por canal. Sem ele, usa-se a média da janela.',
        },
      },
    },
  },
});
