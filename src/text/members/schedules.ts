import { group } from './members.ts';
import type { Lesson } from './texts.ts';

/** The learning-rate schedules: what each is called, and how it goes. */
export const schedules = group<Lesson>()({
  constant: {
    en: {
      title: 'Constant',
      lesson:
        'The same learning rate from the first step to the last. The simplest choice, and a good one for short runs with an adaptive optimizer. Once the loss has stopped falling, a smaller rate at the end usually gains a little more.',
    },
    'pt-BR': {
      title: 'Constante',
      lesson:
        'A mesma taxa de aprendizado da primeira à última iteração. É a escolha mais simples, e boa para execuções curtas com um otimizador adaptativo. Quando a perda para de cair, uma taxa menor no fim costuma render mais um pouco.',
    },
  },
  step: {
    en: {
      title: 'Steps',
      lesson:
        'The rate stays constant, then drops by a factor after every so many epochs: a large rate to get close, a small one to settle. AlexNet, VGG and ResNet were trained this way, divided by 10 whenever the validation error stopped falling. The loss curve shows each drop as a cliff.',
    },
    'pt-BR': {
      title: 'Degraus',
      lesson:
        'A taxa fica constante e cai por um fator a cada tantas épocas: uma taxa grande para chegar perto, uma pequena para assentar. AlexNet, VGG e ResNet foram treinadas assim, com divisão por 10 sempre que o erro de validação parava de cair. Na curva da perda, cada queda aparece como um degrau.',
    },
  },
  exponential: {
    en: {
      title: 'Exponential',
      lesson:
        'The rate shrinks by the same share again and again, a little in each step. It falls fast at first and slowly later, and never reaches zero. Choose the factor so that the last epoch still makes progress: 0.9 per epoch leaves a tenth after 22 epochs.',
    },
    'pt-BR': {
      title: 'Exponencial',
      lesson:
        'A taxa encolhe pela mesma fração repetidas vezes, um pouco a cada iteração. Cai rápido no começo e devagar depois, e nunca chega a zero. Escolha o fator de modo que a última época ainda avance: 0,9 por época deixa um décimo depois de 22 épocas.',
    },
  },
  cosineRestarts: {
    en: {
      title: 'Cosine, warm restarts',
      lesson:
        'The rate falls along half a cosine: slowly, then fast, then slowly again. Then it jumps back up and falls again, over a longer period (Loshchilov and Hutter 2017). A restart throws the network out of a narrow minimum; the ends of the periods are good moments to save the weights. With a first period of 0 there is one fall over the whole run, which many current recipes use.',
    },
    'pt-BR': {
      title: 'Cosseno, com reinícios',
      lesson:
        'A taxa cai ao longo de meio cosseno: devagar, depois rápido, depois devagar de novo. Em seguida salta de volta para cima e cai outra vez, em um período mais longo (Loshchilov e Hutter, 2017). Um reinício tira a rede de um mínimo estreito; os fins dos períodos são bons momentos para salvar os pesos. Com o primeiro período em 0, há uma única queda ao longo de toda a execução, como em muitas receitas atuais.',
    },
  },
  oneCycle: {
    en: {
      title: 'One cycle',
      lesson:
        'The rate climbs from a small value to a peak, then falls far below where it began (Smith and Topin 2018). The optimizer’s learning rate is the peak, and may be several times what would work as a constant rate: the climb prepares the network for it, and large steps in the middle keep it out of narrow minima. Often the same accuracy in a fraction of the epochs. A run that is extended later follows a longer cycle.',
    },
    'pt-BR': {
      title: 'Um ciclo',
      lesson:
        'A taxa sobe de um valor pequeno até um pico e depois cai bem abaixo de onde começou (Smith e Topin, 2018). A taxa de aprendizado do otimizador é o pico, e pode ser várias vezes maior do que a que funcionaria como constante: a subida prepara a rede para ela, e os passos grandes do meio evitam mínimos estreitos. Muitas vezes dá a mesma acurácia em uma fração das épocas. Uma execução prolongada mais tarde segue um ciclo mais longo.',
    },
  },
  polynomial: {
    en: {
      title: 'Polynomial',
      lesson:
        'The rate falls to its final value over a number of epochs: in a straight line with power 1, mostly at the start with a larger power, mostly at the end with a smaller one. A straight line to zero is a simple and strong choice for a run whose length is known.',
    },
    'pt-BR': {
      title: 'Polinomial',
      lesson:
        'A taxa cai até o valor final ao longo de um número de épocas: em linha reta com potência 1, mais no começo com potência maior, mais no fim com potência menor. Uma linha reta até zero é uma escolha simples e forte para uma execução de duração conhecida.',
    },
  },
  reduceOnPlateau: {
    en: {
      title: 'Reduce on plateau',
      lesson:
        'Watches a figure after each epoch and lowers the rate when it has not improved for a while. It automates what people did by hand for AlexNet and VGG: you need not know in advance when the loss will stop falling. It needs epochs to notice: with a patience of 3, a plateau costs three of them.',
    },
    'pt-BR': {
      title: 'Reduzir no platô',
      lesson:
        'Observa um valor depois de cada época e reduz a taxa quando ele não melhora há algum tempo. Automatiza o que se fazia à mão com a AlexNet e a VGG: não é preciso saber de antemão quando a perda vai parar de cair. Ele leva épocas para perceber: com paciência 3, um platô custa três delas.',
    },
  },
});
