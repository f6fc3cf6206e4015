import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal } from '../words.ts';

const share = (value: number): string =>
  `${decimal(100 * value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}%`;
const short = (value: number | null): string =>
  value === null ? '-' : decimal(value, { maximumSignificantDigits: 2 });

export const card: Translated<Catalogue['messages']['card']> = {
  load: 'Como carregar',
  input: 'Entrada',
  output: 'Saída',
  training: 'Treinamento',
  metrics: 'Métricas',
  shape: ({ shape }) => `Formato (shape) de um exemplo: ${shape}.`,
  'from-image': ({ shape }) =>
    `Uma imagem como está armazenada, ${shape} com valores de 0 a 255, vira a entrada nestas etapas:`,
  crop: ({ top, left, height, width }) =>
    `Recortar para ${height} × ${width} a partir da linha ${top}, coluna ${left}.`,
  pad: (of) =>
    `Preencher com ${of.value}: ${of.top} acima, ${of.bottom} abaixo, ${of.left} à esquerda, ${of.right} à direita.`,
  resize: ({ height, width, antialias }) =>
    `Redimensionar para ${height} × ${width}, bilinear${antialias ? ' com antialiasing' : ''}.`,
  'mean-channel': 'Reduzir os canais a um só, pela média.',
  'repeat-channel': ({ channels }) => `Repetir o único canal ${channels} vezes.`,
  affine: ({ scale, offset }) => `Multiplicar por ${scale.join('; ')} e depois somar ${offset.join('; ')}.`,
  standardize: ({ least }) =>
    `Subtrair a média da imagem e dividir pelo desvio padrão dela, no mínimo ${least}.`,
  meaning: ({ meaning, apply }) =>
    `${{ nothing: 'As saídas', softmax: 'Depois da softmax, as saídas', sigmoid: 'Depois da sigmoide, as saídas', normalize: 'Divididas pela soma, as saídas' }[apply] ?? 'As saídas'} são ${{ probabilities: 'a probabilidade de cada classe', scores: 'uma pontuação para cada classe', distances: 'a distância até cada classe', reconstruction: 'a entrada reconstruída' }[meaning] ?? meaning}.`,
  decision: ({ rule, boundary }) =>
    rule === 'threshold'
      ? `Acima de ${boundary} é a segunda classe; senão, a primeira.`
      : `A ${rule === 'argmin' ? 'menor' : 'maior'} saída indica a classe.`,
  classes: 'Classes, na ordem das saídas:',
  setting: 'Configuração',
  value: 'Valor',
  dataset: 'Conjunto de dados',
  epochs: 'Épocas',
  'batch-size': 'Tamanho do lote',
  optimizer: 'Otimizador',
  loss: 'Perda (loss)',
  seed: 'Semente',
  split: 'Conjunto',
  accuracy: 'Acurácia',
  splits: ({ split }) => (split === 'test' ? 'Teste' : 'Validação'),
  coarse: 'Precisão armazenada',
  'accuracy-loss': (of) =>
    of.accuracy === null
      ? `Em ${of.runtime}, com ${counted(of.samples, 'exemplo')}: as saídas diferem em no máximo ${short(of.difference)}.`
      : `Em ${of.runtime}, com ${counted(of.samples, 'exemplo')} de teste: acurácia de ${share(of.accuracy.there)}, antes ${share(of.accuracy.here)}; as saídas diferem em no máximo ${short(of.difference)}.`,
  'not-measured': 'O custo em acurácia não foi medido: exporte com a verificação para tê-lo aqui.',
  document: ({ file }) => `O Convas abre \`${file}\`: a rede como foi desenhada e as configurações dela.`,
};
