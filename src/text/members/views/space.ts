import type { FieldTexts } from '../../describe.ts';
import { group } from '../members.ts';
import { splitNames } from './examples.ts';
import type { ViewText } from './view-text.ts';

/** The options that all of them have. */
const shared = {
  en: {
    split: {
      title: 'Examples of',
      description: 'The part of the data that is laid out.',
      options: splitNames.en,
    },
    examples: {
      title: 'Examples',
      description: 'How many, spread evenly over the data. Layers with large maps have room for fewer.',
    },
    color: {
      title: 'Color',
      description: 'What the points are colored by.',
      options: {
        class: 'What examples come with',
        predicted: 'Predicted class',
        right: 'Right or wrong',
        certainty: 'Certainty',
        number: 'A number that goes in',
      },
    },
    column: { title: 'Column', description: 'Which number of the input, counted from 0.' },
  },
  pt: {
    split: {
      title: 'Exemplos de',
      description: 'A parte dos dados que é mostrada.',
      options: splitNames.pt,
    },
    examples: {
      title: 'Exemplos',
      description: 'Quantos, espalhados por igual pelos dados. Camadas com mapas grandes comportam menos.',
    },
    color: {
      title: 'Cor',
      description: 'O que dá a cor aos pontos.',
      options: {
        class: 'O que acompanha os exemplos',
        predicted: 'Classe predita',
        right: 'Acerto ou erro',
        certainty: 'Certeza',
        number: 'Um número da entrada',
      },
    },
    column: { title: 'Coluna', description: 'Qual número da entrada, contado a partir de 0.' },
  },
} satisfies Readonly<Record<string, FieldTexts>>;

const words = {
  en: {
    x: 'first axis of the layout',
    y: 'second axis',
    trust: 'Trustworthiness (10 neighbors)',
    count: 'Examples',
  },
  pt: {
    x: 'primeiro eixo do mapa',
    y: 'segundo eixo',
    trust: 'Confiabilidade (10 vizinhos)',
    count: 'Exemplos',
  },
};

/** Views of how a layer arranges examples. */
export const spaceViews = group<ViewText>()({
  pca: {
    en: {
      title: 'PCA',
      about:
        'The outputs of the layer along the two directions in which they differ most. Distances are true as far as the two components explain the variance; classes that lie together may still be apart in others. Pearson, 1901; as in scikit-learn.',
      parameters: shared.en,
      captions: {
        explained: 'Variance that the first components explain together',
        component: 'Component',
        share: 'Share of the variance',
        sum: 'sum of the shares',
      },
    },
    'pt-BR': {
      title: 'PCA',
      about:
        'As saídas da camada ao longo das duas direções em que elas mais diferem (análise de componentes principais). As distâncias são verdadeiras na medida em que os dois componentes explicam a variância; classes que ficam juntas podem estar separadas em outras. Pearson, 1901; como no scikit-learn.',
      parameters: shared.pt,
      captions: {
        explained: 'Variância que os primeiros componentes explicam juntos',
        component: 'Componente',
        share: 'Fração da variância',
        sum: 'soma das frações',
      },
    },
  },
  tsne: {
    en: {
      title: 't-SNE',
      about:
        'Examples that the layer sees alike lie together. Groups tell; distances between groups, their sizes and the axes do not. Another perplexity gives another picture. Trustworthiness is how far neighbors here are neighbors in the layer, 1 at best. Van der Maaten and Hinton, 2008.',
      parameters: {
        ...shared.en,
        perplexity: { title: 'Perplexity', description: 'About how many neighbors each example has.' },
        iterations: { title: 'Iterations', description: 'More settle it further.' },
      },
      captions: words.en,
    },
    'pt-BR': {
      title: 't-SNE',
      about:
        'Exemplos que a camada vê como parecidos ficam juntos. Os grupos dizem algo; as distâncias entre os grupos, os tamanhos deles e os eixos, não. Outra perplexidade dá outra figura. A confiabilidade (trustworthiness) é quanto os vizinhos aqui são vizinhos na camada, no máximo 1. Van der Maaten e Hinton, 2008.',
      parameters: {
        ...shared.pt,
        perplexity: {
          title: 'Perplexidade',
          description: 'Quantos vizinhos cada exemplo tem, aproximadamente.',
        },
        iterations: { title: 'Iterações', description: 'Mais iterações assentam melhor a figura.' },
      },
      captions: words.pt,
    },
  },
  umap: {
    en: {
      title: 'UMAP',
      about:
        'Examples that the layer sees alike lie together; faster than t-SNE for many, and it keeps more of how groups lie to each other. Axes mean nothing. Few neighbors show detail, many show the whole. Trustworthiness is how far neighbors here are neighbors in the layer, 1 at best. McInnes, Healy and Melville, 2018.',
      parameters: {
        ...shared.en,
        neighbors: { title: 'Neighbors', description: 'Few show detail, many show the whole.' },
        minDistance: { title: 'Least distance', description: 'How near examples may lie to each other.' },
      },
      captions: words.en,
    },
    'pt-BR': {
      title: 'UMAP',
      about:
        'Exemplos que a camada vê como parecidos ficam juntos; é mais rápido do que o t-SNE para muitos exemplos e preserva mais a posição relativa dos grupos. Os eixos não significam nada. Poucos vizinhos mostram detalhes, muitos mostram o todo. A confiabilidade (trustworthiness) é quanto os vizinhos aqui são vizinhos na camada, no máximo 1. McInnes, Healy e Melville, 2018.',
      parameters: {
        ...shared.pt,
        neighbors: { title: 'Vizinhos', description: 'Poucos mostram detalhes, muitos mostram o todo.' },
        minDistance: {
          title: 'Distância mínima',
          description: 'Quão perto os exemplos podem ficar uns dos outros.',
        },
      },
      captions: words.pt,
    },
  },
  'autoencoder-pca': {
    en: {
      title: 'Autoencoder and PCA',
      about:
        'The network beside principal components with as many numbers as its code, on the same examples: what each gives back of them, how large the errors are, and the plane that each makes. A deep autoencoder keeps more with the same numbers because it may bend the plane; with a code of two numbers the map is the code itself. Choose the layer that holds the code. Hinton and Salakhutdinov, 2006.',
      parameters: {
        split: {
          title: 'Examples of',
          description: 'The part of the data that is given back.',
          options: splitNames.en,
        },
        examples: { title: 'Examples', description: 'How many, spread evenly over the data.' },
        count: { title: 'Shown', description: 'How many are shown one by one.' },
      },
      captions: {
        images: 'Input, the network’s reconstruction, PCA’s',
        network: 'autoencoder',
        pca: 'PCA',
        numbers: 'Numbers of the code',
        'error-network': 'Mean squared error, autoencoder',
        'error-pca': 'Mean squared error, PCA',
        examples: 'Examples',
        'plane-network': 'The code of the autoencoder',
        'plane-code': 'The code of the autoencoder, its first two principal components',
        'plane-pca': 'The first two principal components of the input',
      },
    },
    'pt-BR': {
      title: 'Autoencoder e PCA',
      about:
        'A rede ao lado de componentes principais com tantos números quanto o seu código, nos mesmos exemplos: o que cada um devolve deles, o tamanho dos erros, e o plano que cada um forma. Um autoencoder profundo guarda mais com os mesmos números porque pode curvar o plano; com um código de dois números o mapa é o próprio código. Escolha a camada que contém o código. Hinton e Salakhutdinov, 2006.',
      parameters: {
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados que é devolvida.',
          options: splitNames.pt,
        },
        examples: { title: 'Exemplos', description: 'Quantos, espalhados por igual pelos dados.' },
        count: { title: 'Mostrados', description: 'Quantos são mostrados um a um.' },
      },
      captions: {
        images: 'Entrada, reconstrução da rede, reconstrução da PCA',
        network: 'autoencoder',
        pca: 'PCA',
        numbers: 'Números do código',
        'error-network': 'Erro quadrático médio, autoencoder',
        'error-pca': 'Erro quadrático médio, PCA',
        examples: 'Exemplos',
        'plane-network': 'O código do autoencoder',
        'plane-code': 'O código do autoencoder, seus dois primeiros componentes principais',
        'plane-pca': 'Os dois primeiros componentes principais da entrada',
      },
    },
  },
  'autoencoder-lsa': {
    en: {
      title: 'Autoencoder and LSA',
      about:
        'The codes of documents beside latent semantic analysis (LSA): the leading singular vectors of the table of documents and words, as scikit-learn’s TruncatedSVD, learned from the training examples. Above, the plane that each makes; below, of the documents that are most similar by the cosine of their codes, the share of the same class, every document once the query. Hinton and Salakhutdinov, 2006, figure 4; LSA: Deerwester et al., 1990.',
      parameters: {
        split: {
          title: 'Examples of',
          description: 'The part of the data that is laid out.',
          options: splitNames.en,
        },
        examples: {
          title: 'Examples',
          description: 'How many are laid out, and from how many training examples LSA learns.',
        },
      },
      captions: {
        'plane-network': 'The code of the autoencoder',
        'plane-code': 'The code of the autoencoder, its first two principal components',
        'plane-lsa': 'LSA with two numbers',
        retrieval: 'Similar documents of the same class',
        'looked-up': 'log2(1 + documents looked up)',
        share: 'Share of the same class',
      },
    },
    'pt-BR': {
      title: 'Autoencoder e LSA',
      about:
        'Os códigos de documentos ao lado da análise semântica latente (LSA): os principais vetores singulares da tabela de documentos e palavras, como o TruncatedSVD do scikit-learn, aprendidos dos exemplos de treino. Em cima, o plano que cada um forma; embaixo, dos documentos mais semelhantes pelo cosseno dos códigos, a fração da mesma classe, cada documento uma vez como consulta. Hinton e Salakhutdinov, 2006, figura 4; LSA: Deerwester et al., 1990.',
      parameters: {
        split: {
          title: 'Exemplos de',
          description: 'A parte dos dados que é mostrada.',
          options: splitNames.pt,
        },
        examples: {
          title: 'Exemplos',
          description: 'Quantos são mostrados, e de quantos exemplos de treino a LSA aprende.',
        },
      },
      captions: {
        'plane-network': 'O código do autoencoder',
        'plane-code': 'O código do autoencoder, seus dois primeiros componentes principais',
        'plane-lsa': 'LSA com dois números',
        retrieval: 'Documentos semelhantes da mesma classe',
        'looked-up': 'log2(1 + documentos procurados)',
        share: 'Fração da mesma classe',
      },
    },
  },
});
