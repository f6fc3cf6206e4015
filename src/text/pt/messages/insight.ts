import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal, fourFigures, groupDigits, percent } from '../words.ts';

const signed = 'simétrica em torno de zero: azul é negativo, branco é 0, vermelho é positivo';
const cut = (drawn: number, units: number): string =>
  drawn < units ? `; as primeiras ${groupDigits(drawn)} de ${groupDigits(units)} unidades` : '';

export const insight: Translated<Catalogue['messages']['insight']> = {
  'needs-classes':
    'Esta visualização explica a pontuação de uma classe, mas esta rede responde com outra coisa, como números, uma máscara ou a sua entrada: escolha uma rede que distinga classes.',
  'needs-maps':
    'Esta camada não tem mapas com posições: escolha uma camada antes do achatamento da rede, como uma convolução.',
  'needs-relu':
    'Esta rede não tem ReLU, por onde passa a retropropagação guiada: com outras ativações, ela é a saliência.',
  'needs-probabilities':
    'Esta visualização precisa de probabilidades, mas esta rede produz pontuações ou distâncias: treine uma que termine em softmax ou sigmoide.',
  'no-examples': 'Esta parte dos dados não tem exemplos: escolha outra.',
  'predicts-no-classes':
    'Esta visualização compara classes preditas com rótulos, mas esta rede responde com outra coisa, como números, uma máscara ou a sua entrada: escolha uma rede que distinga classes.',
  'needs-kernel':
    'Esta camada não tem um núcleo (kernel) com filtros a comparar: escolha uma convolução ou uma camada densa.',
  'needs-inputs': 'Esta camada não recebe nada de outras: escolha uma que calcule algo.',
  'needs-weights': 'Esta camada não tem pesos: escolha uma convolução, uma camada densa ou uma normalização.',
  'needs-dropout':
    'Esta rede não tem nenhuma camada que descarte valores no treinamento: acrescente uma camada Dropout para ver o que ela faz.',
  'needs-dropping-layer': 'Esta camada não descarta nada: escolha uma camada Dropout.',
  'needs-numbers':
    'Esta visualização compara números preditos com reais, mas esta rede responde com outra coisa: escolha uma execução treinada com números.',
  'needs-masks':
    'Esta visualização compara máscaras preditas com reais, mas esta rede responde com outra coisa: escolha uma execução treinada com máscaras.',
  'needs-reconstruction':
    'Esta visualização é de redes que devolvem a sua entrada: escolha uma execução de um autoencoder.',
  'needs-statistics':
    'Esta rede não tem camada que use estatísticas do lote: adicione uma camada BatchNormalization para ver o que ela faz.',
  'needs-statistics-layer':
    'Esta camada não usa estatísticas do lote: escolha uma camada BatchNormalization.',
  'nothing-kept':
    'Esta execução não guardou pontos de controle (checkpoints), e nada do treinamento pode ser mostrado: escolha uma execução treinada aqui.',
  'no-moments':
    'Esta execução não manteve ponto de controle com que comparar: mantenha alguns nas configurações de treinamento, ou compare com outra imagem.',
  'at-step': ({ step }: { step: number }) => `Ponto de controle da iteração ${groupDigits(step)}`,
  'test-image': ({ index }: { index: number }) => `Imagem de teste ${groupDigits(index)}`,
  'no-such-layer-there': ({ layer }: { layer: string }) =>
    `A outra execução não tem uma camada como ${layer}, com mapas do mesmo tamanho: escolha outra camada ou outra execução.`,
  'kernel-not-square': ({ count }) =>
    `Um núcleo (kernel) é um quadrado de números, como 9 ou 25; há ${groupDigits(count)}. Acrescente ou retire alguns.`,
  'kernel-too-large': ({ side, height, width }) =>
    `Um núcleo (kernel) de ${side} × ${side} não cabe em ${height} × ${width} sem preenchimento: use um menor, ou preenchimento.`,
  'no-width': ({ layer }) =>
    `${layer} não tem um número de filtros ou unidades que possa diminuir: escolha uma convolução ou uma camada densa fora de blocos.`,
  'cannot-remove': ({ layer }) =>
    `Os canais não podem ser removidos de vez: ${layer} precisa deles, ou a resposta mudaria. Silencie-os.`,
  'no-longer-fits': ({ layer, detail }) =>
    `Sem esses canais de ${layer} a rede deixa de se encaixar: ${detail}`,
  'kernel-does-not-fit': ({ layer, side, height, width, filters }) =>
    filters === 0
      ? `${layer} não tem filtros: escolha uma convolução.`
      : `Um núcleo (kernel) de ${side} × ${side} não cabe em ${layer}, que tem ${filters} filtros de ${height} × ${width}.`,
  'no-gradient':
    'Esta visualização pergunta como uma pontuação muda com a entrada, mas esta rede recebe números inteiros, como palavras pelos seus números, que não mudam aos poucos: escolha uma visualização sem gradientes, como oclusão ou mapas de características.',
  'no-channel': ({ layer, channel, most }) =>
    `${layer} não tem o canal ${groupDigits(channel)}: escolha um de 0 a ${groupDigits(most)}.`,
  diverged:
    'As saídas não são números finitos: a execução divergiu. Escolha um ponto de controle anterior ou outra execução.',
  'scale-of-filters': `uma só escala para todos os filtros, ${signed}`,
  'scale-of-color-units': ({ drawn, units }) =>
    `uma só escala para todas as unidades, uma imagem para cada: vermelho, verde e azul são os pesos dos três canais, simétrica em torno de zero: escuro é negativo, cinza médio é 0, claro é positivo${cut(drawn, units)}`,
  'scale-of-units': ({ drawn, units }) =>
    `uma só escala para todas as unidades, uma imagem para cada, ${signed}${cut(drawn, units)}`,
  'scale-of-unit-channels': ({ drawn, units, channels }) =>
    `uma só escala para todas, uma coluna para cada unidade e uma linha para cada um dos ${groupDigits(channels)} canais, ${signed}${cut(drawn, units)}`,
  'scale-of-matrix': `uma linha para cada entrada, uma coluna para cada unidade, ${signed}`,
  'scale-of-outputs':
    'uma só escala para todos os mapas: escuro é o menor valor, amarelo é o maior (viridis)',
  'scale-of-difference': `uma escala para todos os mapas, ${signed}`,
  measure: 'medida',
  value: 'valor',
  class: 'classe',
  mistakes: ({ count }) =>
    count === 0 ? 'Nenhum erro' : `${counted(count, 'erro')}, a começar pelos mais confiantes`,
  hits: ({ count }) =>
    count === 0 ? 'Nenhum acerto' : `${counted(count, 'acerto')}, a começar pelos menos confiantes`,
  confused: ({ actual, predicted, count }) =>
    `${counted(count, 'imagem', 'imagens')} de ${actual} com predição ${predicted}${count > 0 ? ', as mais seguras primeiro' : ''}`,
  answered: ({ predicted, actual, sureness }) =>
    predicted === actual
      ? `${predicted}\n${fourFigures(sureness)}`
      : `${predicted} (${fourFigures(sureness)})\nreal: ${actual}`,
  'patch-answer': ({ label, value }) => `${label}\n${fourFigures(value)}`,
  'area-under': ({ label, area }) => `${label} (${fourFigures(area)})`,
  'from-to': ({ from, to }) => `${fourFigures(from)} – ${fourFigures(to)}`,
  quantile: ({ share }) => percent(share),
  example: 'exemplo',
  actual: 'real',
  predicted: 'predito',
  sureness: 'certeza',
  right: 'acerto',
  wrong: 'erro',
  'number-predicted': ({ predicted, actual }) => `${fourFigures(predicted)}\nreal: ${fourFigures(actual)}`,
  'reconstruction-error': ({ error }) => `reconstrução\nerro ${fourFigures(error)}`,
  'mask-overlap': ({ example, share }) => `Exemplo ${groupDigits(example)}\nIoU ${fourFigures(share)}`,
  'code-number': ({ index }: { index: number }) => `Número ${index}`,
  'code-of': ({ numbers }: { numbers: number }) => `Autoencoder, ${numbers} números`,
  'lsa-of': ({ numbers }: { numbers: number }) => `LSA, ${numbers} números`,
  'this-filter': ({ filter }: { filter: number }) => `Filtro ${filter}`,
  'matched-filter': ({ filter, correlation }) => `outro: ${filter}\n${fourFigures(correlation)}`,
  component: ({ index, share }) =>
    `Componente ${index} (${decimal(share, { style: 'percent', maximumSignificantDigits: 4 })} da variância)`,
  channel: ({ layer, channel }) => `${layer}, canal ${channel}`,
  'channel-of': ({ layer }) => `Canal de ${layer}`,
  'unit-channel': ({ layer, channel }) => `${layer}, canal ${channel}`,
  'unit-window': ({ height, width }) => `na moldura: os ${height} × ${width} que ela vê`,
  'unit-place': ({ row, column }) => `na moldura: linha ${row}, coluna ${column}`,
  'unit-adds': ({ sum }) => `soma ${fourFigures(sum)}`,
  'unit-others': ({ count }) => counted(count, 'outro canal', 'outros canais'),
  'unit-bias': 'viés (bias)',
  'unit-rest': 'o resto, que não é produto',
  'unit-sum': 'soma',
  randomized: ({ layer, correlation }) =>
    `${layer} também aleatória\ncorrelação de postos ${fourFigures(correlation)}`,
  'filters-over-time': ({ layer, count, input }) =>
    `${layer}: ${counted(count, 'filtro')} para o canal de entrada ${input}, por ponto de controle`,
  'filter-at-step': ({ filter, step }) => `Filtro ${filter}\niteração ${groupDigits(step)}`,
  disagreements: ({ count }) =>
    count === 0
      ? 'As duas preveem o mesmo'
      : `${counted(count, 'imagem', 'imagens')} com predições diferentes`,
  disagreement: ({ own, other, actual }) => `${own}; outra: ${other}\nreal: ${actual}`,
  patches: ({ layer, channel, height, width }) =>
    `${layer}, canal ${channel}: partes de ${height} × ${width}, a começar pela resposta mais forte`,
};
