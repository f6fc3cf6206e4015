import { group } from './members.ts';
import type { Lesson, Named } from './texts.ts';

/** The losses: what each is called, and what it measures. */
export const losses = group<Named & Lesson>()({
  categoricalCrossentropy: {
    en: {
      title: 'Cross-entropy',
      name: 'cross-entropy',
      lesson:
        'How surprising the right answer is: minus the logarithm of the probability that the network gave to the true class. Certain and right costs nothing, certain and wrong costs a lot. It is the loss for choosing one of several classes, and pairs with softmax: together their gradient is simply prediction minus truth. Label smoothing (Szegedy et al. 2016) keeps the network from becoming ever more certain.',
    },
    'pt-BR': {
      title: 'Entropia cruzada (cross-entropy)',
      name: 'entropia cruzada (cross-entropy)',
      lesson:
        'O quanto a resposta certa surpreende: menos o logaritmo da probabilidade que a rede deu à classe verdadeira. Estar certo com certeza não custa nada; estar errado com certeza custa muito. É a perda para escolher uma entre várias classes e combina com a softmax: juntas, o gradiente é simplesmente predição menos verdade. A suavização de rótulos (label smoothing; Szegedy et al., 2016) impede que a rede fique cada vez mais certa de tudo.',
    },
  },
  binaryCrossentropy: {
    en: {
      title: 'Binary cross-entropy',
      name: 'binary cross-entropy',
      lesson:
        'Each output is a yes-or-no question of its own: the surprise at each right answer, averaged over the outputs. It pairs with a sigmoid. For two classes told apart by a single unit, for classes that may hold at the same time, and for autoencoders whose pixels lie between 0 and 1; for one class out of several, cross-entropy with softmax is the usual choice.',
    },
    'pt-BR': {
      title: 'Entropia cruzada binária',
      name: 'entropia cruzada binária',
      lesson:
        'Cada saída é uma pergunta própria, de sim ou não: a surpresa diante de cada resposta certa, em média sobre as saídas. Combina com a sigmoide. Serve para duas classes separadas por uma única unidade, para classes que podem valer ao mesmo tempo e para autoencoders cujos pixels ficam entre 0 e 1; para uma classe entre várias, a escolha usual é a entropia cruzada com softmax.',
    },
  },
  focal: {
    en: {
      title: 'Focal loss',
      name: 'focal loss',
      lesson:
        'Cross-entropy that plays down what is easy: an example that the network already gets right with certainty counts for next to nothing, so that the hard ones dominate (Lin et al. 2017). Made for object detection, where easy background outnumbers everything else. With gamma 0 it is cross-entropy times alpha.',
    },
    'pt-BR': {
      title: 'Perda focal (focal loss)',
      name: 'perda focal (focal loss)',
      lesson:
        'Entropia cruzada que dá menos importância ao que é fácil: um exemplo que a rede já acerta com certeza conta quase nada, e os difíceis dominam (Lin et al., 2017). Criada para detecção de objetos, em que o fundo, fácil, é muito mais numeroso que o resto. Com gama 0, é a entropia cruzada vezes alfa.',
    },
  },
  dice: {
    en: {
      title: 'Dice loss',
      name: 'Dice loss',
      lesson:
        'One minus the Dice coefficient: twice the overlap of the predicted and the true areas, divided by their sum (Milletari et al. 2016). It judges a mask as a whole, so that a small object next to a large background counts as much as a large one. For masks that end in softmax or sigmoid; cross-entropy over the pixels is the calmer start.',
    },
    'pt-BR': {
      title: 'Perda de Dice (Dice loss)',
      name: 'perda de Dice (Dice loss)',
      lesson:
        'Um menos o coeficiente de Dice: o dobro da sobreposição entre a área predita e a verdadeira, dividido pela soma das duas (Milletari et al., 2016). Julga a máscara inteira: um objeto pequeno diante de um fundo grande conta tanto quanto um grande. Serve para máscaras que terminam em softmax ou sigmoide; a entropia cruzada por pixel é um começo mais estável.',
    },
  },
  meanSquaredError: {
    en: {
      title: 'Mean squared error',
      name: 'mean squared error',
      lesson:
        'The mean of the squared differences between the outputs and the targets. The loss for predicting numbers, and for autoencoders, which reconstruct their input. For classes it was used in the eighties and nineties; cross-entropy learns faster there, because its gradient does not vanish when the output unit saturates.',
    },
    'pt-BR': {
      title: 'Erro quadrático médio',
      name: 'erro quadrático médio',
      lesson:
        'A média dos quadrados das diferenças entre as saídas e os alvos. É a perda para prever números e para autoencoders, que reconstroem a própria entrada. Nos anos 80 e 90 era usada também para classes; nelas, a entropia cruzada aprende mais rápido, porque seu gradiente não desaparece quando a unidade de saída satura.',
    },
  },
  meanAbsoluteError: {
    en: {
      title: 'Mean absolute error',
      name: 'mean absolute error',
      lesson:
        'The mean of how far off each value is. Its gradient is the same however large the error, so a few outliers do not dominate the training as they do with the squared error; the best constant answer is the median instead of the mean.',
    },
    'pt-BR': {
      title: 'Erro absoluto médio',
      name: 'erro absoluto médio',
      lesson:
        'A média de quanto cada valor está errado. O gradiente é o mesmo por maior que seja o erro, e assim alguns valores discrepantes (outliers) não dominam o treino como acontece com o erro quadrático; a melhor resposta constante é a mediana, e não a média.',
    },
  },
  huber: {
    en: {
      title: 'Huber loss',
      name: 'Huber loss',
      lesson:
        'The squared error while the error is small, the absolute error beyond delta (Huber 1964): smooth near the target, and robust to outliers. For predicting numbers from data that contains some mistakes.',
    },
    'pt-BR': {
      title: 'Perda de Huber',
      name: 'perda de Huber',
      lesson:
        'Erro quadrático enquanto o erro é pequeno, erro absoluto além de delta (Huber, 1964): suave perto do alvo e robusta a valores discrepantes (outliers). Para prever números a partir de dados que contêm alguns erros.',
    },
  },
  hinge: {
    en: {
      title: 'Hinge loss',
      name: 'hinge loss',
      lesson:
        'The loss of support vector machines (Cortes and Vapnik 1995): each output should be above 1 for the true class and below -1 for the others; an output beyond that costs nothing, one short of it costs the difference. Give the last layer a linear or tanh activation.',
    },
    'pt-BR': {
      title: 'Perda hinge',
      name: 'perda hinge',
      lesson:
        'A perda das máquinas de vetores de suporte (Cortes e Vapnik, 1995): cada saída deve ficar acima de 1 para a classe verdadeira e abaixo de -1 para as outras; o que passa disso não custa nada, o que falta custa a diferença. Use ativação linear ou tanh na última camada.',
    },
  },
  squaredHinge: {
    en: {
      title: 'Squared hinge',
      name: 'squared hinge',
      lesson:
        'The hinge loss squared: a value just short of the margin costs next to nothing, one far on the wrong side costs a lot. Its gradient has no kink at the margin, and on digits it has sometimes done better than cross-entropy (Tang 2013). Give the last layer a linear or tanh activation.',
    },
    'pt-BR': {
      title: 'Hinge ao quadrado',
      name: 'hinge ao quadrado',
      lesson:
        'A perda hinge elevada ao quadrado: um valor pouco aquém da margem custa quase nada; um valor bem do lado errado custa muito. O gradiente não tem quina na margem e, em dígitos, às vezes foi melhor que a entropia cruzada (Tang, 2013). Use ativação linear ou tanh na última camada.',
    },
  },
  categoricalHinge: {
    en: {
      title: 'Categorical hinge',
      name: 'categorical hinge',
      lesson:
        'The hinge loss for one class out of several: the output of the true class should exceed the best of the others by 1, and only that one is pushed back (Crammer and Singer 2001). Once the margin is reached, an example no longer teaches anything. Give the last layer a linear activation.',
    },
    'pt-BR': {
      title: 'Hinge categórica',
      name: 'hinge categórica',
      lesson:
        'A perda hinge para uma classe entre várias: a saída da classe verdadeira deve superar a melhor das outras em 1, e só essa outra é empurrada para trás (Crammer e Singer, 2001). Atingida a margem, o exemplo não ensina mais nada. Use ativação linear na última camada.',
    },
  },
  rbfMap: {
    en: {
      title: 'RBF, MAP criterion (1998)',
      name: 'the MAP criterion (1998)',
      lesson:
        'The loss that LeNet-5 was trained with (LeCun et al. 1998, equation 9), for a layer that outputs penalties: the distances to the images of the digits. It pulls the penalty of the true class down and pushes those of the others up, as cross-entropy does. A class that stands for everything else, with the fixed penalty j, keeps penalties that are already large from being pushed further.',
    },
    'pt-BR': {
      title: 'RBF, critério MAP (1998)',
      name: 'critério MAP (1998)',
      lesson:
        'A perda com que a LeNet-5 foi treinada (LeCun et al., 1998, equação 9), para uma camada cujas saídas são penalidades: as distâncias até as imagens dos dígitos. Ela puxa para baixo a penalidade da classe verdadeira e empurra para cima as das outras, como a entropia cruzada. Uma classe que representa todo o resto, com a penalidade fixa j, impede que penalidades já grandes sejam empurradas ainda mais.',
    },
  },
});
