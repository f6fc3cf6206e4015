import { counted as countedEn } from '../../en/words.ts';
import { counted as countedPt } from '../../pt/words.ts';
import { command, shared } from './command.ts';

/** Commands about networks and data, before any training. */
export const networks = {
  templates: command(
    {
      description: 'list the networks that ship with Convas',
      columns: {
        id: 'ID',
        title: 'title',
        layers: 'layers',
        params: 'parameters',
        memory: 'memory to train',
      },
    },
    {
      description: 'lista as redes que vêm com o Convas',
      columns: {
        id: 'ID',
        title: 'nome',
        layers: 'camadas',
        params: 'parâmetros',
        memory: 'memória para treinar',
      },
    },
  ),
  layers: command(
    {
      description: 'list the kinds of layers, with their parameters',
      columns: { kind: 'kind', family: 'family', title: 'title', params: 'parameters' },
    },
    {
      description: 'lista os tipos de camada, com seus parâmetros',
      columns: { kind: 'tipo', family: 'família', title: 'nome', params: 'parâmetros' },
    },
  ),
  analyze: command(
    {
      description: 'show shapes, parameters, MACs, receptive fields, memory, time and problems of a network',
      arguments: { document: shared.en.document },
      options: {
        time: "do not forecast the training time (this machine's speed is measured if it is not known yet)",
      },
      columns: {
        layer: 'layer',
        kind: 'kind',
        output: 'output',
        params: 'parameters',
        trainable: 'trainable',
        macs: 'MACs',
        share: 'share',
        field: 'receptive field',
        stride: 'field stride',
        offset: 'field offset',
        activations: 'activations',
        training: 'training',
        time: 'time',
      },
      totals: (of: {
        layers: number;
        params: number;
        trainable: string;
        macs: string;
        activations: string;
        training: string;
      }) =>
        `${countedEn(of.layers, 'layer')}, ${countedEn(of.params, 'parameter')} (${of.trainable} trainable), ${of.macs} MACs, ` +
        `${of.activations} of activations, ${of.training} to train`,
      bypassed: 'bypassed',
      training: 'training',
      severities: { error: 'error', warning: 'warning' },
      repair: 'repair',
    },
    {
      description:
        'mostra formatos, parâmetros, MACs, campos receptivos, memória, tempo e problemas de uma rede',
      arguments: { document: shared.pt.document },
      options: {
        time: 'não estima o tempo de treino (a velocidade desta máquina é medida se ainda não for conhecida)',
      },
      columns: {
        layer: 'camada',
        kind: 'tipo',
        output: 'saída',
        params: 'parâmetros',
        trainable: 'treináveis',
        macs: 'MACs',
        share: 'parcela',
        field: 'campo receptivo',
        stride: 'passo (stride) do campo',
        offset: 'início do campo',
        activations: 'ativações',
        training: 'treino',
        time: 'tempo',
      },
      totals: (of) =>
        `${countedPt(of.layers, 'camada')}, ${countedPt(of.params, 'parâmetro')} (${of.trainable} treináveis), ${of.macs} MACs, ` +
        `${of.activations} de ativações, ${of.training} para treinar`,
      bypassed: 'ignoradas',
      training: 'treino',
      severities: { error: 'erro', warning: 'aviso' },
      repair: 'correção',
    },
  ),
  datasets: command(
    {
      description: 'list the named datasets',
      columns: {
        id: 'ID',
        title: 'title',
        train: 'training',
        test: 'test',
        image: 'image',
        classes: 'classes',
        here: 'on this machine',
      },
      here: 'yes',
      download: ({ size }: { size: string }) => `${size} to download`,
    },
    {
      description: 'lista os conjuntos de dados que têm nome',
      columns: {
        id: 'ID',
        title: 'nome',
        train: 'treino',
        test: 'teste',
        image: 'imagem',
        classes: 'classes',
        here: 'nesta máquina',
      },
      here: 'sim',
      download: ({ size }) => `${size} para baixar`,
    },
  ),
};
