import type { Catalogue, Translated } from '../../structure.ts';

export const measures: Translated<Catalogue['ui']['measures']> = {
  params: 'Parâmetros',
  macs: 'MACs',
  activations: 'Ativações',
  training: 'Memória de treino',
  time: 'Tempo (estimado)',
  field: 'Campo receptivo',
  trainable: 'Treináveis',
  share: 'Parcela dos MACs',
  stride: 'Passo (stride) do campo',
  offset: 'Início do campo',
  about: {
    params: 'Pesos que a camada aprende ou guarda.',
    trainable: 'Pesos que o treinamento muda.',
    macs: 'Multiplicações com soma para um exemplo: o custo de uma inferência.',
    share: 'A parcela de todas as multiplicações da rede que é feita por esta camada.',
    field: 'Quanto da entrada um elemento da saída enxerga, em pixels.',
    stride: 'A distância, na entrada, entre os campos de saídas vizinhas, em pixels.',
    offset:
      'Onde começa, na entrada, o campo da primeira saída, em pixels; negativo dentro do preenchimento (padding).',
    activations: 'Memória da saída para um exemplo, em ponto flutuante de 32 bits.',
    training:
      'Quanto o treinamento gasta com a camada: pesos, gradientes, estado do otimizador e a saída para um lote.',
    time: 'De uma iteração de treino: ida, volta e atualização. Estimado pelo que foi medido nesta máquina, não medido camada por camada.',
  },
  heat: {
    choose: 'Colorir as camadas',
    by: (measure) => `Colorir por: ${measure}`,
    off: 'Sem cores',
    file: 'De um arquivo…',
    ofFile: (name) => `Valores de ${name}`,
    fileAbout: 'Números seus, de um arquivo CSV ou JSON: escuro é o menor, amarelo o maior.',
    fileFailed: 'O arquivo não foi aceito',
    legend: (measure) => `${measure}, em cores`,
    logarithmic: 'Intervalos iguais de cor são fatores iguais.',
    none: 'nenhum',
  },
  rows: { unfold: 'Uma linha para cada camada dentro dos blocos', fold: 'Uma linha para cada bloco' },
};
