import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Commands that train, or measure training. */
export const training = {
  train: command(
    {
      description: 'train a network; settings not given are those of the document',
      arguments: { document: "[document] a template's ID or a .convas file; none with --resume" },
      options: {
        dataset: shared.en.dataset,
        backend: shared.en.backend,
        step: '<step> how a training step runs',
        resume: '<run> resume a run that was stopped or interrupted, with its own document',
        from: "<run[@steps]> start a new run with another run's weights, or those of a checkpoint",
        out: '<folder> keep the run in this folder',
        epochs: '<n> passes through the training data',
        'batch-size': '<n> examples per step',
        'validation-split': '<x> share of the training data held out for validation',
        seed: '<n> the same seed gives the same run',
      },
      settings: {
        optimizer: ({ kinds }: { kinds: string }) =>
          `<kind> ${kinds}; parameters after a colon: momentum:nesterov=true`,
        'learning-rate': () => '<x> learning rate',
        schedule: ({ kinds }: { kinds: string }) =>
          `<kind> learning-rate schedule: ${kinds}; parameters after a colon: step:every=5,factor=0.1`,
        warmup: () => '<length> epochs over which the learning rate rises first; steps with an s: 500s',
        loss: ({ kinds }: { kinds: string }) => `<kind> ${kinds}; parameters after a colon`,
        clip: () => '<by=limit> clip gradients: value=0.5, norm=1, globalNorm=1, or none',
        'weight-decay': () => '<x> share of each weight, times the learning rate, removed in each step',
        'class-weights': () => '<weights> none, balanced, or a number for each class: 1,2.5,1',
        metrics: ({ kinds }: { kinds: string }) => `<list> measured after each epoch: ${kinds}; or none`,
        freeze: () => '<layers> layers that do not train, by name: C1,C3',
        'layer-rates': () => '<list> learning-rate factors of layers: C1=0.1,F6=2',
        pretrain: () =>
          '<epochs> first train each hidden layer as an autoencoder; or epochs=10,learningRate=0.003,corruption=0.2; or none',
        'early-stopping': () =>
          '<patience> epochs without improvement; or patience=5,monitor=valAccuracy,minDelta=0.001,restoreBest=false; or none',
        checkpoints: () => '<every> epochs between checkpoints; or epochs=2,minutes=10,keep=3',
      },
      after: 'Ctrl-C stops after the current step and keeps the run; press it again to quit immediately.',
      pretraining: (at: { name: string; index: number; count: number; epoch: number; epochs: number }) =>
        `pretraining ${at.name}, ${at.index} of ${at.count}, epoch ${at.epoch} of ${at.epochs}`,
      pretrained: (of: { name: string; epoch: number; error: string; seconds: string }) =>
        `pretrained ${of.name}, epoch ${of.epoch}: reconstruction error ${of.error} (${of.seconds} s)`,
      error: ({ error }: { error: string }) => `error ${error}`,
      loss: ({ loss }: { loss: string }) => `loss ${loss}`,
      speed: ({ rate }: { rate: string }) => `${rate} images/s`,
      leftInAll: ({ time }: { time: string }) => `${time} left in total`,
      epochOf: ({ epoch, epochs }: { epoch: number; epochs: number }) => `epoch ${epoch} of ${epochs}`,
      epoch: (of: {
        epoch: number;
        scores: string;
        validation: string | null;
        seconds: string;
        rate: string;
      }) =>
        `epoch ${of.epoch}: ${of.scores}${of.validation === null ? '' : `, validation ${of.validation}`} ` +
        `(${of.seconds} s, ${of.rate} images/s)`,
      ownDocument: ({ reference }: { reference: string }) =>
        `a resumed run keeps its own document; "${reference}" is not used`,
      writableAgain: 'the weights can be written again',
      columns: {
        epoch: 'epoch',
        loss: 'loss',
        accuracy: 'accuracy',
        valLoss: 'validation loss',
        valAccuracy: 'validation accuracy',
        error: 'reconstruction error',
        valError: 'validation error',
        seconds: 'seconds',
        rate: 'images/s',
      },
      pretrainedColumns: {
        name: 'pretrained',
        decoder: 'decoder',
        first: 'first error',
        last: 'last error',
        seconds: 'seconds',
      },
      test: ({ scores }: { scores: string }) => `test: ${scores}`,
      noTest: 'there was no test split to measure',
      startedFrom: ({ run, steps }: { run: string; steps: number }) =>
        `started from run ${run}, step ${steps}`,
      run: (of: { run: string; backend: string; step: string; time: string }) =>
        `run ${of.run} (${of.backend}, ${of.step}), ${of.time}`,
      trainingOn: ({ backend, reason }: { backend: string; reason: string }) =>
        `training on ${backend}: ${reason}`,
      stopping: 'stopping after the current step; press Ctrl-C again to quit immediately',
    },
    {
      description: 'treina uma rede; o que não for informado fica como está no documento',
      arguments: {
        document: '[documento] o ID de uma arquitetura pronta ou um arquivo .convas; nenhum com --resume',
      },
      options: {
        dataset: shared.pt.dataset,
        backend: shared.pt.backend,
        step: '<modo> como uma iteração de treino é executada',
        resume: '<execução> retoma uma execução que foi parada ou interrompida, com o documento dela',
        from: '<execução[@iterações]> inicia uma nova execução com os pesos de outra, ou de um ponto de controle (checkpoint)',
        out: '<pasta> guarda a execução nesta pasta',
        epochs: '<n> passagens pelos dados de treino',
        'batch-size': '<n> exemplos por iteração (tamanho do lote)',
        'validation-split': '<x> parcela dos dados de treino reservada para validação',
        seed: '<n> a mesma semente dá a mesma execução',
      },
      settings: {
        optimizer: ({ kinds }) =>
          `<tipo> otimizador: ${kinds}; parâmetros depois de dois-pontos: momentum:nesterov=true`,
        'learning-rate': () => '<x> taxa de aprendizado',
        schedule: ({ kinds }) =>
          `<tipo> agenda da taxa de aprendizado: ${kinds}; parâmetros depois de dois-pontos: step:every=5,factor=0.1`,
        warmup: () =>
          '<duração> épocas em que a taxa de aprendizado sobe no começo; iterações com um s: 500s',
        loss: ({ kinds }) => `<tipo> função de perda: ${kinds}; parâmetros depois de dois-pontos`,
        clip: () => '<por=limite> limita os gradientes: value=0.5, norm=1, globalNorm=1 ou none (nenhum)',
        'weight-decay': () =>
          '<x> decaimento de pesos: parcela de cada peso, vezes a taxa de aprendizado, retirada a cada iteração',
        'class-weights': () =>
          '<pesos> none (nenhum), balanced (balanceados) ou um número por classe: 1,2.5,1',
        metrics: ({ kinds }) => `<lista> medidas depois de cada época: ${kinds}; ou none (nenhuma)`,
        freeze: () => '<camadas> camadas que não treinam, pelo nome: C1,C3',
        'layer-rates': () => '<lista> fatores da taxa de aprendizado por camada: C1=0.1,F6=2',
        pretrain: () =>
          '<épocas> antes, treina cada camada oculta como autoencoder; ou epochs=10,learningRate=0.003,corruption=0.2; ou none (não pré-treina)',
        'early-stopping': () =>
          '<paciência> parada antecipada: épocas sem melhora; ou patience=5,monitor=valAccuracy,minDelta=0.001,restoreBest=false; ou none (não para)',
        checkpoints: () =>
          '<intervalo> épocas entre pontos de controle (checkpoints); ou epochs=2,minutes=10,keep=3',
      },
      after: 'Ctrl-C para depois da iteração atual e mantém a execução; pressione de novo para sair na hora.',
      pretraining: (at) =>
        `pré-treinando ${at.name}, ${at.index} de ${at.count}, época ${at.epoch} de ${at.epochs}`,
      pretrained: (of) =>
        `${of.name} pré-treinada, época ${of.epoch}: erro de reconstrução ${of.error} (${of.seconds} s)`,
      error: ({ error }) => `erro ${error}`,
      loss: ({ loss }) => `perda ${loss}`,
      speed: ({ rate }) => `${rate} imagens/s`,
      leftInAll: ({ time }) => `faltam ${time} no total`,
      epochOf: ({ epoch, epochs }) => `época ${epoch} de ${epochs}`,
      epoch: (of) =>
        `época ${of.epoch}: ${of.scores}${of.validation === null ? '' : `, validação: ${of.validation}`} ` +
        `(${of.seconds} s, ${of.rate} imagens/s)`,
      ownDocument: ({ reference }) =>
        `uma execução retomada mantém o próprio documento; "${reference}" não é usado`,
      writableAgain: 'os pesos podem ser gravados novamente',
      columns: {
        epoch: 'época',
        loss: 'perda',
        accuracy: 'acurácia',
        valLoss: 'perda de validação',
        valAccuracy: 'acurácia de validação',
        error: 'erro de reconstrução',
        valError: 'erro de validação',
        seconds: 'segundos',
        rate: 'imagens/s',
      },
      pretrainedColumns: {
        name: 'pré-treinada',
        decoder: 'decodificador',
        first: 'primeiro erro',
        last: 'último erro',
        seconds: 'segundos',
      },
      test: ({ scores }) => `teste: ${scores}`,
      noTest: 'não havia conjunto de teste para medir',
      startedFrom: ({ run, steps }) => `iniciada a partir da execução ${run}, iteração ${steps}`,
      run: (of) => `execução ${of.run} (${of.backend}, ${of.step}), ${of.time}`,
      trainingOn: ({ backend, reason }) => `treinando com ${backend}: ${reason}`,
      stopping: 'parando depois da iteração atual; pressione Ctrl-C de novo para sair na hora',
    },
  ),
  'find-rate': command(
    {
      description: 'find a learning rate: train a few steps with rising rates and watch the loss',
      arguments: { document: shared.en.document },
      options: {
        dataset: shared.en.dataset,
        optimizer: '<kind> sgd, momentum, adam, ...',
        from: '<x> smallest learning rate; default 1e-6',
        to: '<x> largest learning rate; default 10',
        steps: '<n> number of rates, one step each; default 150',
      },
      after:
        'The learning-rate range test of Smith (2017). It keeps no run and does not change the document.',
      trying: 'trying learning rates',
      progress: ({ rate, loss }: { rate: string; loss: string }) => `rate ${rate}, loss ${loss}`,
      found: ({ rate, optimizer }: { rate: string; optimizer: string }) =>
        `learning rate ${rate} for ${optimizer}`,
      course: (of: { from: string; steepest: string; least: string; last: string; diverged: boolean }) =>
        `The smoothed loss started at ${of.from}, fell fastest at ${of.steepest}, was lowest at ${of.least}, and ` +
        `${of.diverged ? `diverged at ${of.last}` : `stayed bounded up to ${of.last}`}.`,
      openEnd: 'The loss was still falling at the largest rate: raise --to to look further.',
    },
    {
      description:
        'encontra uma taxa de aprendizado: treina algumas iterações com taxas crescentes e observa a perda',
      arguments: { document: shared.pt.document },
      options: {
        dataset: shared.pt.dataset,
        optimizer: '<tipo> sgd, momentum, adam, ...',
        from: '<x> menor taxa de aprendizado; padrão: 1e-6',
        to: '<x> maior taxa de aprendizado; padrão: 10',
        steps: '<n> número de taxas, uma iteração para cada; padrão: 150',
      },
      after:
        'É o teste de faixa da taxa de aprendizado de Smith (2017). Ele não guarda execução nem altera o documento.',
      trying: 'testando taxas de aprendizado',
      progress: ({ rate, loss }) => `taxa ${rate}, perda ${loss}`,
      found: ({ rate, optimizer }) => `taxa de aprendizado ${rate} para ${optimizer}`,
      course: (of) =>
        `A perda suavizada começou em ${of.from}, caiu mais rápido em ${of.steepest}, foi mínima em ${of.least} e ` +
        `${of.diverged ? `divergiu em ${of.last}` : `ficou limitada até ${of.last}`}.`,
      openEnd: 'A perda ainda caía na maior taxa: aumente --to para procurar mais adiante.',
    },
  ),
  bench: command(
    {
      description: 'measure how fast engines train, side by side and in turn',
      options: {
        engines: '<list> of compiled, eager, tfjs, wasm; ratios are relative to the first',
        against: ({ frameworks }: { frameworks: string }) =>
          `<list> of ${frameworks}: measured where Python (CONVAS_PYTHON, otherwise python3) has them; all where CONVAS_PYTHON is set`,
        networks: '<list> of lenet-5, cifar10-cnn, resnet20-cifar; default: all',
        rounds: '<n> minimum number of turns for each engine',
        'max-rounds': '<n> maximum number of turns until the medians are stable',
        tolerance: '<percent> uncertainty allowed for a stable median, in percent',
        seconds: '<s> length of a turn in seconds',
        isa: '<set> emulate a processor without wider vector instructions',
        out: '<file> where to save the result, as JSON; default: with the runs',
      },
      measuring: 'measuring',
      case: (of: { network: string; batch: number; engine: string }) =>
        `${of.network}, batch ${of.batch}: ${of.engine}`,
      savedTo: ({ file }: { file: string }) => `saved to ${file}`,
      machine: (of: { cpu: string; cores: number; set: string; emulated: boolean }) =>
        `${of.cpu}, ${countedEn(of.cores, 'processor')}, ${of.set}${of.emulated ? ' (emulated)' : ''}`,
      columns: {
        network: 'network',
        batch: 'batch',
        engine: 'engine',
        rate: 'images/s',
        share: 'of peak',
        ratio: 'ratio',
      },
      oneDnn: (on: boolean) => `oneDNN ${on ? 'on' : 'off'}`,
      threads: ({ count }: { count: number }) => countedEn(count, 'thread'),
      peak: (of: { gigaflops: number; size: number; by: string }) =>
        `peak: ${of.gigaflops} GFLOP/s, the fastest product of ${of.size} × ${of.size} matrices, by ${of.by}; the share ` +
        'is 3 × 2 × MACs × images/s relative to it',
      unstable: ({ tolerance }: { tolerance: string }) =>
        `not stable (!): medians not known to within ${tolerance} after all rounds; try an idle machine or a larger --max-rounds`,
      busy: (of: { others: string; most: string; stolen: string }) =>
        `busy: other programs used ${of.others} of the machine, up to ${of.most} in a turn, and other virtual machines ` +
        `${of.stolen}: do not trust these figures`,
      skipped: (of: { engine: string; network: string; batch: number; reason: string }) =>
        `skipped: ${of.engine} on ${of.network}, batch ${of.batch}: ${of.reason}`,
    },
    {
      description: 'mede a velocidade de treino dos motores, lado a lado e alternados',
      options: {
        engines: '<lista> entre compiled, eager, tfjs, wasm; as razões são relativas ao primeiro',
        against: ({ frameworks }) =>
          `<lista> entre ${frameworks}: medidos onde o Python (CONVAS_PYTHON, senão python3) os tem; todos quando CONVAS_PYTHON está definida`,
        networks: '<lista> entre lenet-5, cifar10-cnn, resnet20-cifar; padrão: todas',
        rounds: '<n> número mínimo de turnos de cada motor',
        'max-rounds': '<n> número máximo de turnos até as medianas ficarem estáveis',
        tolerance: '<porcentagem> incerteza permitida para uma mediana estável, em porcentagem',
        seconds: '<s> duração de um turno em segundos',
        isa: '<conjunto> emula um processador sem instruções vetoriais mais largas',
        out: '<arquivo> onde salvar o resultado, em JSON; padrão: junto das execuções',
      },
      measuring: 'medindo',
      case: (of) => `${of.network}, lote ${of.batch}: ${of.engine}`,
      savedTo: ({ file }) => `salvo em ${file}`,
      machine: (of) =>
        `${of.cpu}, ${countedPt(of.cores, 'processador', 'processadores')}, ${of.set}${of.emulated ? ' (emulado)' : ''}`,
      columns: {
        network: 'rede',
        batch: 'lote',
        engine: 'motor',
        rate: 'imagens/s',
        share: 'do pico',
        ratio: 'razão',
      },
      oneDnn: (on) => `oneDNN ${on ? 'ligado' : 'desligado'}`,
      threads: ({ count }) => countedPt(count, 'thread'),
      peak: (of) =>
        `pico: ${of.gigaflops} GFLOP/s, o produto mais rápido de matrizes de ${of.size} × ${of.size}, por ${of.by}; a ` +
        'parcela é 3 × 2 × MACs × imagens/s em relação a ele',
      unstable: ({ tolerance }) =>
        `instáveis (!): medianas com incerteza acima de ${tolerance} depois de todos os turnos; tente com a máquina ociosa ou um --max-rounds maior`,
      busy: (of) =>
        `ocupada: outros programas usaram ${of.others} da máquina, até ${of.most} em um turno, e outras máquinas ` +
        `virtuais ${of.stolen}: não confie nestes números`,
      skipped: (of) => `pulado: ${of.engine} em ${of.network}, lote ${of.batch}: ${of.reason}`,
    },
  ),
};
