import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, list, plural } from '../words.ts';

export const runs: Translated<Catalogue['messages']['runs']> = {
  'in-use': ({ run, holder }) =>
    `A execução ${run} está em uso por ${holder}. Interrompa-a por lá ou espere terminar.`,
  'taken-over': ({ run }) =>
    `Outro processo assumiu a execução ${run} enquanto este não respondia. Ela continua por lá.`,
  'fix-convas-home': 'Libere espaço ou escolha outro lugar com CONVAS_HOME.',
  'sweep-in-use': ({ sweep, holder }) =>
    `A varredura ${sweep} está em uso por ${holder}. Tente de novo em instantes.`,
  'sweep-taken-over': ({ sweep }) => `Outro processo assumiu a varredura ${sweep}.`,
  'queue-in-use': ({ holder }) =>
    `A fila está sendo executada por outro Convas, ${holder}. Use-a por lá ou feche-o.`,
  'queue-taken-over': 'Outro processo assumiu a fila enquanto este não respondia. Use-a por lá.',

  'no-run': ({ run }) => `A execução “${run}” não existe. "convas runs" lista as execuções.`,
  'not-empty': ({ folder }) => `${folder} não está vazia. Indique uma pasta vazia ou uma que não exista.`,
  'not-readable': ({ folder, why }) => `A pasta ${folder} não contém uma execução que possa ser lida: ${why}`,
  'record-not-json': 'run.json não é um JSON válido.',
  'record-field': ({ field, why }) => `run.json, campo ${field}: ${why}`,
  'weights-damaged': ({ run, why }) => `Os pesos da execução ${run}: ${why}.`,
  'index-elsewhere': 'o índice indica um arquivo de outro lugar',
  'file-missing': ({ file }) => `falta ${file}`,
  'wrong-length': 'o arquivo não tem o tamanho que o índice declara',
  'wrong-digest': 'os números no arquivo não são os que foram gravados (o SHA-256 é outro)',
  'index-disagrees': 'o índice e o arquivo não combinam',
  'none-readable': 'não há nenhum que possa ser lido',
  'ends-early': 'o arquivo termina antes do esperado',
  damaged: ({ run, detail }) => `Execução ${run}: ${detail}`,
  'weight-length': ({ weight, expected, found }) =>
    `O peso ${weight} deveria ter ${counted(expected, 'valor', 'valores')}, mas tem ${found}.`,
  'no-weights': ({ run }) =>
    `A execução ${run} ainda não tem pesos: nenhum ponto de controle (checkpoint) foi gravado.`,
  'no-weights-to-start': ({ run }) => `A execução ${run} ainda não tem pesos: nada pode começar dela.`,
  'no-checkpoint': ({ run, steps, kept }) =>
    `A execução ${run} não guarda o ponto de controle (checkpoint) da iteração ${steps}. Ela guarda ${kept.length === 0 ? 'só os pesos mais recentes' : list(kept)}.`,
  'checkpoint-gone': ({ run }) => `O ponto de controle (checkpoint) da execução ${run} não existe mais.`,
  'weight-missing': ({ layer, run, weight }) =>
    `${layer}: a execução ${run} não tem o peso “${weight}” para esta camada. Dê à camada o nome que tinha lá, remova-a ou inicie uma nova execução.`,
  'weight-shape': ({ layer, weight, shape, run, found }) =>
    `${layer}: o peso “${weight}” tem o formato ${shape}, e na execução ${run} tem ${found}. Deixe a camada como era lá ou inicie uma nova execução.`,
  'epochs-done': ({ run, epochs }) =>
    `A execução ${run} já treinou ${counted(epochs, 'época')}. Aumente o número de épocas para retomá-la.`,
  'no-base': ({ run, known }) =>
    `O Convas não traz uma rede chamada ${run}. ${plural(known.length, 'Existe', 'Existem')} ${list(known)}.`,
  'transfer-shape': ({ layer, weight, shape, run, found }) =>
    `A rede recebe pesos de ${run}, mas na camada ${layer} o peso ${weight} tem aqui o formato ${shape} e lá ${found}. Dê outro nome à camada para começá-la com pesos aleatórios.`,
  'transfer-nothing': ({ run }) =>
    `A rede deveria começar de ${run}, mas nenhuma camada com pesos tem o nome de uma de lá. Mantenha os nomes das camadas aproveitadas.`,
  transferred: ({ run, taken, fresh, names }) =>
    `${plural(taken, 'Uma camada começa', `${groupDigits(taken)} camadas começam`)} com os pesos de ${run}; ${plural(fresh, 'uma começa', `${groupDigits(fresh)} começam`)} com pesos aleatórios: ${list(names.slice(0, 6))}${names.length > 6 ? ', …' : ''}.`,
  'transferred-all': ({ run }) => `Todas as camadas começam com os pesos de ${run}.`,
  'resume-and-fork':
    'Uma execução é retomada ou começa de um ponto de controle (checkpoint): não as duas coisas ao mesmo tempo.',
  'network-changed': ({ run }) =>
    `A rede não é a mesma com que a execução ${run} começou. Retome-a sem mudanças ou inicie uma nova execução.`,
  'data-changed': ({ run }) =>
    `Os dados não são os mesmos com que a execução ${run} começou. Retome-a sem mudanças ou inicie uma nova execução.`,
  'setting-changed': ({ run, setting }) =>
    `A configuração “${setting}” não é a mesma com que a execução ${run} começou. Retome-a sem mudanças ou inicie uma nova execução.`,
  'not-in-memory': 'A execução não está mais na memória.',

  'engine-ended': ({ kept }) => `O motor terminou enquanto esta execução treinava; ${kept}.`,
  'kept-weights': ({ epoch }) => `os pesos após a época ${epoch} foram mantidos`,
  'kept-pretraining': ({ layer }) => `nenhuma época terminou, e o pré-treino até ${layer} foi mantido`,
  'kept-nothing': 'nenhuma época terminou',
  'lost-here': ({ run }) => `Outro processo assumiu a execução ${run} enquanto este não respondia.`,

  'other-training': 'Outra execução está treinando. Interrompa-a primeiro ou espere terminar.',
  'not-training': ({ run }) => `A execução ${run} não está treinando.`,
  starting: 'Outra execução está sendo iniciada. Espere até que ela treine.',
  'start-canceled': 'O início foi cancelado.',
  'still-pretraining': ({ run }) =>
    `A execução ${run} ainda está no pré-treino. A taxa de aprendizado pode ser definida quando ela treinar.`,
  'delete-while-training': 'Esta execução está treinando. Interrompa-a antes de excluí-la.',
  'no-steps': ({ run }) =>
    `A execução ${run} foi treinada por uma versão do Convas que não guardava iterações. As épocas podem ser gravadas como csv.`,
  'no-epochs': ({ run }) => `A execução ${run} não terminou nenhuma época: ainda não há o que gravar.`,

  'queue-lost': 'A fila não é mais executada por este processo.',
  'queue-not-kept': ({ why }) => `Não é possível guardar a fila: ${why}`,
  'queue-attempts': ({ attempts }) =>
    `O motor terminou ${attempts} vezes durante este treino, sem nenhuma época no meio.`,
  'queue-item-gone': 'Não está mais na fila.',
  'queue-item-training': ({ name }) =>
    `${name} está treinando. Interrompa o treino; depois disso a fila continua.`,
  'queue-item-of-sweep': ({ name }) =>
    `${name} faz parte de uma varredura (sweep). Interrompa a varredura inteira.`,

  'stopped-by-hand': 'Interrompida pelo usuário.',
  'no-combination': ({ why }) => `Nenhuma das combinações pode ser treinada. ${why}`,
  'sweep-running': 'Esta varredura está em andamento: não há o que retomar.',
  'sweep-in-app':
    'Esta varredura está na fila do aplicativo. Ela continua lá assim que o aplicativo for aberto.',
  'sweep-delete-running': 'Esta varredura está em andamento. Interrompa-a antes de excluí-la.',
  'sweep-engine-ended': 'O motor que a executava terminou.',
  'no-sweep': ({ sweep, latest }) =>
    `A varredura “${sweep}” não existe${latest.length === 0 ? '' : `. As mais recentes são ${list(latest)}`}.`,
};
