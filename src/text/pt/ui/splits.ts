import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits } from '../words.ts';

export const splits: Translated<Catalogue['ui']['splits']> = {
  title: 'Divisão',
  now: (train, validation, test) =>
    `Agora: ${groupDigits(train)} exemplos de treino${validation > 0 ? `, ${groupDigits(validation)} de validação` : ''}, ${groupDigits(test)} de teste.`,
  way: 'Como os exemplos são divididos',
  ways: { given: 'Como vêm', shares: 'Por proporções', folds: 'Partes (folds)' },
  about: {
    given: 'A divisão com que os dados vêm.',
    shares:
      'Todos os exemplos são redistribuídos. Só as proporções contam: 70, 15, 15 é o mesmo que 14, 3, 3.',
    folds:
      'Para validação cruzada: uma parte dos exemplos de treino valida, as outras treinam. O conjunto de teste fica como está.',
  },
  train: 'Treino',
  validation: 'Validação',
  test: 'Teste',
  folds: 'Número de partes',
  fold: 'Parte que valida',
  group: 'Manter juntos',
  groups: { none: 'nada', folder: 'arquivos da mesma pasta', prefix: 'nomes que começam iguais' },
  seed: 'Semente',
  stratify: 'Cada classe em proporção em cada conjunto',
  oversample: 'Repetir exemplos das classes menores',
  oversampleAbout:
    'Só no treino, até que todas as classes tenham tantos quanto a maior. Os pesos das classes, nas configurações de treino, fazem o mesmo sem repetir.',
  apply: 'Aplicar ao documento',
  busy: 'Dividindo os dados',
};

export const versions: Translated<Catalogue['ui']['versions']> = {
  title: 'Versão dos dados',
  about:
    'Uma versão lista cada exemplo com nome, resumo criptográfico, classe e conjunto. As execuções guardam a dos seus dados, para que você saiba mais tarde se os dados ainda são os mesmos.',
  freeze: 'Congelar e salvar',
  saved: (place) => `A versão foi salva em ${place}.`,
  failed: 'Não foi possível congelar os dados',
  compareFile: 'Comparar com um arquivo',
  compareRun: 'Comparar com uma execução',
  compareFailed: 'Não foi possível comparar os dados',
  comparing: 'Comparando os dados',
  same: (moment) => `Os dados são os mesmos de ${moment}.`,
  other: (moment) => `Os dados mudaram desde ${moment}.`,
  kinds: {
    added: (count) => counted(count, 'exemplo acrescentado', 'exemplos acrescentados'),
    removed: (count) => counted(count, 'exemplo removido', 'exemplos removidos'),
    changed: (count) => `${counted(count, 'exemplo', 'exemplos')} com outro conteúdo`,
    relabeled: (count) => `${counted(count, 'exemplo', 'exemplos')} de outra classe`,
    moved: (count) => `${counted(count, 'exemplo', 'exemplos')} em outro conjunto`,
  },
  unchanged: (count) => counted(count, 'exemplo igual', 'exemplos iguais'),
  reordered: 'Os exemplos estão em outra ordem.',
  example: (split, index) => `${split} ${groupDigits(index)}`,
  splits: { train: 'treino', validation: 'validação', test: 'teste' },
};
