import type { FieldTexts } from '../../describe.ts';
import { group } from '../members.ts';
import { splitNames } from './examples.ts';
import type { ViewText } from './view-text.ts';

/** The options that all of them have. */
const split = {
  en: {
    split: {
      title: 'Examples',
      description: 'The part of the data that is answered.',
      options: splitNames.en,
    },
  },
  pt: {
    split: {
      title: 'Exemplos',
      description: 'A parte dos dados que é respondida.',
      options: splitNames.pt,
    },
  },
} satisfies Readonly<Record<string, FieldTexts>>;

const count = {
  en: { count: { title: 'Images', description: 'How many are shown.' } },
  pt: { count: { title: 'Imagens', description: 'Quantas são mostradas.' } },
} satisfies Readonly<Record<string, FieldTexts>>;

/** Views of how right the answers are over a part of the data. */
export const errorViews = group<ViewText>()({
  confusion: {
    en: {
      title: 'Confusion matrix',
      about:
        'How often each actual class (row) is predicted as each class (column). The diagonal is right; a dark cell elsewhere is a confusion worth looking at. As rates, each row adds up to 1, so that rare classes are seen. As in scikit-learn.',
      parameters: {
        ...split.en,
        cells: {
          title: 'Cells',
          description: 'What the cells hold.',
          options: { counts: 'Counts', rates: 'Rates by actual class' },
        },
      },
      captions: {
        counts: 'Examples by actual class (row) and predicted class (column)',
        rates: 'Share of each actual class (row) predicted as each class (column)',
        corner: 'actual',
        accuracy: 'Accuracy',
        examples: 'Examples',
        mistakes: 'Mistakes',
      },
    },
    'pt-BR': {
      title: 'Matriz de confusão',
      about:
        'Quantas vezes cada classe real (linha) é predita como cada classe (coluna). A diagonal são os acertos; uma célula escura fora dela é uma confusão que vale a pena olhar. Em taxas, cada linha soma 1, e classes raras também aparecem. Como no scikit-learn.',
      parameters: {
        ...split.pt,
        cells: {
          title: 'Células',
          description: 'O que as células contêm.',
          options: { counts: 'Contagens', rates: 'Taxas por classe real' },
        },
      },
      captions: {
        counts: 'Exemplos por classe real (linha) e classe predita (coluna)',
        rates: 'Fração de cada classe real (linha) predita como cada classe (coluna)',
        corner: 'real',
        accuracy: 'Acurácia',
        examples: 'Exemplos',
        mistakes: 'Erros',
      },
    },
  },
  'confused-images': {
    en: {
      title: 'Images of one confusion',
      about:
        'The images of one class that are predicted as one class, right or wrong: what a cell of the confusion matrix counts. Click a cell there to come here.',
      parameters: {
        ...split.en,
        frequent: {
          title: 'Most frequent confusion',
          description: 'Off, choose the classes, or click a cell of the confusion matrix.',
        },
        actual: { title: 'Actual class', description: 'By its number, counted from 0.' },
        predicted: { title: 'Predicted class', description: 'By its number, counted from 0.' },
        ...count.en,
      },
    },
    'pt-BR': {
      title: 'Imagens de uma confusão',
      about:
        'As imagens de uma classe que são preditas como uma classe, certas ou erradas: o que uma célula da matriz de confusão conta. Clique lá em uma célula para vir para cá.',
      parameters: {
        ...split.pt,
        frequent: {
          title: 'Confusão mais frequente',
          description: 'Desligado, escolha as classes, ou clique em uma célula da matriz de confusão.',
        },
        actual: { title: 'Classe real', description: 'Pelo seu número, contado a partir de 0.' },
        predicted: { title: 'Classe predita', description: 'Pelo seu número, contado a partir de 0.' },
        ...count.pt,
      },
    },
  },
  'class-report': {
    en: {
      title: 'Precision and recall by class',
      about:
        'Precision: of what is predicted as the class, how much is. Recall: of the class, how much is found. F1 is their harmonic mean, support the number of examples. 0 where nothing was predicted as the class or nothing is of it, as in scikit-learn.',
      parameters: split.en,
      captions: {
        precision: 'precision',
        recall: 'recall',
        f1: 'F1',
        support: 'support',
        macro: 'mean over classes',
        weighted: 'mean over examples',
      },
    },
    'pt-BR': {
      title: 'Precisão e revocação por classe',
      about:
        'Precisão: do que é predito como a classe, quanto é dela. Revocação (recall): da classe, quanto é encontrado. F1 é a média harmônica das duas; suporte é o número de exemplos. 0 quando nada foi predito como a classe ou nada é dela, como no scikit-learn.',
      parameters: split.pt,
      captions: {
        precision: 'precisão',
        recall: 'revocação',
        f1: 'F1',
        support: 'suporte',
        macro: 'média das classes',
        weighted: 'média dos exemplos',
      },
    },
  },
  roc: {
    en: {
      title: 'ROC curves',
      about:
        'Of each class against all others: the share of the class that is found (up) for the share of the others taken for it (right), at every threshold. The area below is in parentheses: 1 is perfect, 0.5 is chance. Classes without examples have no curve. As in scikit-learn.',
      parameters: split.en,
      captions: {
        x: 'False positive rate',
        y: 'True positive rate',
        chance: 'chance',
        area: 'area below the curve',
        mean: 'mean over classes',
      },
    },
    'pt-BR': {
      title: 'Curvas ROC',
      about:
        'De cada classe contra todas as outras: a fração da classe que é encontrada (para cima) para a fração das outras tomada por ela (para a direita), em cada limiar. A área sob a curva está entre parênteses: 1 é perfeito, 0,5 é o acaso. Classes sem exemplos não têm curva. Como no scikit-learn.',
      parameters: split.pt,
      captions: {
        x: 'Taxa de falsos positivos',
        y: 'Taxa de verdadeiros positivos',
        chance: 'acaso',
        area: 'área sob a curva',
        mean: 'média das classes',
      },
    },
  },
  'precision-recall': {
    en: {
      title: 'Precision-recall curves',
      about:
        'Of each class against all others: how precise the network is (up) when it finds that share of the class (right). The average precision is in parentheses. It tells more than ROC where a class is rare. As in scikit-learn.',
      parameters: split.en,
      captions: { x: 'Recall', y: 'Precision', area: 'average precision', mean: 'mean over classes' },
    },
    'pt-BR': {
      title: 'Curvas de precisão e revocação',
      about:
        'De cada classe contra todas as outras: quão precisa é a rede (para cima) quando encontra aquela fração da classe (para a direita). A precisão média está entre parênteses. Diz mais do que a ROC quando uma classe é rara. Como no scikit-learn.',
      parameters: split.pt,
      captions: { x: 'Revocação', y: 'Precisão', area: 'precisão média', mean: 'média das classes' },
    },
  },
  calibration: {
    en: {
      title: 'Calibration',
      about:
        'Whether the network is right as often as it is sure: below the dashed line it is too sure, above it too modest. The expected calibration error is the mean distance from the line, by examples. Guo, Pleiss, Sun and Weinberger, 2017; bins as in scikit-learn.',
      parameters: {
        ...split.en,
        bins: { title: 'Bins', description: 'Spans of confidence of equal width; empty ones are left out.' },
      },
      captions: {
        confidence: 'Confidence',
        accuracy: 'Accuracy',
        network: 'the network',
        perfect: 'as sure as right',
        error: 'Expected calibration error',
        mean: 'Mean confidence',
        examples: 'Examples',
      },
    },
    'pt-BR': {
      title: 'Calibração',
      about:
        'Se a rede acerta tantas vezes quanto tem certeza: abaixo da linha tracejada ela é confiante demais, acima, modesta demais. O erro de calibração esperado é a distância média até a linha, pelos exemplos. Guo, Pleiss, Sun e Weinberger, 2017; faixas como no scikit-learn.',
      parameters: {
        ...split.pt,
        bins: {
          title: 'Faixas',
          description: 'Faixas de confiança da mesma largura; as vazias não aparecem.',
        },
      },
      captions: {
        confidence: 'Confiança',
        accuracy: 'Acurácia',
        network: 'a rede',
        perfect: 'calibração perfeita',
        error: 'Erro de calibração esperado',
        mean: 'Confiança média',
        examples: 'Exemplos',
      },
    },
  },
  'most-confident-mistakes': {
    en: {
      title: 'Most confident mistakes',
      about:
        'The images of which the network was surest, and wrong. Often they are mislabeled, or hard for people too; if not, they show what the network goes by.',
      parameters: { ...split.en, ...count.en },
    },
    'pt-BR': {
      title: 'Erros mais confiantes',
      about:
        'As imagens em que a rede tinha mais certeza e errou. Muitas vezes o rótulo está errado, ou a imagem é difícil também para as pessoas; se não, elas mostram em que a rede se baseia.',
      parameters: { ...split.pt, ...count.pt },
    },
  },
  'least-certain-hits': {
    en: {
      title: 'Least certain hits',
      about:
        'The images of which the network was least sure, and right: what lies at the border between classes. More examples like these teach the most.',
      parameters: { ...split.en, ...count.en },
    },
    'pt-BR': {
      title: 'Acertos menos confiantes',
      about:
        'As imagens em que a rede tinha menos certeza e acertou: o que fica na fronteira entre classes. Mais exemplos como estes são os que mais ensinam.',
      parameters: { ...split.pt, ...count.pt },
    },
  },
});
