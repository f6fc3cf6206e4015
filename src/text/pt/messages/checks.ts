import { issues } from '../../members/issues.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits, list, plural } from '../words.ts';

const isIssue = (kind: string): kind is keyof typeof issues => Object.hasOwn(issues, kind);

const optionValues = {
  without: `tipos de problema, separados por vírgulas: ${list(Object.keys(issues))}`,
  split: 'as partes de treino e teste, ou de treino, validação e teste, como 80/20 ou 70/15/15',
  fold: 'uma de tantas partes, como 2/5',
  stratify: 'yes ou no',
  group: 'folder ou prefix',
  balance: 'oversample',
  seed: 'um número inteiro de 0 a 999.999.999',
} as const;

export const checks: Translated<Catalogue['messages']['checks']> = {
  looking: 'examinando os exemplos',
  kind: ({ kind }) => (isIssue(kind) ? issues[kind]['pt-BR'].name : kind),
  'bad-option': ({ option, value }) =>
    `A opção "${option}" não pode ser "${value}". Esperado: ${optionValues[option]}.`,
  arranged: ({ title }) => `${title}, reorganizado`,
  'left-out': ({ count, kinds }) =>
    `${counted(count, 'exemplo de treino', 'exemplos de treino')} ${plural(count, 'foi deixado', 'foram deixados')} de fora, como pedido: ${list(
      kinds.map((kind) => (isIssue(kind) ? issues[kind]['pt-BR'].name.toLowerCase() : kind)),
    )}.`,
  dealt: ({ train, validation, test, stratify, grouped }) =>
    `Todos os exemplos foram redistribuídos: ${groupDigits(train)} de treino, ${groupDigits(validation)} de validação, ${groupDigits(test)} de teste${stratify ? '; cada parte tem cada classe em proporção' : ''}${grouped ? '; nenhum grupo está em duas partes' : ''}.`,
  folded: ({ part, of, count }) => `A parte ${part} de ${of} é a de validação: ${counted(count, 'exemplo')}.`,
  'held-for-oversampling': ({ count }) =>
    `${counted(count, 'exemplo')} ${plural(count, 'foi reservado', 'foram reservados')} antes para a validação, para que nenhum exemplo repetido esteja nas duas partes.`,
  oversampled: ({ before, after }) =>
    `Exemplos de treino das classes menores foram repetidos: ${groupDigits(before)} passaram a ser ${groupDigits(after)}.`,
  'too-large': ({ title }) =>
    `${title} é grande demais para ser redistribuído. Coloque os arquivos em pastas chamadas train, val e test.`,
  'no-names': ({ title }) =>
    `${title} não tem nomes de arquivos para agrupar. O agrupamento serve para pastas de imagens.`,
  'nothing-left': ({ title }) =>
    `${title}: não sobra exemplo no treino ou no teste. Deixe menos de fora, ou escolha outras partes.`,
};
