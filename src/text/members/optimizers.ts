import { group } from './members.ts';
import type { Lesson } from './texts.ts';

/** The optimizers: what each is called, and what it does. */
export const optimizers = group<Lesson>()({
  sgd: {
    en: {
      title: 'SGD',
      lesson:
        'Stochastic gradient descent: each step moves every weight against its gradient, by the learning rate times the gradient. It is the simplest method (Robbins and Monro 1951) and the baseline that others are compared with. LeNet-5 was trained with a form of it. It needs a well-chosen learning rate, and more epochs than adaptive methods.',
    },
    'pt-BR': {
      title: 'SGD',
      lesson:
        'Descida do gradiente estocástica: cada iteração move cada peso no sentido contrário ao do seu gradiente, em taxa de aprendizado vezes gradiente. É o método mais simples (Robbins e Monro, 1951) e a referência com que os outros são comparados. A LeNet-5 foi treinada com uma forma dele. Exige uma taxa de aprendizado bem escolhida e mais épocas do que os métodos adaptativos.',
    },
  },
  momentum: {
    en: {
      title: 'Momentum',
      lesson:
        'Gradient descent with memory: each step adds the gradient to a velocity that decays by the momentum factor, and moves the weights by the velocity (Polyak 1964). Steps that agree add up; steps that zigzag cancel out. Nesterov’s form (1983; Sutskever et al. 2013) evaluates the gradient where the velocity is about to lead. AlexNet, VGG and ResNet were all trained with momentum 0.9.',
    },
    'pt-BR': {
      title: 'Momentum',
      lesson:
        'Descida do gradiente com memória: cada iteração soma o gradiente a uma velocidade, que diminui pelo fator de momentum, e move os pesos por essa velocidade (Polyak, 1964). Passos que concordam se somam; os que ziguezagueiam se cancelam. A forma de Nesterov (1983; Sutskever et al., 2013) avalia o gradiente no ponto para onde a velocidade está levando. AlexNet, VGG e ResNet foram treinadas com momentum 0,9.',
    },
  },
  adagrad: {
    en: {
      title: 'Adagrad',
      lesson:
        'Divides each weight’s step by the square root of the sum of all its squared gradients so far (Duchi, Hazan and Singer 2011). Weights that rarely get a gradient take large steps when they do. The sum only grows, so learning slows down over time: good for sparse inputs, but deep networks often stop learning too early.',
    },
    'pt-BR': {
      title: 'Adagrad',
      lesson:
        'Divide o passo de cada peso pela raiz quadrada da soma de todos os seus gradientes ao quadrado até agora (Duchi, Hazan e Singer, 2011). Pesos que raramente recebem gradiente dão passos grandes quando o recebem. A soma só cresce, e o aprendizado vai ficando mais lento: bom para entradas esparsas, mas redes profundas muitas vezes param de aprender cedo demais.',
    },
  },
  adadelta: {
    en: {
      title: 'Adadelta',
      lesson:
        'Adagrad with a memory that fades, and with steps in the weights’ own units: each step is the gradient times the ratio of the root mean square of recent steps to that of recent gradients (Zeiler 2012). In the paper it needs no learning rate at all: set it to 1 for that. The default of 0.001 is Keras’s, and learns very slowly.',
    },
    'pt-BR': {
      title: 'Adadelta',
      lesson:
        'Adagrad com memória que se apaga e com passos na unidade dos próprios pesos: cada passo é o gradiente vezes a razão entre a raiz da média quadrática dos passos recentes e a dos gradientes recentes (Zeiler, 2012). No artigo não há taxa de aprendizado: para ter isso, use 1. O padrão de 0,001 é o do Keras e aprende muito devagar.',
    },
  },
  rmsprop: {
    en: {
      title: 'RMSProp',
      lesson:
        'Divides each weight’s gradient by a running average of its magnitude, so that every weight moves at about the same pace however large its gradients are (Hinton, lecture 6e of his course, 2012). When centered, the magnitude is measured around the gradient’s running mean. A good choice when gradients differ a lot from layer to layer.',
    },
    'pt-BR': {
      title: 'RMSProp',
      lesson:
        'Divide o gradiente de cada peso por uma média móvel da sua magnitude, de modo que todos os pesos andam mais ou menos no mesmo ritmo, por maiores que sejam os gradientes (Hinton, aula 6e do seu curso, 2012). Na forma centralizada, a magnitude é medida em torno da média móvel do gradiente. Uma boa escolha quando os gradientes diferem muito de camada para camada.',
    },
  },
  adam: {
    en: {
      title: 'Adam',
      lesson:
        'Keeps a running mean of each weight’s gradient and of its square, and steps by the first divided by the square root of the second (Kingma and Ba 2015): momentum and RMSProp in one, with a correction for the first steps, when the means are still empty. It works well with its defaults on most networks, which makes it the usual first choice.',
    },
    'pt-BR': {
      title: 'Adam',
      lesson:
        'Mantém uma média móvel do gradiente de cada peso e outra do seu quadrado, e dá um passo igual à primeira dividida pela raiz da segunda (Kingma e Ba, 2015): momentum e RMSProp em um só, com uma correção para as primeiras iterações, quando as médias ainda estão vazias. Funciona bem com os valores padrão na maioria das redes, e por isso costuma ser a primeira escolha.',
    },
  },
  adamw: {
    en: {
      title: 'AdamW',
      lesson:
        'Adam with decoupled weight decay: in each step every weight shrinks by the same small share, apart from the gradient (Loshchilov and Hutter 2019). An L2 penalty in the loss would be divided by Adam’s running magnitudes and hardly affect the weights with large gradients. The usual choice for transformers, and good against overfitting.',
    },
    'pt-BR': {
      title: 'AdamW',
      lesson:
        'Adam com decaimento de pesos (weight decay) desacoplado: a cada iteração, cada peso encolhe pela mesma pequena fração, à parte do gradiente (Loshchilov e Hutter, 2019). Uma penalidade L2 na perda seria dividida pelas magnitudes do Adam e quase não afetaria os pesos com gradientes grandes. É a escolha usual para transformers e boa contra o sobreajuste (overfitting).',
    },
  },
  amsgrad: {
    en: {
      title: 'AMSGrad',
      lesson:
        'Adam that never forgets how large a gradient was: it divides by the largest running mean of squares so far instead of the current one (Reddi, Kale and Kumar 2018). The paper shows simple problems on which Adam does not converge and this does. On networks the two are usually close.',
    },
    'pt-BR': {
      title: 'AMSGrad',
      lesson:
        'Um Adam que nunca esquece quão grande foi um gradiente: divide pela maior média móvel dos quadrados até agora, e não pela atual (Reddi, Kale e Kumar, 2018). O artigo mostra problemas simples em que o Adam não converge e este sim. Em redes, os dois costumam dar resultados parecidos.',
    },
  },
  adamax: {
    en: {
      title: 'Adamax',
      lesson:
        'Adam with the infinity norm: it divides by the largest recent gradient, which decays, instead of the square root of a mean of squares (Kingma and Ba 2015, section 7). The size of a step is bounded by the learning rate. Sometimes better where gradients are sparse, as with embeddings.',
    },
    'pt-BR': {
      title: 'Adamax',
      lesson:
        'Adam com a norma infinita: divide pelo maior gradiente recente, que decai, em vez da raiz de uma média de quadrados (Kingma e Ba, 2015, seção 7). O tamanho do passo é limitado pela taxa de aprendizado. Às vezes é melhor com gradientes esparsos, como nos embeddings.',
    },
  },
  nadam: {
    en: {
      title: 'Nadam',
      lesson:
        'Adam with Nesterov’s lookahead: the step uses the momentum as it will be after this gradient, not as it was before (Dozat 2016). The momentum itself warms up over the first steps. Often a little faster than Adam at the same learning rate.',
    },
    'pt-BR': {
      title: 'Nadam',
      lesson:
        'Adam com a antecipação de Nesterov: o passo usa o momentum como ele estará depois deste gradiente, e não como estava antes (Dozat, 2016). O próprio momentum aquece durante as primeiras iterações. Muitas vezes um pouco mais rápido que o Adam com a mesma taxa de aprendizado.',
    },
  },
  lion: {
    en: {
      title: 'Lion',
      lesson:
        'Uses the sign alone: every weight moves by exactly the learning rate, up or down, according to the sign of a mix of momentum and gradient. It was found by a program that searched for optimizers (Chen et al. 2023). It keeps one number for each weight where Adam keeps two. Choose a learning rate three to ten times smaller than for Adam.',
    },
    'pt-BR': {
      title: 'Lion',
      lesson:
        'Usa só o sinal: cada peso se move exatamente pela taxa de aprendizado, para cima ou para baixo, conforme o sinal de uma mistura de momentum e gradiente. Foi encontrado por um programa que procurava otimizadores (Chen et al., 2023). Guarda um número por peso, e o Adam guarda dois. Escolha uma taxa de aprendizado de três a dez vezes menor que a do Adam.',
    },
  },
});
