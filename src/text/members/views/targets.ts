import { group } from '../members.ts';
import { examplesTexts } from './examples.ts';
import type { ViewText } from './view-text.ts';

const examples = examplesTexts(
  'The part of the data that is answered.',
  'A parte dos dados que é respondida.',
);

/** The options that all of them have. */
const options = {
  en: { ...examples.en, count: { title: 'Shown', description: 'How many are shown one by one.' } },
  pt: { ...examples.pt, count: { title: 'Mostrados', description: 'Quantos são mostrados um a um.' } },
};

/** Views of how right a network is that answers with something other than a class. */
export const targetViews = group<ViewText>()({
  regression: {
    en: {
      title: 'Predicted and true numbers',
      about:
        'Every example as a point: on the dashed line the prediction is exact. Residuals (predicted minus true) should scatter around 0 without a pattern; a bend or a funnel shows what the network has not learned. R² is the share of the variance that is explained: 1 is perfect, 0 no better than always predicting the mean. As in scikit-learn.',
      parameters: {
        ...options.en,
        output: { title: 'Output', description: 'Which number is drawn, counted from 0.' },
      },
      captions: {
        'predicted-true': 'Predicted against true',
        residuals: 'Residuals',
        true: 'true',
        predicted: 'predicted',
        residual: 'predicted − true',
        output: 'output',
        r2: 'R²',
        mae: 'mean absolute error',
        rmse: 'root mean squared error',
        bias: 'mean error',
        worst: 'Largest errors',
        example: 'example',
      },
    },
    'pt-BR': {
      title: 'Números preditos e reais',
      about:
        'Cada exemplo é um ponto: sobre a linha tracejada a predição é exata. Os resíduos (predito menos real) devem se espalhar em torno de 0 sem padrão; uma curva ou um funil mostra o que a rede não aprendeu. R² é a fração da variância explicada: 1 é perfeito, 0 não é melhor que sempre predizer a média. Como no scikit-learn.',
      parameters: {
        ...options.pt,
        output: { title: 'Saída', description: 'Qual número é desenhado, contado a partir de 0.' },
      },
      captions: {
        'predicted-true': 'Predito contra real',
        residuals: 'Resíduos',
        true: 'real',
        predicted: 'predito',
        residual: 'predito − real',
        output: 'saída',
        r2: 'R²',
        mae: 'erro absoluto médio',
        rmse: 'raiz do erro quadrático médio',
        bias: 'erro médio',
        worst: 'Maiores erros',
        example: 'exemplo',
      },
    },
  },
  reconstructions: {
    en: {
      title: 'Reconstruction errors',
      about:
        'Each input with its reconstruction beside it, ordered by the mean squared error, and how the errors of all examples spread. Inputs that come back badly are rare or unlike the training data: this is how autoencoders find anomalies. Hinton and Salakhutdinov, 2006.',
      parameters: {
        ...options.en,
        order: {
          title: 'Order',
          description: 'Which examples come first.',
          options: { worst: 'Largest error first', best: 'Smallest error first' },
        },
      },
      captions: {
        worst: 'Input and reconstruction, largest error first',
        best: 'Input and reconstruction, smallest error first',
        mean: 'Mean squared error',
        largest: 'Largest error',
        examples: 'Examples',
      },
    },
    'pt-BR': {
      title: 'Erros de reconstrução',
      about:
        'Cada entrada com a sua reconstrução ao lado, em ordem do erro quadrático médio, e como se distribuem os erros de todos os exemplos. Entradas que voltam mal são raras ou diferentes dos dados de treino: é assim que autoencoders encontram anomalias. Hinton e Salakhutdinov, 2006.',
      parameters: {
        ...options.pt,
        order: {
          title: 'Ordem',
          description: 'Quais exemplos vêm primeiro.',
          options: { worst: 'Maior erro primeiro', best: 'Menor erro primeiro' },
        },
      },
      captions: {
        worst: 'Entrada e reconstrução, maior erro primeiro',
        best: 'Entrada e reconstrução, menor erro primeiro',
        mean: 'Erro quadrático médio',
        largest: 'Maior erro',
        examples: 'Exemplos',
      },
    },
  },
  'mask-errors': {
    en: {
      title: 'Mask errors',
      about:
        'How well the predicted masks cover the true ones. Intersection over union (IoU, Jaccard index): pixels in both masks divided by pixels in either; 1 is perfect. Below, the images with the worst masks: green is found, red is missed, blue is wrongly marked. As in scikit-learn.',
      parameters: options.en,
      captions: {
        iou: 'Overlap by class',
        share: 'IoU',
        dice: 'Dice (F1)',
        pixels: 'true pixels',
        mean: 'Mean IoU',
        accuracy: 'Pixel accuracy',
        examples: 'Examples',
        worst: 'Worst masks: green found, red missed, blue wrongly marked',
      },
    },
    'pt-BR': {
      title: 'Erros de máscara',
      about:
        'Quão bem as máscaras preditas cobrem as reais. Interseção sobre união (IoU, índice de Jaccard): pixels nas duas máscaras divididos por pixels em qualquer uma; 1 é perfeito. Abaixo, as imagens com as piores máscaras: verde foi encontrado, vermelho faltou, azul foi marcado por engano. Como no scikit-learn.',
      parameters: options.pt,
      captions: {
        iou: 'Sobreposição por classe',
        share: 'IoU',
        dice: 'Dice (F1)',
        pixels: 'pixels reais',
        mean: 'IoU média',
        accuracy: 'Acurácia por pixel',
        examples: 'Exemplos',
        worst: 'Piores máscaras: verde encontrado, vermelho faltou, azul marcado por engano',
      },
    },
  },
});
