import { group } from './members.ts';
import type { Lesson, Named } from './texts.ts';

/** What is measured after each epoch. */
export const metrics = group<Named & Lesson>()({
  accuracy: {
    en: {
      title: 'Accuracy',
      name: 'accuracy',
      lesson:
        'The share of examples whose largest output is the true class. Every run measures it. Where one class is much more frequent than the others, always guessing that class is accurate and useless: look at F1 there.',
    },
    'pt-BR': {
      title: 'Acurácia',
      name: 'acurácia',
      lesson:
        'A fração dos exemplos cuja maior saída é a da classe verdadeira. Toda execução a mede. Quando uma classe é muito mais frequente que as outras, responder sempre essa classe dá acurácia alta e não serve para nada: nesse caso, veja o F1.',
    },
  },
  top3: {
    en: {
      title: 'Top-3 accuracy',
      name: 'top-3 accuracy',
      lesson:
        'The share of examples whose true class is among the 3 largest outputs. With many classes that look alike, it shows whether the network was nearly right; ImageNet is judged by the best five.',
    },
    'pt-BR': {
      title: 'Acurácia top-3',
      name: 'acurácia top-3',
      lesson:
        'A fração dos exemplos cuja classe verdadeira está entre as 3 maiores saídas. Com muitas classes parecidas, mostra se a rede quase acertou; no ImageNet, contam as cinco melhores.',
    },
  },
  top5: {
    en: {
      title: 'Top-5 accuracy',
      name: 'top-5 accuracy',
      lesson:
        'The share of examples whose true class is among the 5 largest outputs. With many classes that look alike, it shows whether the network was nearly right; ImageNet is judged by it.',
    },
    'pt-BR': {
      title: 'Acurácia top-5',
      name: 'acurácia top-5',
      lesson:
        'A fração dos exemplos cuja classe verdadeira está entre as 5 maiores saídas. Com muitas classes parecidas, mostra se a rede quase acertou; é a medida usada no ImageNet.',
    },
  },
  precision: {
    en: {
      title: 'Precision',
      name: 'precision',
      lesson:
        'Of the examples predicted to be of a class, the share that belong to it; the mean over the classes, each counting the same. Low precision means false alarms.',
    },
    'pt-BR': {
      title: 'Precisão',
      name: 'precisão',
      lesson:
        'Dos exemplos que a rede atribuiu a uma classe, a fração que de fato pertence a ela; a média entre as classes, todas com o mesmo peso. Precisão baixa significa alarmes falsos.',
    },
  },
  recall: {
    en: {
      title: 'Recall',
      name: 'recall',
      lesson:
        'Of the examples of a class, the share that were found; the mean over the classes, each counting the same. Low recall means that examples are missed.',
    },
    'pt-BR': {
      title: 'Revocação (recall)',
      name: 'revocação (recall)',
      lesson:
        'Dos exemplos de uma classe, a fração que foi encontrada; a média entre as classes, todas com o mesmo peso. Revocação baixa significa que exemplos deixam de ser encontrados.',
    },
  },
  f1: {
    en: {
      title: 'F1',
      name: 'F1',
      lesson:
        'Precision and recall in one number, their harmonic mean: high only where both are. The mean over the classes, each counting the same, so that a rare class matters as much as a frequent one.',
    },
    'pt-BR': {
      title: 'F1',
      name: 'F1',
      lesson:
        'Precisão e revocação (recall) em um só número, a média harmônica das duas: só é alto quando ambas são. A média entre as classes, todas com o mesmo peso: uma classe rara conta tanto quanto uma frequente.',
    },
  },
  auc: {
    en: {
      title: 'AUC',
      name: 'AUC',
      lesson:
        'The area under the ROC curve, each class against the rest, averaged over the classes: the chance that an example of a class gets a larger output for it than an example of another class does. 0.5 is guessing, 1 is perfect. It does not depend on the decision threshold.',
    },
    'pt-BR': {
      title: 'AUC',
      name: 'AUC',
      lesson:
        'A área sob a curva ROC, cada classe contra as demais, em média entre as classes: a chance de que um exemplo de uma classe tenha, para ela, uma saída maior que um exemplo de outra classe. 0,5 é chute, 1 é perfeito. Não depende do limiar de decisão.',
    },
  },
  iou: {
    en: {
      title: 'IoU',
      name: 'IoU',
      lesson:
        'Intersection over union: of the pixels that were predicted to be of a class or belong to it, the share that are both. The mean over the classes, each counting the same. 1 is a perfect mask; an object missed by a few pixels all around already costs a lot.',
    },
    'pt-BR': {
      title: 'IoU',
      name: 'IoU',
      lesson:
        'Interseção sobre união: dos pixels que a rede atribuiu a uma classe ou que pertencem a ela, a fração em que as duas coisas valem. A média entre as classes, todas com o mesmo peso. 1 é uma máscara perfeita; errar alguns pixels em toda a volta de um objeto já custa caro.',
    },
  },
  dice: {
    en: {
      title: 'Dice coefficient',
      name: 'Dice coefficient',
      lesson:
        'Twice the overlap of the predicted and the true pixels of a class, divided by their sum: the F1 of the pixels. The mean over the classes. It is never below the IoU and usual in medicine.',
    },
    'pt-BR': {
      title: 'Coeficiente de Dice',
      name: 'coeficiente de Dice',
      lesson:
        'O dobro da sobreposição entre os pixels preditos e os verdadeiros de uma classe, dividido pela soma dos dois: o F1 dos pixels. A média entre as classes. Nunca é menor que a IoU e é usual na medicina.',
    },
  },
  meanAbsoluteError: {
    en: {
      title: 'Mean absolute error',
      name: 'mean absolute error',
      lesson:
        'How far off each value is, on average, in the values’ own units: with pixels from 0 to 1, an error of 0.05 is 5 % of the way from black to white.',
    },
    'pt-BR': {
      title: 'Erro absoluto médio',
      name: 'erro absoluto médio',
      lesson:
        'Quanto cada valor erra, em média, na unidade dos próprios valores: com pixels de 0 a 1, um erro de 0,05 é 5% do caminho do preto ao branco.',
    },
  },
  meanSquaredError: {
    en: {
      title: 'Mean squared error',
      name: 'mean squared error',
      lesson:
        'The mean of the squared differences: a few large errors weigh more than many small ones. Comparable between runs that were trained with different losses.',
    },
    'pt-BR': {
      title: 'Erro quadrático médio',
      name: 'erro quadrático médio',
      lesson:
        'A média das diferenças ao quadrado: poucos erros grandes pesam mais que muitos pequenos. Permite comparar execuções treinadas com perdas diferentes.',
    },
  },
  rootMeanSquaredError: {
    en: {
      title: 'Root mean squared error',
      name: 'root mean squared error',
      lesson:
        'The square root of the mean squared error: a typical error in the units of the values, in which large errors weigh more than in the mean absolute error.',
    },
    'pt-BR': {
      title: 'Raiz do erro quadrático médio',
      name: 'raiz do erro quadrático médio',
      lesson:
        'A raiz quadrada do erro quadrático médio: um erro típico na unidade dos valores, em que erros grandes pesam mais do que no erro absoluto médio.',
    },
  },
  r2: {
    en: {
      title: 'R²',
      name: 'R²',
      lesson:
        'The share of the spread of the true numbers that the network explains. 1 is perfect, 0 is no better than always predicting their mean, and less than 0 is worse than that.',
    },
    'pt-BR': {
      title: 'R²',
      name: 'R²',
      lesson:
        'A fração da variação dos números verdadeiros que a rede explica. 1 é perfeito, 0 não é melhor que prever sempre a média deles, e abaixo de 0 é pior que isso.',
    },
  },
});

/** What can be watched in every run. */
export const figures = group<Named>()({
  loss: {
    en: { title: 'Training loss', name: 'training loss' },
    'pt-BR': { title: 'Perda de treino', name: 'perda de treino' },
  },
  accuracy: {
    en: { title: 'Training accuracy', name: 'training accuracy' },
    'pt-BR': { title: 'Acurácia de treino', name: 'acurácia de treino' },
  },
  valLoss: {
    en: { title: 'Validation loss', name: 'validation loss' },
    'pt-BR': { title: 'Perda de validação', name: 'perda de validação' },
  },
  valAccuracy: {
    en: { title: 'Validation accuracy', name: 'validation accuracy' },
    'pt-BR': { title: 'Acurácia de validação', name: 'acurácia de validação' },
  },
});
