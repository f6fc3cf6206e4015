import type { FieldText } from '../describe.ts';
import type { Bilingual } from './members.ts';

type Field = Bilingual<FieldText>;

const field = (en: readonly [title: string, description: string], pt: readonly [string, string]): Field => ({
  en: { title: en[0], description: en[1] },
  'pt-BR': { title: pt[0], description: pt[1] },
});

const learningRate = field(
  ['Learning rate', 'How far each step moves the weights. Too small learns slowly, too large diverges.'],
  [
    'Taxa de aprendizado',
    'Quanto cada iteração move os pesos. Pequena demais aprende devagar; grande demais diverge.',
  ],
);
const epsilon = field(
  ['Epsilon', 'A small number added to the denominator so that it is never zero.'],
  ['Épsilon', 'Um número pequeno somado ao denominador para que nunca seja zero.'],
);
const momentum = field(
  ['Momentum', 'The share of the last step’s velocity that is kept.'],
  ['Momentum', 'A fração da velocidade da última iteração que se mantém.'],
);
const moments = {
  learningRate,
  beta1: field(
    ['Beta 1', 'How slowly the running mean of the gradient forgets.'],
    ['Beta 1', 'Quão devagar a média móvel do gradiente esquece.'],
  ),
  beta2: field(
    ['Beta 2', 'How slowly the running mean of the squared gradient forgets.'],
    ['Beta 2', 'Quão devagar a média móvel do gradiente ao quadrado esquece.'],
  ),
  epsilon,
};

const optimizers = {
  sgd: { learningRate },
  momentum: {
    learningRate,
    momentum,
    nesterov: field(
      ['Nesterov', 'Corrects the velocity by the gradient at the point it leads to.'],
      ['Nesterov', 'Corrige a velocidade pelo gradiente no ponto a que ela leva.'],
    ),
  },
  adagrad: {
    learningRate,
    initialAccumulator: field(
      ['Initial accumulator', 'What the sum of squared gradients starts from.'],
      ['Acumulador inicial', 'De onde parte a soma dos gradientes ao quadrado.'],
    ),
    epsilon,
  },
  adadelta: {
    learningRate,
    rho: field(
      ['Rho', 'How slowly the running averages forget.'],
      ['Rho', 'Quão devagar as médias móveis esquecem.'],
    ),
    epsilon,
  },
  rmsprop: {
    learningRate,
    rho: field(
      ['Rho', 'How slowly the running average of squared gradients forgets.'],
      ['Rho', 'Quão devagar a média móvel dos gradientes ao quadrado esquece.'],
    ),
    momentum,
    epsilon,
    centered: field(
      ['Centered', 'Subtracts the running mean of the gradient, so that its variance is estimated.'],
      ['Centralizado', 'Subtrai a média móvel do gradiente, e assim estima a sua variância.'],
    ),
  },
  adam: moments,
  adamw: {
    ...moments,
    weightDecay: field(
      ['Weight decay', 'The share of a weight, times the learning rate, that is subtracted in each step.'],
      [
        'Decaimento de pesos (weight decay)',
        'A fração do peso, vezes a taxa de aprendizado, subtraída a cada iteração.',
      ],
    ),
    amsgrad: field(
      ['AMSGrad', 'Divides by the largest running mean of squares so far instead of the current one.'],
      ['AMSGrad', 'Divide pela maior média móvel dos quadrados até agora, e não pela atual.'],
    ),
  },
  amsgrad: moments,
  adamax: moments,
  nadam: moments,
  lion: {
    learningRate,
    beta1: field(
      ['Beta 1', 'The share of the momentum in the direction of a step.'],
      ['Beta 1', 'A fração do momentum na direção de um passo.'],
    ),
    beta2: field(
      ['Beta 2', 'How slowly the momentum forgets.'],
      ['Beta 2', 'Quão devagar o momentum esquece.'],
    ),
  },
};

const losses = {
  categoricalCrossentropy: {
    labelSmoothing: field(
      ['Label smoothing', 'The share of the target that is spread evenly over all classes.'],
      [
        'Suavização de rótulos (label smoothing)',
        'A fração do alvo distribuída por igual entre todas as classes.',
      ],
    ),
  },
  binaryCrossentropy: {
    labelSmoothing: field(
      ['Label smoothing', 'How far the targets 0 and 1 are moved toward one half.'],
      ['Suavização de rótulos (label smoothing)', 'Quanto os alvos 0 e 1 são movidos em direção a meio.'],
    ),
  },
  focal: {
    gamma: field(
      ['Gamma', 'How strongly easy examples are played down.'],
      ['Gama', 'Com que força os exemplos fáceis perdem importância.'],
    ),
    alpha: field(
      [
        'Alpha',
        'A factor on the whole loss. With a single unit, as in the paper, the weight of the second class; the first has the rest to 1.',
      ],
      [
        'Alfa',
        'Um fator sobre toda a perda. Com uma única unidade, como no artigo, é o peso da segunda classe; a primeira fica com o restante até 1.',
      ],
    ),
  },
  meanSquaredError: {},
  dice: {},
  meanAbsoluteError: {},
  huber: {
    delta: field(
      ['Delta', 'The error at which the loss turns from a parabola into a line.'],
      ['Delta', 'O erro em que a perda passa de parábola a reta.'],
    ),
  },
  hinge: {},
  squaredHinge: {},
  categoricalHinge: {},
  rbfMap: {
    rubbish: field(
      [
        'Penalty of the rest (j)',
        'The penalty of the class that stands for everything else: smaller pushes less.',
      ],
      [
        'Penalidade do resto (j)',
        'A penalidade da classe que representa todo o resto: quanto menor, menos ela empurra.',
      ],
    ),
  },
};

const schedules = {
  constant: {},
  step: {
    every: field(
      ['Every', 'Epochs from one drop to the next.'],
      ['A cada', 'Épocas de uma queda à seguinte.'],
    ),
    factor: field(
      ['Factor', 'What the rate is multiplied by at each drop.'],
      ['Fator', 'Por quanto a taxa é multiplicada a cada queda.'],
    ),
  },
  exponential: {
    factor: field(
      ['Factor', 'What the rate has been multiplied by after each period.'],
      ['Fator', 'Por quanto a taxa terá sido multiplicada depois de cada período.'],
    ),
    every: field(
      ['Period', 'Epochs in which the rate shrinks by the factor.'],
      ['Período', 'Épocas em que a taxa encolhe pelo fator.'],
    ),
    staircase: field(
      ['Staircase', 'Drops at the end of each period instead of shrinking in every step.'],
      ['Em degraus', 'Cai no fim de cada período em vez de encolher a cada iteração.'],
    ),
  },
  cosineRestarts: {
    period: field(
      ['First period', 'Epochs until the first restart; 0 is the whole run, without restarts.'],
      ['Primeiro período', 'Épocas até o primeiro reinício; 0 é a execução inteira, sem reinícios.'],
    ),
    growth: field(
      ['Growth', 'How many times longer each period is than the one before.'],
      ['Crescimento', 'Quantas vezes cada período é mais longo que o anterior.'],
    ),
    peak: field(
      ['Peak factor', 'What the peak of each restart is multiplied by, relative to the one before.'],
      ['Fator do pico', 'Por quanto o pico de cada reinício é multiplicado em relação ao anterior.'],
    ),
    floor: field(
      ['Floor', 'The share of the learning rate that it falls to.'],
      ['Piso', 'A fração da taxa de aprendizado até a qual ela cai.'],
    ),
  },
  oneCycle: {
    climb: field(
      ['Climb', 'The share of the run in which the rate rises to its peak.'],
      ['Subida', 'A fração da execução em que a taxa sobe até o pico.'],
    ),
    curve: {
      en: {
        title: 'Curve',
        description: 'How the rate goes from one end to the other.',
        options: { cosine: 'Cosine', linear: 'Straight' },
      },
      'pt-BR': {
        title: 'Curva',
        description: 'Como a taxa vai de uma ponta à outra.',
        options: { cosine: 'Cosseno', linear: 'Reta' },
      },
    },
    startDivisor: field(
      ['Start divisor', 'The rate starts at the peak divided by this.'],
      ['Divisor inicial', 'A taxa começa no pico dividido por este número.'],
    ),
    endDivisor: field(
      ['End divisor', 'It ends at its starting value divided by this.'],
      ['Divisor final', 'Ela termina no valor inicial dividido por este número.'],
    ),
    threePhase: field(
      [
        'Three phases',
        'Falls for as long as it climbed, back to its starting value, before it falls to the end.',
      ],
      ['Três fases', 'Desce pelo mesmo tempo da subida, de volta ao valor inicial, antes de cair até o fim.'],
    ),
  },
  polynomial: {
    power: field(
      ['Power', '1 is a straight line; larger falls early, smaller falls late.'],
      ['Potência', '1 é uma linha reta; maior cai cedo, menor cai tarde.'],
    ),
    over: field(
      ['Over', 'Epochs until the end is reached; 0 is the whole run.'],
      ['Ao longo de', 'Épocas até chegar ao fim; 0 é a execução inteira.'],
    ),
    end: field(
      ['End', 'The share of the learning rate that it falls to.'],
      ['Fim', 'A fração da taxa de aprendizado até a qual ela cai.'],
    ),
  },
  reduceOnPlateau: {
    monitor: {
      en: {
        title: 'Watches',
        description: 'The figure that should keep improving.',
        options: {
          valLoss: 'Validation loss',
          valAccuracy: 'Validation accuracy',
          loss: 'Training loss',
          accuracy: 'Training accuracy',
        },
      },
      'pt-BR': {
        title: 'Observa',
        description: 'O valor que deve continuar melhorando.',
        options: {
          valLoss: 'Perda de validação',
          valAccuracy: 'Acurácia de validação',
          loss: 'Perda de treino',
          accuracy: 'Acurácia de treino',
        },
      },
    },
    factor: field(
      ['Factor', 'What the rate is multiplied by at each plateau.'],
      ['Fator', 'Por quanto a taxa é multiplicada a cada platô.'],
    ),
    patience: field(
      ['Patience', 'Epochs without an improvement until the rate is reduced.'],
      ['Paciência', 'Épocas sem melhora até a taxa ser reduzida.'],
    ),
    minDelta: field(
      ['Minimum change', 'An improvement has to be larger than this to count.'],
      ['Mudança mínima', 'Uma melhora só conta se for maior que isto.'],
    ),
    cooldown: field(
      ['Cooldown', 'Epochs after a reduction in which a plateau is not counted.'],
      ['Descanso', 'Épocas depois de uma redução em que um platô não conta.'],
    ),
    floor: field(
      ['Smallest rate', 'The rate is not reduced below this.'],
      ['Menor taxa', 'A taxa não é reduzida abaixo deste valor.'],
    ),
  },
};

const all = { ...optimizers, ...losses, ...schedules };

type All = { readonly [K in keyof typeof all]: { readonly [F in keyof (typeof all)[K]]: FieldText } };

/** What forms say of the parameters of optimizers, losses and schedules, by kind and name, in one language. */
export const trainingParametersIn = (to: keyof Field): All =>
  Object.fromEntries(
    Object.entries(all).map(([kind, fields]) => [
      kind,
      Object.fromEntries(Object.entries<Field>(fields).map(([name, texts]) => [name, texts[to]])),
    ]),
  ) as unknown as All;
