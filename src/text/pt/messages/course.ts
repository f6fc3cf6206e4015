import type { Catalogue, Translated } from '../../structure.ts';
import { counted, decimal, groupDigits, list, percent } from '../words.ts';

export const course: Translated<Catalogue['messages']['course']> = {
  weights: ({ layer, count }) => `${layer} tem ${counted(count, 'parâmetro')}`,
  size: ({ least, most }) => `A rede tem de ${groupDigits(least)} a ${counted(most, 'parâmetro')}`,
  'size-least': ({ least }) => `A rede tem pelo menos ${counted(least, 'parâmetro')}`,
  shape: ({ layer, shape }) => `A saída de ${layer} é ${shape}`,
  field: ({ layer, least }) =>
    `O campo receptivo de ${layer} tem pelo menos ${counted(least, 'pixel')} de largura`,
  'layers-least': ({ kind, least }) => `A rede tem pelo menos ${counted(least, 'camada')} do tipo ${kind}`,
  layers: ({ kind, least, most }) => `A rede tem de ${least} a ${counted(most, 'camada')} do tipo ${kind}`,
  parameter: ({ layer, name, value }) => `${layer}: ${name} é ${value}`,
  setting: ({ name, value }) => `Treinamento: ${name} é ${value}`,
  dataset: ({ dataset }) => `O conjunto de dados é ${dataset}`,
  trained: ({ epochs }) => `A última execução treinou por ${counted(epochs, 'época')}`,
  accuracy: ({ share }) => `A acurácia no teste está acima de ${percent(share)}`,
  gap: ({ factor }) =>
    `Depois da última época, a perda de validação é mais de ${decimal(factor)} vezes a perda de treino`,
  loss: ({ limit }) => `A perda de treino da última época está abaixo de ${decimal(limit)}`,

  'too-long': ({ most }) => `A lição tem mais de ${counted(most, 'caractere')}.`,
  'no-head':
    'O arquivo deve começar com uma linha de três traços, linhas como "id: convolution" e três traços de novo.',
  'head-line': 'Uma linha do cabeçalho deve ter um nome, dois-pontos e um valor.',
  'head-field': ({ field }) => `O cabeçalho deve ter uma linha "${field}: …".`,
  language: ({ languages }) => `O cabeçalho deve ter uma linha "language: …" com ${list(languages)}.`,
  minutes: 'O cabeçalho deve ter uma linha "minutes: …" com um número inteiro de 1 a 120.',
  'no-steps': 'A lição não tem passos. Um passo começa com um título como "## predict: Quantos pesos?".',
  'step-kind': ({ kinds }) =>
    `O título de um passo deve ser "## TIPO: Título", com um destes tipos: ${list(kinds)}.`,
  'before-first-step':
    'Este texto está antes do primeiro passo. Mova-o para baixo de um título "## look: …".',
  'no-such-check': ({ check, known }) => `Não existe a verificação "${check}". Existem ${list(known)}.`,
  'check-pairs': ({ check }) =>
    `Os parâmetros da verificação "${check}" devem ser escritos como nome=valor; use aspas em valores com espaços.`,
  'check-parameter': ({ check, field, why }) => `O parâmetro "${field}" da verificação "${check}": ${why}`,
  question:
    'Uma pergunta precisa de pelo menos duas respostas, "- ( ) errada" e exatamente uma "- (x) certa".',
  directive: ({ word }) => `Não existe "${word}". Uma linha que começa com dois-pontos deve ser um ":check".`,
  'assignment-not-json': 'A tarefa não é um JSON.',
  'assignment-field': ({ field, why }) => `O campo ${field} da tarefa: ${why}`,
  locked: ({ layer }) =>
    `A tarefa bloqueia ${layer}: o nome, o tipo e os parâmetros têm que ficar como estão. Mude outra camada.`,
  'check-twice': ({ id }) => `Duas verificações da tarefa se chamam "${id}". Renomeie uma delas.`,
};
