import { activationTitles } from '../../members/activations.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted, gigabytes, groupDigits, plural, quoted } from '../words.ts';
import { learns } from './training.ts';

const memory = (needed: number, available: number): string =>
  `O treino precisa de cerca de ${gigabytes(needed)} de memória, mas esta máquina tem ${gigabytes(available)}`;

const wiresInto = (wires: number): string => counted(wires, 'conexão chega', 'conexões chegam');

function outputs(shape: readonly number[]): string {
  const [first = 1] = shape;
  if (shape.length > 1) return shape.join(' × ');
  return first === 1
    ? '1 valor, que pode distinguir duas classes'
    : `${groupDigits(first)} ${plural(first, 'valor', 'valores')}`;
}

const titles: Readonly<Record<string, string>> = activationTitles('pt-BR');
const activationName = (activation: string): string =>
  activation === 'linear' ? 'nenhuma ativação' : `a ativação ${titles[activation] ?? activation}`;

export const network: Translated<Catalogue['messages']['network']> = {
  'no-layer-values': ({ found, layers }) =>
    found === 0
      ? 'O arquivo não tem números de camadas. Use um arquivo CSV com um nome e um número em cada linha, ou JSON como {"C1": 0.5}.'
      : `O arquivo tem números, mas de nenhuma camada desta rede. As camadas dela são ${quoted(layers)}.`,
  'boltzmann-dense':
    'uma máquina de Boltzmann restrita precisa de uma camada Dense sobre uma entrada plana, como a saída de Flatten',
  'boltzmann-sigmoid': 'as unidades de uma máquina de Boltzmann restrita precisam de sigmoide como ativação',
  'boltzmann-bias': 'as unidades de uma máquina de Boltzmann restrita precisam de vieses',
  'bypass-of-input': ({ name }) =>
    `Os dados entram por "${name}", e por isso ela não pode ser ignorada: não há entrada para passar adiante.`,
  'bypass-without-wire': ({ name }) =>
    `Nada chega a "${name}", que está ignorada e não tem o que passar adiante: ligue outra camada a ela.`,
  'bypass-of-bypassed': ({ name }) =>
    `Tudo o que chega a "${name}" vem de camadas ignoradas, e ela não tem o que passar adiante: deixe de ignorar uma delas.`,
  'bypass-of-several': ({ name, names, count }) =>
    `"${name}" combina ${groupDigits(count)} entradas (${quoted(names, count)}) e não pode ser ignorada: só uma única entrada pode ser passada adiante.`,
  cycle: ({ names, more }) =>
    `As conexões formam um ciclo: ${[...names, ...(more ? ['...'] : []), names[0]].join(' → ')}. Os dados devem ir da entrada à saída, sem nunca voltar.`,
  'duplicate-name': ({ name }) =>
    `Duas camadas se chamam "${name}". As exportações identificam os pesos por esses nomes, e cada um deve ser único.`,
  empty: 'Ainda não há camadas: comece com um Input, depois acrescente camadas e conecte-as.',
  'all-bypassed': 'Todas as camadas estão ignoradas e não sobra nada da rede: deixe de ignorar algumas.',
  'final-softmax': ({ activation }) =>
    `A entropia cruzada compara probabilidades, mas a última camada ${activation === null ? 'não tem softmax' : `tem ${activation}, e não softmax`}: suas saídas não somam 1.`,
  'final-sigmoid': ({ activation }) =>
    `A entropia cruzada binária treina a pontuação antes de uma sigmoide, mas a última camada ${activation === null ? 'não tem sigmoide' : `tem ${activation}, e não sigmoide`}: sua saída não é uma probabilidade.`,
  'input-rank': ({ data, input }) => `Os exemplos dos dados têm formato ${data}, mas o Input tem ${input}.`,
  'input-channels': ({ data, input }) =>
    `Os dados têm ${counted(data, 'canal', 'canais')}, mas o Input tem ${groupDigits(input)}.`,
  'input-too-small': ({ data, input }) =>
    `As imagens dos dados têm ${data}, maiores que o Input, de ${input}, e o preenchimento (padding) não pode diminuí-las.`,
  'invalid-parameter': ({ field, value, reason }) => `O parâmetro ${field} não pode ser ${value}. ${reason}`,
  'missing-parameter': ({ field, reason }) => `Falta o parâmetro ${field}. ${reason}`,
  'unknown-data': ({ dataset }) => `Os dados "${dataset}" não são conhecidos nesta máquina.`,
  'missing-data': ({ why }) =>
    `${why.replace(/\.$/, '')}. Não é possível treinar nem testar a rede com eles: use outros dados ou indique onde estão.`,
  'missing-input': ({ name }) =>
    `Nada chega a "${name}": desenhe uma conexão a partir da camada de onde vem a sua entrada.`,
  'too-few-inputs': ({ name, needs, has }) =>
    `"${name}" combina no mínimo ${counted(needs, 'entrada')}, mas tem ${groupDigits(has)}: desenhe outra conexão até ela.`,
  'no-input': 'A rede não tem Input: nada define por onde as imagens entram e que formato elas têm.',
  'nothing-connected':
    'Nenhuma camada está conectada ainda: desenhe uma conexão do Input até a camada seguinte.',
  'nothing-to-train':
    'Nenhuma camada tem pesos que possam ser treinados: acrescente uma convolução ou uma camada Dense.',
  'one-class':
    'Os dados têm uma única classe: não há o que distinguir. Escolha dados com duas classes ou mais.',
  'output-mismatch': ({ shape, classes }) =>
    `A saída da rede tem ${outputs(shape)}, mas os dados têm ${counted(classes, 'classe')} (rótulos de 0 a ${groupDigits(classes - 1)}): a última camada precisa de uma unidade por classe.`,
  'reconstruction-shape': ({ name, input, output }) =>
    `A rede deve reconstruir a sua entrada, de ${input}, mas a saída de "${name}" é ${output}.`,
  'reconstruction-loss': ({ loss }) =>
    `A rede deve reconstruir a sua entrada, mas a função de perda (${loss}) compara classes: escolha uma que compare números.`,
  'target-output': ({ target, output, wanted }) =>
    `Os dados servem para uma rede que ${learns[target]}, com saída de ${wanted}, mas a saída desta rede é ${output}.`,
  'target-loss': ({ loss, target }) =>
    `A função de perda (${loss}) não treina uma rede que ${learns[target]}: escolha outra.`,
  'target-activation': ({ target, activation }) => {
    const why: Readonly<Record<typeof target, string>> = {
      labels: 'Cada rótulo vale ou não por si só, e cada saída deve ser uma probabilidade própria',
      numbers: 'A última camada limita os números que a rede pode prever',
      mask: 'As saídas de cada pixel devem ser as probabilidades das suas classes',
    };
    return `${why[target]}: dê à última camada ${activationName(activation)}.`;
  },
  'image-steps': ({ steps }) =>
    `O pré-processamento tem etapas para imagens (${steps.join(', ')}), mas os exemplos dos dados são outros números.`,
  'several-inputs': ({ names, count }) =>
    `A rede tem ${groupDigits(count)} entradas (${quoted(names, count)}), mas os dados têm uma imagem por exemplo: mantenha um só Input e ramifique a partir dele.`,
  'several-outputs': ({ names, count }) =>
    `${groupDigits(count)} camadas não levam a lugar nenhum (${quoted(names, count)}), mas a rede só pode ter uma saída: conecte as outras a uma camada seguinte ou remova-as.`,
  'single-unit-softmax':
    'A softmax faz as suas saídas somarem 1, e uma única unidade responde sempre 1, seja qual for a entrada. Para duas classes, use uma sigmoide ou dê duas unidades à camada.',
  'single-unit-loss': ({ loss }) =>
    `A função de perda (${loss}) compara entre si as saídas das classes, mas há uma só unidade para as duas: use a entropia cruzada binária.`,
  'takes-no-wire': ({ name, wires }) =>
    `Os dados entram por "${name}", que não recebe entrada, mas ${wiresInto(wires)} a ela.`,
  'too-many-inputs': ({ name, most, wires }) =>
    `"${name}" recebe ${counted(most, 'entrada')}, mas ${wiresInto(wires)} a ela.`,
  'unconnected-layer': ({ name }) => `"${name}" não tem conexões e não faz parte da rede.`,
  'unknown-kind': ({ kind }) =>
    `Esta versão do Convas não tem camadas do tipo "${kind}". A camada é mantida como está: atualize o Convas ou remova a camada.`,
  'unknown-block': ({ block }) => `O documento não tem o bloco "${block}".`,
  'block-in-itself': ({ name }) => `O bloco "${name}" contém a si mesmo, e isso não teria fim.`,
  'block-inputs': ({ name, inputs, wires }) =>
    `O bloco "${name}" recebe ${counted(inputs, 'entrada')}, mas ${wiresInto(wires)} a ele.`,
  'block-output': ({ name }) => `Nada sai do bloco "${name}".`,
  'too-deep': ({ most }) => `Há blocos aninhados em mais de ${groupDigits(most)} níveis.`,
  'too-many-layers': ({ most }) => `Expandida, a rede tem mais de ${groupDigits(most)} camadas e blocos.`,
  'memory-for-batch': ({ needed, available, most }) =>
    `${memory(needed, available)}: escolha um tamanho de lote de no máximo ${groupDigits(most)} ou diminua a entrada.`,
  'memory-for-any': ({ needed, available }) =>
    `${memory(needed, available)}: nem um lote de um só exemplo cabe. Diminua a entrada ou a rede.`,
};
