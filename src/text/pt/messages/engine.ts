import type { Catalogue, Translated } from '../../structure.ts';
import { choice, counted, decimal, groupDigits, list, plural } from '../words.ts';
import { learns } from './training.ts';

const backends = {
  native: 'O TensorFlow nativo',
  webgpu: 'O WebGPU',
  webgl: 'O WebGL',
  wasm: 'O WebAssembly',
  cpu: 'O JavaScript puro',
} as const;
const doctor = ' Execute "convas doctor" para corrigir.';

const library = (loaded: { oneDnn: boolean; intraOpThreads: number; interOpThreads: number }): string =>
  `oneDNN ${loaded.oneDnn ? 'ativado' : 'desativado'}, ${loaded.intraOpThreads} e ${loaded.interOpThreads} threads dentro das operações e entre elas`;

const became = { exploded: 'explodiu para', nan: 'deixou de ser um número', infinite: 'ficou infinita' };
const exponent = (value: number): string => value.toExponential(1).replace('.', ',');
const exact = (value: number): string => decimal(value, { maximumFractionDigits: 20 });

export const engine: Translated<Catalogue['messages']['engine']> = {
  unexpected: ({ detail }) => `Erro inesperado dentro do motor: ${detail}`,
  'no-longer-wanted': 'O pedido foi cancelado.',

  'not-buildable': 'Não é possível montar a rede.',
  'several-inputs': ({ count }) => `A rede tem ${counted(count, 'entrada')}. Deveria ter uma.`,
  'several-outputs': ({ count }) => `A rede tem ${counted(count, 'saída')}. Deveria ter uma.`,
  'same-name': ({ layer }) => `Duas camadas se chamam “${layer}”. Renomeie uma delas.`,
  'features-canceled': 'O cálculo das características foi cancelado.',
  'features-progress': ({ done, total }) =>
    `Calculando características: ${groupDigits(done)} de ${groupDigits(total)}`,
  'features-computed': ({ layer, count, variants }) =>
    `As camadas congeladas até ${layer} foram calculadas uma só vez para ${plural(count, 'um exemplo', `${groupDigits(count)} exemplos`)}${variants === 0 ? '' : ` (${plural(variants, 'uma variante aumentada', `${groupDigits(variants)} variantes aumentadas`)} de cada exemplo de treino)`}; as camadas seguintes treinam com essas características.`,
  'features-found': ({ layer, variants }) =>
    `As características da camada ${layer} estavam guardadas de uma execução anterior${variants === 0 ? '' : ` (${plural(variants, 'uma variante aumentada', `${groupDigits(variants)} variantes aumentadas`)} de cada exemplo de treino)`}; as camadas seguintes treinam com elas.`,
  'features-too-large': ({ layer }) =>
    `As características da camada ${layer} não cabem na memória: as camadas congeladas são calculadas em cada iteração. Corte a rede mais adiante ou guarde menos variantes.`,
  'all-frozen':
    'Todas as camadas com pesos estão congeladas: não resta nada para treinar. Descongele uma delas.',
  'nothing-to-pretrain':
    'Não há camada oculta com pesos para o pré-treino. Desative o pré-treino ou acrescente uma camada oculta.',
  'not-pretrainable': ({ layer, why }) =>
    `Não é possível fazer o pré-treino de ${layer}: ${why}. Congele-a ou desative o pré-treino.`,
  'boltzmann-range': ({ layer }) =>
    `${layer} não pode ser pré-treinada como máquina de Boltzmann restrita: ela recebe números fora do intervalo de 0 a 1. Escolha o intervalo de 0 a 1 em Dados ou pré-treine autoencoders.`,
  'no-data': 'Nenhum conjunto de dados foi escolhido. Escolha os dados com que a rede vai aprender.',
  'newer-document':
    'Este documento foi gravado por uma versão mais nova do Convas. Atualize o Convas para treiná-lo.',
  'too-few-classes': ({ title, classes }) =>
    `${title} ${classes === 1 ? 'tem uma única classe' : 'não tem classes'}: não há o que distinguir. Escolha dados com duas ou mais classes.`,
  'label-outside': ({ example, title, label, most }) =>
    `O exemplo ${groupDigits(example)} de ${title} tem o rótulo ${label}. Os rótulos vão de 0 a ${most}.`,
  'outputs-and-classes': ({ output, title, classes }) =>
    `A saída da rede é ${output}, mas ${title} tem ${counted(classes, 'classe')}. Dê à última camada ${counted(classes, 'unidade')}.`,
  'outputs-and-target': ({ output, title, wanted }) =>
    `A saída da rede é ${output}, mas os alvos de ${title} precisam de ${wanted}. Mude a última camada.`,
  'target-differs': ({ title, own, target }) =>
    `A rede ${learns[target]}, mas ${title} serve para uma rede que ${learns[own]}. Use dados do mesmo tipo.`,
  'no-images': ({ shape }) =>
    `Os exemplos são números no formato ${shape.join(' × ')}, não imagens: não há figuras deles.`,
  'no-map-of-words':
    'Os exemplos são textos, cujos números representam palavras: números próximos não têm significados próximos. Escolha as características de uma execução.',
  'map-too-few': ({ title }) =>
    `Um mapa precisa de pelo menos 3 exemplos, e ${title} tem menos nesta divisão. Escolha outra.`,
  'map-too-large': ({ values, most }) =>
    `Os exemplos têm ${groupDigits(values)} números, e um mapa aceita no máximo ${groupDigits(most)}. Escolha as características de uma execução.`,
  'no-examples': ({ title }) => `${title} não tem exemplos de treino.`,
  'validation-empty': ({ share, examples }) =>
    `Uma validação de ${exact(share)} de ${counted(examples, 'exemplo')} fica vazia. Aumente a fração ou defina-a como 0.`,
  'batch-too-large': ({ batch, examples }) =>
    `O tamanho do lote é ${groupDigits(batch)}, mas há ${counted(examples, 'exemplo')} de treino. Escolha no máximo ${groupDigits(examples)}.`,
  'class-weights-of-others': ({ target }) =>
    `Os pesos das classes precisam de exemplos com uma classe cada, mas esta rede ${learns[target]}. Escolha nenhum.`,
  'features-mixed': ({ layer }) =>
    `Mixup e CutMix misturam as próprias imagens, por isso as camadas até "${layer}" são calculadas a cada lote.`,
  'mixing-of-others': ({ target }) =>
    `Mixup e CutMix precisam de exemplos de uma só classe cada, mas esta rede ${learns[target]}. Remova-os em Dados, Preparar.`,
  'class-weights-count': ({ weights, title, classes }) =>
    `Há ${plural(weights, 'um peso de classe', `${groupDigits(weights)} pesos de classe`)}, mas ${title} tem ${counted(classes, 'classe')}. Dê um peso para cada uma.`,
  'data-changed-since': ({ title }) =>
    `${title} mudou desde que esta execução começou, por isso ela não pode ser retomada. Inicie uma nova.`,
  'unknown-symbol': ({ symbol, layer, most }) =>
    `Os dados contêm o símbolo ${symbol}, mas o embedding “${layer}” conhece os de 0 a ${most}: ${symbol < 0 ? 'numere os símbolos a partir de 0' : `aumente o vocabulário para pelo menos ${groupDigits(symbol + 1)}`}.`,
  'initializer-length': ({ weight, expected, found }) =>
    `${weight} tem ${counted(expected, 'valor', 'valores')}, e o inicializador tem ${groupDigits(found)}. Forneça a mesma quantidade.`,
  'no-example': ({ part, dataset, examples, index }) =>
    `O conjunto de ${{ train: 'treino', validation: 'validação', test: 'teste' }[part]} de ${dataset} tem ${counted(examples, 'exemplo')}. O exemplo ${groupDigits(index)} não existe.`,

  diverged: ({ step, how, loss, what }) =>
    `Na iteração ${groupDigits(step)}, a perda ${became[how]}${loss === null ? '' : ` ${exponent(loss)}`}: ${what}. Tente uma taxa de aprendizado menor.`,
  'weight-exploded': ({ weight, layer, size }) =>
    `o peso “${weight}” da camada “${layer}” cresceu até ${exponent(size)}`,
  'weight-not-finite': ({ weight, layer }) => `o peso “${weight}” da camada “${layer}” não é finito`,
  'output-not-finite': ({ layer }) => `a saída da camada “${layer}” não é finita`,
  'outputs-too-large': ({ layer }) => `as saídas da camada “${layer}” são grandes demais para a perda`,
  'pretraining-diverged': ({ layer, epoch, error }) =>
    `O pré-treino de ${layer} divergiu na época ${epoch}: o erro de reconstrução ${error === null ? 'deixou de ser um número' : `cresceu até ${exponent(error)}`}. Tente uma taxa de aprendizado menor no pré-treino.`,
  'pretraining-stopped': ({ layer, index, count }) =>
    `Interrompida durante o pré-treino de ${layer}, ${index} de ${count}. Ao retomar, essa camada recomeça do início.`,
  'loss-not-finite': 'A perda nestes dados não é um número finito: a execução divergiu.',

  'step-not-compiled': ({ why }) => `Não é possível compilar a iteração: ${why}.`,
  'step-not-trusted': ({ why }) => `A iteração compilada não é confiável: ${why}.`,
  'step-refused': ({ why }) => `O TensorFlow não aceitou a iteração compilada: ${why}.`,
  'step-deadly':
    'A iteração compilada desta rede derrubou o motor duas vezes, por isso é executada operação por operação. Qualquer mudança na rede ou nas configurações tenta de novo.',
  'too-few-steps': ({ steps }) =>
    `A execução tem ${plural(steps, 'uma iteração', `${groupDigits(steps)} iterações`)}, poucas para que compilar valha a pena: é feita operação por operação.`,
  'forward-not-compiled': ({ why }) => `Não é possível compilar a passagem direta: ${why}.`,
  'forward-deadly':
    'A passagem direta compilada desta rede derrubou o motor duas vezes, por isso é executada operação por operação.',
  'forward-refused': ({ why }) => `O TensorFlow não aceitou a passagem direta compilada: ${why}.`,
  'forward-failed': ({ why }) => `O TensorFlow recusou a passagem direta compilada: ${why}.`,
  'forward-not-trusted': ({ layer }) =>
    `A passagem direta compilada não é confiável: ${layer} difere do resultado operação por operação.`,
  'loss-differs': ({ compiled, plain }) => `a perda é ${compiled}, e operação por operação é ${plain}`,
  'weight-differs': ({ weight }) => `${weight} não muda como operação por operação`,
  'operations-elsewhere': ({ instructionSet }) =>
    `as operações próprias são feitas para AVX2 e AVX-512, e este processador tem ${instructionSet}`,
  'operations-not-compiled':
    'as operações próprias não estão compiladas: com um compilador C++, execute `npm start` ou `npm test` uma vez',
  'operations-not-loaded': ({ reason }) => `as operações próprias não carregam: ${reason}`,
  'constant-not-numbers': 'contém uma constante que não é formada por números',
  'outside-tensor': 'usa um tensor criado fora da iteração',
  'reads-back': 'lê números de volta no meio de uma iteração',
  'unknown-attribute': ({ name }) => `o atributo ${name} é de um tipo desconhecido`,
  'unknown-type': ({ name, type }) => `${name} é do tipo ${type}`,
  'random-outside-training': 'uma camada pediu números aleatórios fora do treino',

  'batches-between': ({ why }) =>
    `A thread que prepara os lotes ${why}. A partir de agora eles são preparados entre as iterações.`,
  'thread-not-started': ({ detail }) => `não pôde ser iniciada (${detail})`,
  'thread-ended': 'terminou',
  'thread-ended-with': ({ detail }) => `terminou (${detail})`,

  'no-backend': ({ wanted, known }) => `O backend “${wanted}” não existe. Existem ${list(known)}.`,
  'backend-not-loaded': ({ backend, detail }) =>
    `${backends[backend]} não carrega: ${detail}.${backend === 'native' ? doctor : ''}`,
  'backend-asked-for': ({ backend }) => `${backends[backend]} foi escolhido explicitamente.`,
  'backends-not-loaded': ({ reasons }) => reasons.join(' '),
  'no-backend-loads': ({ reasons }) => `Nenhum backend carrega. ${reasons.join(' ')}`,
  'needs-native': ({ backend, reason }) =>
    `Iterações compiladas precisam do TensorFlow nativo; este é ${backend}. ${reason}`.trim(),
  'backend-absent': ({ backend }) => `${backends[backend]} não está disponível`,
  'backends-measured': ({ rates, missing }) =>
    [
      `Medido neste navegador, treinando uma rede pequena: ${list(
        rates.map(
          ({ backend, imagesPerSecond, agrees }) =>
            `${backends[backend]} ${groupDigits(imagesPerSecond)} imagens por segundo${agrees ? '' : ', com outros resultados, por isso não é usado'}`,
        ),
      )}.`,
      ...(missing.length > 0
        ? [`Não disponível aqui: ${list(missing.map((backend) => backends[backend]))}.`]
        : []),
    ].join(' '),
  'storage-refused':
    'Este navegador não guarda dados desta página, como em algumas janelas anônimas: execuções, dados e ajustes se perdem quando a aba é fechada. Exporte o que quiser guardar ou abra a página em uma janela normal.',
  'storage-trouble': ({ detail }) =>
    `O navegador não guardou as últimas mudanças: ${detail} Apague execuções ou dados de que não precisa mais, ou exporte o que quiser guardar antes de fechar a aba.`,
  'tensorflow-not-started': 'o TensorFlow não iniciou',
  'runtime-not-downloaded': 'O TensorFlow nativo ainda não foi baixado.',
  'wasm-not-loaded': 'os kernels de WebAssembly não carregaram',

  'kernels-measuring': 'Os kernels já estão sendo medidos.',
  'kernels-while-training':
    'Há uma execução em treinamento. Interrompa-a ou espere terminar para medir os kernels.',
  'measurement-canceled': 'A medição foi cancelada.',
  'measurement-gave-way': 'A medição deu lugar a uma execução.',
  'kernels-not-measured':
    'Não foi possível medir nenhum kernel. "convas doctor" mostra se o TensorFlow nativo carrega.',
  'kernels-differ': ({ run, wanted, loaded }) =>
    `${run === null ? 'Esta rede treina mais rápido' : `A execução ${run} foi treinada`} com ${library(wanted)}, mas este motor carregou o TensorFlow com ${library(loaded)}, e isso não pode mudar enquanto ele roda. Reinicie o motor${run === null ? ' primeiro.' : ' e retome a execução: assim ela calcula os mesmos números que sem a interrupção.'}`,
  'kernels-variable': ({ variable, value }) =>
    `${variable} é “${value}”. Deve ser "default" ou kernels em JSON, como no run.json de uma execução.`,
  'restart-inside': 'Este motor roda dentro do programa que o usa. Feche esse programa e abra-o de novo.',
  'restart-useless': ({ variables }) =>
    `O ambiente carrega o TensorFlow com opções diferentes das que a execução precisa, e reiniciar não muda isso. Remova ${list(variables)} do ambiente e abra o Convas de novo.`,
  'restart-while-training': 'Há uma execução em treinamento. Interrompa-a antes de reiniciar o motor.',

  'rates-of-random-weights':
    'A busca começa com pesos aleatórios, este documento com os de outra rede: o que ela encontrasse não valeria. Escolha uma taxa à mão ou remova os pesos iniciais.',
  'rates-must-rise': ({ from, to }) => `As taxas devem crescer: ${exact(from)} não é menor que ${exact(to)}.`,
  'search-canceled': 'A busca foi cancelada.',
  'search-displaced': 'Uma execução começou a treinar, por isso a busca da taxa de aprendizado terminou.',
  'search-while-training': 'Há uma execução em treinamento. Interrompa-a primeiro ou espere terminar.',
  'search-running': 'Já há uma busca de taxa de aprendizado em andamento.',

  'no-view': ({ view, known }) => `A visualização “${view}” não existe. Existem ${list(known)}.`,
  'view-option': ({ view, wrong, known }) =>
    `As opções da visualização ${view} não são válidas. ${wrong} ${known.length === 0 ? 'Ela não tem opções.' : `As opções dela são ${list(known)}.`}`,
  'view-needs-layer': ({ view, layers }) =>
    `A visualização ${view} precisa de uma camada. Escolha ${choice(layers)}.`,
  'no-layer': ({ layer, layers }) => `A rede não tem a camada “${layer}”. Ela tem ${list(layers)}.`,
  'no-test-example': ({ example, most }) =>
    `Não há exemplo de teste ${groupDigits(example)}: escolha um de 0 a ${groupDigits(most)}.`,
  'no-words': ({ title }) =>
    `Os exemplos de ${title} não são textos cujas palavras sejam conhecidas: dê uma imagem ou escolha uma execução treinada com textos.`,
  'no-known-word': ({ title }) =>
    `O texto não tem nenhuma palavra que exista em ${title}. Escreva outras palavras.`,
  'words-changed': ({ title }) =>
    `${title} mudou desde o treinamento da execução, e as palavras podem ter outros números. Restaure os dados ou treine de novo.`,
  'takes-images': ({ input }) =>
    `A rede recebe imagens (${input.join(' × ')}), e não linhas de números: dê um arquivo de imagem.`,
  'wrong-numbers': ({ given, input, wanted }) =>
    `Há ${counted(given, 'número', 'números')}, e a rede recebe ${groupDigits(wanted)} (${input.join(' × ')}), na ordem dos dados, sem o alvo.`,
  'not-bytes': ({ place, value }) =>
    `O número ${groupDigits(place)} é ${decimal(value)}: os dados da rede são números inteiros de 0 a 255.`,
  'not-finite': ({ place }) =>
    `O número ${groupDigits(place)} está ausente ou não é finito: informe um número.`,
  'view-needs-other': ({ view }) => `A visualização ${view} compara com outra execução. Escolha uma.`,
  'no-class': ({ wanted, labels, most }) =>
    `A classe “${wanted}” não existe. Escolha uma de ${list(labels)}, ou um número de 0 a ${most}.`,

  'classes-differ': ({ known, title, classes }) =>
    `A rede distingue ${counted(known, 'classe')}, e ${title} tem ${groupDigits(classes)}. Use dados com as mesmas classes.`,
  'no-test-examples': ({ title }) => `${title} não tem exemplos de teste.`,
  'batch-fixed': ({ op }) =>
    `O tamanho do lote faz parte do cálculo (${op}), por isso ele não pode ser gravado para lotes de qualquer tamanho.`,
};
