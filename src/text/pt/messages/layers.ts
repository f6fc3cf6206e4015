import { by, shapeIn } from '../../shapes.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, list } from '../words.ts';

const shapeOf = shapeIn('pt-BR');

const operations = {
  add: 'somar',
  multiply: 'multiplicar',
  average: 'calcular a média de',
  maximum: 'calcular o máximo de',
  concatenate: 'concatenar',
};
const inputs: Readonly<Record<number, string>> = {
  1: 'um vetor (unidades)',
  2: 'uma sequência (tempo × características)',
  3: 'uma imagem (altura × largura × canais)',
  4: 'um volume (profundidade × altura × largura × canais)',
};
const lines: Readonly<Record<number, readonly string[]>> = {
  1: ['instantes'],
  2: ['linhas', 'colunas'],
  3: ['fatias', 'linhas', 'colunas'],
};
const wholes = (spatial: readonly number[]): string =>
  ({ 1: `uma sequência de ${counted(spatial[0]!, 'instante')}`, 2: `uma imagem de ${by(spatial)}` })[
    spatial.length
  ] ?? `um volume de ${by(spatial)}`;

function several(shapes: readonly (readonly number[])[]): string {
  const distinct = [...new Set(shapes.map(shapeOf))];
  const more = distinct.length - 4;
  return list(more > 0 ? [...distinct.slice(0, 4), counted(more, 'outro')] : distinct);
}

const axisName = (axis: number, rank: number) =>
  rank === 3 ? ` (${['altura', 'largura', 'canais'][axis]})` : axis === rank - 1 ? ' (o último)' : '';

/** A window with its article: `Um núcleo (kernel) 5x5`. */
const windowOf = (window: 'kernel' | 'pooling', size: readonly number[], article: boolean) =>
  window === 'kernel'
    ? `${article ? 'Um ' : ''}núcleo (kernel) ${by(size)}`
    : `${article ? 'Uma ' : ''}janela de pooling ${by(size)}`;

export const layers: Translated<Catalogue['messages']['layers']> = {
  'output-too-large': ({ shape, size, most }) =>
    `A saída seria ${shapeOf(shape)}: ${groupDigits(size)} números por exemplo. Um tensor comporta no máximo ${groupDigits(most)}.`,
  'too-many-weights': ({ shape, size, most }) =>
    `Um núcleo (kernel) de ${shapeOf(shape)} tem ${counted(size, 'peso')}. Um tensor comporta no máximo ${groupDigits(most)}.`,
  'no-such-axis': ({ axis, shape }) =>
    `${axis === 0 ? 'O eixo 0 é o lote (batch)' : `${shapeOf(shape)} não tem o eixo ${axis}`}. Os eixos vão de 1 a ${shape.length}, ou de trás para frente a partir de -1, o último.`,
  'wrong-rank': ({ rank, shape }) =>
    `Precisa de ${inputs[rank] ?? counted(rank, 'dimensão', 'dimensões')}, mas a entrada é ${shapeOf(shape)}.`,
  'no-steps': ({ shape }) =>
    `Precisa de uma sequência, com o tempo na frente, mas a entrada é ${shapeOf(shape)}.`,
  'inner-parameters': ({ kind, field }) =>
    `A camada ${kind} interna não aceita o valor do parâmetro "${field}". Corrija-o ou use os valores padrão.`,
  'kernel-larger-than-input': ({ window, size, reach, input, axis, stride, length }) => {
    const dilated = by(size) === by(reach) ? '' : `, espalhado para ${by(reach)} pela dilatação,`;
    const difference = `${input[axis]} - ${reach[axis]}`;
    const sum = stride === 1 ? `${difference} + 1` : `piso((${difference}) / ${stride}) + 1`;
    return `${windowOf(window, size, true)}${dilated} não cabe em uma entrada ${by(input)}: ${sum} = ${length}.`;
  },
  'stride-with-dilation': ({ strides, dilation }) =>
    `O passo (stride) ${by(strides)} e a dilatação ${by(dilation)} não podem ser combinados: um deles deve ser 1.`,
  'unequal-strides': ({ strides }) =>
    `Os passos (strides) ${by(strides)} são diferentes: uma convolução em profundidade anda o mesmo passo na vertical e na horizontal.`,
  'groups-uneven': ({ what, count, groups }) => {
    const whole = {
      filters: counted(count, 'filtro'),
      'input-channels': counted(count, 'canal de entrada', 'canais de entrada'),
      channels: counted(count, 'canal', 'canais'),
    }[what];
    return `${whole} não ${count === 1 ? 'pode ser dividido' : 'podem ser divididos'} em ${counted(groups, 'grupo')} de mesmo tamanho.`;
  },
  'output-padding': ({ added, output, strides, input }) =>
    `Com um preenchimento da saída (output padding) de ${by(added)}, a saída seria ${by(output)}, que uma convolução com passo ${by(strides)} não leva de volta a ${by(input)}.`,
  'output-padding-sides': 'É preciso dar nenhum ou dois números',
  'no-such-channel': ({ filter, channel, channels }) =>
    `O filtro ${filter} está ligado ao canal de entrada ${channel}, mas a entrada tem ${channels === 1 ? 'apenas o canal 0' : `os canais de 0 a ${channels - 1}`}.`,
  'channel-twice': ({ filter, channel }) =>
    `O filtro ${filter} está ligado duas vezes ao canal de entrada ${channel}.`,
  'reshape-ambiguous': ({ target, count }) =>
    `Só um comprimento pode ser -1; ${shapeOf(target)} tem ${count}.`,
  'reshape-size-mismatch': ({ input, size, target, known, multiple }) =>
    `${shapeOf(input)} tem ${counted(size, 'valor', 'valores')}, mas ${shapeOf(target)} precisa de ${multiple ? 'um múltiplo de' : 'exatamente'} ${groupDigits(known)}.`,
  'length-zero': 'Um comprimento não pode ser 0',
  'no-permutation': ({ order, shape }) =>
    `A ordem ${order.join(', ')} deve citar cada eixo de ${shapeOf(shape)}, de 1 a ${shape.length}, uma única vez.`,
  'nothing-left': ({ cut, axis, spatial }) =>
    `Cortar ${cut.join(' + ')} ${lines[spatial.length]![axis]} de ${wholes(spatial)} não deixa nada.`,
  'crop-larger-than-input': ({ crop, input }) =>
    `Um recorte ${by(crop)} não cabe em uma imagem ${by(input)}.`,
  'not-rgb': ({ channels }) =>
    `Precisa dos 3 canais vermelho, verde e azul, mas a entrada tem ${counted(channels, 'canal', 'canais')}.`,
  'ranks-differ': ({ operation, shapes }) =>
    `Não é possível ${operations[operation]} ${several(shapes)}: todas as entradas precisam ter o mesmo número de dimensões.`,
  'lengths-differ': ({ operation, shapes, axis, rank, lengths }) =>
    `Não é possível ${operations[operation]} ${several(shapes)}: o eixo ${axis + 1}${axisName(axis, rank)} tem comprimentos ${lengths.join(', ')}, que devem ser iguais ou 1.`,
  'lengths-beside-differ': ({ shapes, along, axis, rank, lengths }) =>
    `Não é possível concatenar ${several(shapes)} ao longo do eixo ${along + 1}: o eixo ${axis + 1}${axisName(axis, rank)} tem comprimentos ${lengths.join(', ')}, que devem ser iguais.`,
  'products-differ': ({ shapes, axes }) => {
    const [first = [], second = []] = shapes;
    const [a = 0, b = 0] = axes;
    return `Não é possível multiplicar ${shapeOf(first)} e ${shapeOf(second)}: o eixo ${a + 1} da primeira tem comprimento ${first[a]}; o eixo ${b + 1} da segunda, ${second[b]}.`;
  },
  'not-a-bitmap': ({ wanted, length }) =>
    `Compara a entrada com figuras de 7 × 12 = ${wanted} valores, mas a entrada tem ${counted(length, 'valor', 'valores')}.`,
  'dense-on-image': ({ shape }) => {
    const channels = shape.at(-1)!;
    return `A entrada é ${shapeOf(shape)}, por isso as unidades veem apenas ${channels === 1 ? 'o único canal' : `os ${counted(channels, 'canal', 'canais')}`} de uma posição, nunca o todo.`;
  },

  'insert-flatten': 'Inserir um Flatten antes',
  'insert-reshape': ({ shape }) => `Inserir um Reshape para ${shapeOf(shape)} antes`,
  'insert-dense': ({ units }) => `Inserir uma Dense de ${counted(units, 'unidade')} antes`,
  'pad-input': 'Preencher a entrada (padding: same)',
  'use-window': ({ window, size }) =>
    `Usar ${window === 'kernel' ? 'um' : 'uma'} ${windowOf(window, size, false)}`,
  'set-dilation': ({ dilation }) => `Mudar a dilatação para ${by(dilation)}`,
  'set-strides': ({ strides }) => `Mudar o passo (stride) para ${by(strides)}`,
  'use-groups': ({ groups }) => `Usar ${counted(groups, 'grupo')}`,
  'use-group-per-channel': 'Usar um grupo por canal',
  'use-stride-size': 'Escolher o tamanho pelo passo (stride)',
  'connect-all': 'Ligar cada filtro a todos os canais',
  'remove-repetitions': 'Remover as repetições',
  'use-last-axis': 'Usar o último eixo',
  'use-last-axes': 'Usar os últimos eixos',
  'share-no-axis': ({ shape }) => `Não compartilhar nenhum eixo de ${shapeOf(shape)}`,
  'reshape-to': ({ shape }) => `Mudar o formato para ${shapeOf(shape)}`,
  'use-order': ({ order }) => `Usar ${order.join(', ')}`,
  'cut-nothing': 'Não cortar nada',
  'crop-to': ({ size }) => `Recortar para ${by(size)}`,
  'use-defaults': 'Usar os valores padrão',

  'card-groups': ({ groups }) => counted(groups, 'grupo'),
  'card-channels': ({ channels }) => counted(channels, 'canal', 'canais'),
  'card-dilation': ({ dilation }) => `dilatação ${dilation}`,
  'card-axis': ({ axis }) => `eixo ${axis}`,
  'card-axes': ({ axes }) => `eixos ${axes.join(', ')}`,
  'card-shared': ({ axes }) => `compartilha ${axes.join(', ')}`,
  'card-cosine': 'cosseno',
  'card-sequences': 'sequências',
  'card-sum': 'soma',
  'card-mean': 'média',
  'card-max': 'máximo',
  'card-average': 'média',
  'card-digits': ({ digits, output }) => `${counted(digits, 'dígito')}, ${output}`,
  'card-up-to-percent': ({ percent }) => `até ${percent}%`,
  'card-up-to-degrees': ({ degrees }) => `até ${counted(degrees, 'grau')}`,
};
