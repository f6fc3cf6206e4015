import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Architecture search. */
export const search = {
  search: command(
    {
      description: 'search for networks that are more accurate, smaller or faster than a given one',
      arguments: { document: "[document] a template's ID or a .convas file" },
      options: {
        vary: '<parameter=values> what may change; can be given several times; if not given, what the document marks as variable, or else a suggested space',
        space: 'print the space that would be searched, and stop',
        strategy: '<strategy> how the next network is chosen',
        trials: '<n> number of networks that are trained',
        cost: '<list> of params, macs, memory, latency: what is to be low while the score is to be high',
        seed: '<n> seed of the search',
        population: '<n> evolution: parents are among the latest n networks',
        sample: '<n> evolution: a parent is the best of n drawn from the population',
        'min-epochs': '<n> train all networks for n epochs first and only the best for more',
        eta: '<n> with --min-epochs: one in n is promoted, to n times as many epochs',
        epochs: '<n> epochs per network; with --min-epochs, in the last rung',
        dataset: shared.en.dataset,
        out: '<folder> where the networks of the front are written as documents',
        resume: '<search> continue a search that was stopped or interrupted',
        backend: shared.en.backend,
      },
      after: `What may change is written as for convas sweep: C1.filters=4,6,8 or C1.kernelSize=3x3,5x5. Besides parameters, of
each layer that has one input: C1.kind=conv2d,separableConv2d (the parameters that both kinds have are kept),
C1.copies=0,1,2 (so many in a row, 0 leaves the layer out) and C1.skip=no,yes (its input is added to its output, through
a 1x1 convolution where the channels differ). Blocks have B1.repeat, and B1.block where the document has others to choose
from.

Strategies: evolution (Real et al. 2019), random, and tpe, which needs Python with Optuna (CONVAS_PYTHON). The first
network is the given one. No two networks with the same graph are trained. The same seed chooses the same networks.

Ctrl-C stops after the current training; continue with --resume.`,
      columns: {
        parameter: 'parameter',
        values: 'values',
        trial: 'trial',
        accuracy: 'val. accuracy',
        score: 'score',
        epochs: 'epochs',
        differs: 'what differs',
        run: 'run',
      },
      costs: { params: 'parameters', macs: 'MACs', memory: 'memory', latency: 'latency' },
      asItIs: 'the given network',
      planned: (of: { parameters: number; trials: number }) =>
        `${countedEn(of.trials, 'network')}, ${countedEn(of.parameters, 'parameter')} varied`,
      started: ({ search: of }: { search: string }) =>
        `search ${of}; if it is interrupted: convas search --resume ${of}`,
      front: (of: { front: number; trials: number }) =>
        `Pareto front: ${of.front} of ${countedEn(of.trials, 'network')}; no other is better in one column and at least as good in the rest`,
      written: ({ count }: { count: number }) => `${countedEn(count, 'document')} written`,
      trials: 'networks',
      rung: ({ rung, rungs }: { rung: number; rungs: number }) => `rung ${rung} of ${rungs}`,
      best: (of: { score: string; front: number }) => `best ${of.score}, front of ${of.front}`,
      stopping: 'stopping after the current training; press Ctrl-C again to quit immediately',
    },
    {
      description: 'busca redes mais precisas, menores ou mais rápidas do que uma rede dada',
      arguments: { document: '[documento] o ID de uma arquitetura pronta ou um arquivo .convas' },
      options: {
        vary: '<parâmetro=valores> o que pode mudar; pode ser usado várias vezes; sem ele, o que o documento marca como variável ou, sem marcas, um espaço sugerido',
        space: 'mostra o espaço em que a busca seria feita e termina',
        strategy: '<estratégia> como a próxima rede é escolhida',
        trials: '<n> número de redes treinadas',
        cost: '<lista> entre params, macs, memory, latency: o que deve ser baixo enquanto a pontuação é alta',
        seed: '<n> semente da busca',
        population: '<n> evolution: os pais estão entre as últimas n redes',
        sample: '<n> evolution: um pai é a melhor de n redes sorteadas da população',
        'min-epochs': '<n> treina todas as redes por n épocas primeiro e só as melhores por mais',
        eta: '<n> com --min-epochs: uma em cada n é promovida, com n vezes mais épocas',
        epochs: '<n> épocas por rede; com --min-epochs, na última rodada',
        dataset: shared.pt.dataset,
        out: '<pasta> onde as redes da fronteira são gravadas como documentos',
        resume: '<busca> continua uma busca que foi parada ou interrompida',
        backend: shared.pt.backend,
      },
      after: `O que pode mudar se escreve como em convas sweep: C1.filters=4,6,8 ou C1.kernelSize=3x3,5x5. Além dos parâmetros,
em cada camada com uma só entrada: C1.kind=conv2d,separableConv2d (os parâmetros comuns aos dois tipos são mantidos),
C1.copies=0,1,2 (quantas em sequência; 0 deixa a camada de fora) e C1.skip=no,yes (a entrada é somada à saída, por uma
convolução 1x1 onde os canais diferem). Blocos têm B1.repeat e, onde o documento tem outros blocos à escolha, B1.block.

Estratégias: evolution (Real et al. 2019), random e tpe, que precisa de Python com o Optuna (CONVAS_PYTHON). A primeira
rede é a rede dada. Duas redes com o mesmo grafo nunca são treinadas. A mesma semente escolhe as mesmas redes.

Ctrl-C para depois do treino atual; continue com --resume.`,
      columns: {
        parameter: 'parâmetro',
        values: 'valores',
        trial: 'tentativa',
        accuracy: 'acurácia de val.',
        score: 'pontuação',
        epochs: 'épocas',
        differs: 'o que difere',
        run: 'execução',
      },
      costs: { params: 'parâmetros', macs: 'MACs', memory: 'memória', latency: 'latência' },
      asItIs: 'a rede dada',
      planned: (of) =>
        `${countedPt(of.trials, 'rede')}, ${countedPt(of.parameters, 'parâmetro')} que ${of.parameters === 1 ? 'varia' : 'variam'}`,
      started: ({ search: of }) => `busca ${of}; se for interrompida: convas search --resume ${of}`,
      front: (of) =>
        `Fronteira de Pareto: ${of.front} de ${countedPt(of.trials, 'rede')}; nenhuma outra é melhor em uma coluna e pelo menos igual nas demais`,
      written: ({ count }) => `${countedPt(count, 'documento')} em disco`,
      trials: 'redes',
      rung: ({ rung, rungs }) => `rodada ${rung} de ${rungs}`,
      best: (of) => `melhor ${of.score}, fronteira com ${of.front}`,
      stopping: 'parando depois do treino atual; pressione Ctrl-C de novo para sair na hora',
    },
  ),
};
