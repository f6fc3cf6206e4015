import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Help and output of `convas sweep`. */
export const sweep = {
  sweep: command(
    {
      description: 'train a network with many values of its parameters and settings',
      arguments: { document: "[document] a template's ID or a .convas file" },
      options: {
        vary: '<parameter=values> what to vary; can be given several times',
        method: '<method> how combinations are chosen',
        trials: '<n> number of combinations drawn (random, halving)',
        seed: '<n> seed of the draw',
        eta: '<n> halving: one in n is promoted, to n times as many epochs',
        'min-epochs': '<n> halving: epochs in the first rung',
        epochs: '<n> epochs per combination; with halving, in the last rung',
        dataset: shared.en.dataset,
        on: '<engine> train on many machines, from the folder in --out: ray, or slurm (an array of jobs)',
        out: '<folder> with --on: a folder that all machines share; given again, what is missing is trained',
        address: '<address> of a Ray cluster, such as ray://host:10001; this machine if not given',
        resume: '<sweep> train what is missing in a sweep that was stopped or interrupted',
        backend: shared.en.backend,
      },
      after: `Values: a list, C1.filters=4,6,8 or C1.activation=relu,tanh or C1.kernelSize=3x3,5x5; or an interval with
the number of values, training.learningRate=log:1e-4..1e-2:5 or S2.rate=lin:0..0.5:3. Separate fractions with a
decimal comma by semicolons: 'S2.rate=0,25; 0,5'.

Ctrl-C stops after the current training. A sweep that was stopped or interrupted continues with --resume: its
runs resume from their checkpoints and reach the same weights.`,
      columns: {
        accuracy: 'val. accuracy',
        score: 'score',
        test: 'test',
        params: 'parameters',
        epochs: 'epochs',
        front: 'front',
        run: 'run',
      },
      states: {
        waiting: 'waiting',
        trained: 'trained',
        dropped: 'dropped',
        invalid: 'invalid',
        failed: 'failed',
      },
      front: '* Pareto front: no other combination has at most as many parameters and a better score',
      planned: ({ combinations, epochs }: { combinations: number; epochs: number }) =>
        `${countedEn(combinations, 'combination')}, ${countedEn(epochs, 'epoch')} in total`,
      started: ({ sweep }: { sweep: string }) =>
        `sweep ${sweep}; if it is interrupted: convas sweep --resume ${sweep}`,
      resuming: ({ sweep }: { sweep: string }) => `resuming sweep ${sweep}`,
      best: ({ score }: { score: string }) => `best ${score}`,
      rung: ({ rung, rungs }: { rung: number; rungs: number }) => `rung ${rung} of ${rungs}`,
      combinations: 'combinations',
      stopping: 'stopping after the current training; press Ctrl-C again to quit immediately',
      submit: ({ folder, missing }: { folder: string; missing: number }) =>
        `${countedEn(missing, 'combination')} to train: cd ${folder} && sbatch slurm.sh, then this command again for the table`,
      failedThere: ({ point, printed }: { point: string; printed: string }) =>
        `combination ${point} failed: ${printed}`,
    },
    {
      description: 'treina uma rede com vários valores de seus parâmetros e configurações',
      arguments: { document: '[documento] o ID de uma arquitetura pronta ou um arquivo .convas' },
      options: {
        vary: '<parâmetro=valores> o que variar; pode ser usado várias vezes',
        method: '<método> como as combinações são escolhidas',
        trials: '<n> número de combinações sorteadas (random, halving)',
        seed: '<n> semente do sorteio',
        eta: '<n> halving: uma em cada n é promovida, com n vezes mais épocas',
        'min-epochs': '<n> halving: épocas da primeira rodada',
        epochs: '<n> épocas por combinação; com halving, na última rodada',
        dataset: shared.pt.dataset,
        on: '<motor> treina em muitas máquinas, a partir da pasta de --out: ray ou slurm (um array de jobs)',
        out: '<pasta> com --on: uma pasta comum a todas as máquinas; usada de novo, treina o que falta',
        address: '<endereço> de um cluster Ray, como ray://host:10001; esta máquina se não for informado',
        resume: '<varredura> treina o que falta de uma varredura (sweep) que foi parada ou interrompida',
        backend: shared.pt.backend,
      },
      after: `Valores: uma lista, C1.filters=4,6,8 ou C1.activation=relu,tanh ou C1.kernelSize=3x3,5x5; ou um intervalo com
o número de valores, training.learningRate=log:1e-4..1e-2:5 ou S2.rate=lin:0..0.5:3. Separe números com vírgula
decimal por ponto e vírgula: 'S2.rate=0,25; 0,5'.

Ctrl-C para depois do treino atual. Uma varredura parada ou interrompida continua com --resume: suas execuções
são retomadas dos pontos de controle (checkpoints) e chegam aos mesmos pesos.`,
      columns: {
        accuracy: 'acurácia de val.',
        score: 'pontuação',
        test: 'teste',
        params: 'parâmetros',
        epochs: 'épocas',
        front: 'fronteira',
        run: 'execução',
      },
      states: {
        waiting: 'na fila',
        trained: 'treinada',
        dropped: 'eliminada',
        invalid: 'inválida',
        failed: 'falhou',
      },
      front:
        '* fronteira de Pareto: nenhuma outra combinação tem no máximo tantos parâmetros e pontuação melhor',
      planned: ({ combinations, epochs }) =>
        `${countedPt(combinations, 'combinação', 'combinações')}, ${countedPt(epochs, 'época')} no total`,
      started: ({ sweep }) => `varredura ${sweep}; se for interrompida: convas sweep --resume ${sweep}`,
      resuming: ({ sweep }) => `retomando a varredura ${sweep}`,
      best: ({ score }) => `melhor ${score}`,
      rung: ({ rung, rungs }) => `rodada ${rung} de ${rungs}`,
      combinations: 'combinações',
      stopping: 'parando depois do treino atual; pressione Ctrl-C de novo para sair na hora',
      submit: ({ folder, missing }) =>
        `${countedPt(missing, 'combinação', 'combinações')} a treinar: cd ${folder} && sbatch slurm.sh, depois este comando de novo para ver a tabela`,
      failedThere: ({ point, printed }) => `a combinação ${point} falhou: ${printed}`,
    },
  ),
};
