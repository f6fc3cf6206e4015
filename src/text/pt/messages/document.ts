import type { Catalogue, Translated } from '../../structure.ts';
import { counted, groupDigits } from '../words.ts';

const at = ({ line, column }: { line: number; column: number }): string => `linha ${line}, coluna ${column}`;
const but = (found: string | null): string => (found === null ? 'mas está faltando' : `mas é ${found}`);

const nouns = {
  string: 'um texto',
  number: 'um número',
  int: 'um número inteiro',
  boolean: 'verdadeiro ou falso',
  array: 'uma lista',
  object: 'um objeto',
  record: 'um objeto',
};

export const document: Translated<Catalogue['messages']['document']> = {
  format: 'Documento do Convas',
  'parameter-name': ({ name }) => `Um parâmetro não pode se chamar ${name}: escolha outro nome.`,
  'value-not-finite': ({ subject, value }) => `${subject} contém ${value}: use um número finito.`,
  'value-too-deep': ({ subject, most }) =>
    `${subject} tem mais de ${counted(most, 'nível', 'níveis')} de aninhamento.`,
  'value-type': ({ subject, type }) =>
    `${subject} contém algo do tipo ${type}, que um arquivo não pode guardar.`,
  'value-field': ({ subject, name }) => `${subject} contém um campo chamado ${name}, que não é permitido.`,
  'a-value': 'Um valor',
  'value-of': ({ name }) => `O valor de ${name}`,
  'field-type': ({ field, expected, found }) =>
    `O campo ${field} deve ser ${nouns[expected] ?? expected}, ${but(found)}.`,
  'field-choice': ({ field, options, found }) =>
    `O campo ${field} deve ser ${options.join(' ou ')}, ${but(found)}.`,
  'field-empty': ({ field }) => `O campo ${field} não pode ser vazio.`,
  'field-too-small': ({ field, least, found }) =>
    `O campo ${field} deve ser no mínimo ${least}, ${but(found)}.`,
  'field-too-large': ({ field, most, found }) =>
    `O campo ${field} deve ser no máximo ${most}, ${but(found)}.`,
  'field-too-long': ({ field, most }) =>
    `O campo ${field} pode ter no máximo ${counted(most, 'caractere')}, mas é mais longo.`,
  'field-invalid': ({ field, found, reason }) =>
    `O campo ${field} não é válido: ${found ?? 'ausente'}. ${reason}`,
  'number-too-large': ({ field }) =>
    `O campo ${field} é um número grande demais para ser guardado: use um número finito.`,
  'field-not-allowed': ({ field }) => `O campo ${field} foi deixado de fora: seu nome não é permitido.`,
  'field-unknown': ({ field }) => `O campo ${field} é desconhecido e foi deixado de fora.`,
  'more-unknown-fields': ({ count }) =>
    count === 1
      ? 'Mais 1 campo desconhecido foi deixado de fora.'
      : `Mais ${groupDigits(count)} campos desconhecidos foram deixados de fora.`,
  version: ({ found, current }) =>
    `O campo version deve ser um número inteiro a partir de 1, ${but(found)}; esta versão do Convas escreve "version": ${current}.`,
  'file-too-long': ({ length, most }) =>
    `O arquivo tem ${counted(length, 'caractere')}; um documento pode ter no máximo ${groupDigits(most)}. É mesmo um documento do Convas?`,
  'file-empty': 'O arquivo está vazio: não há documento nele.',
  'file-too-deep': ({ most, ...place }) =>
    `O arquivo tem mais de ${groupDigits(most)} níveis de aninhamento na ${at(place)}. Documentos do Convas nunca têm tantos: este é outro tipo de arquivo ou está danificado.`,
  'file-ends-early': (place) =>
    `O arquivo termina cedo demais, na ${at(place)}: falta o resto. Abra uma cópia mais antiga ou o rascunho salvo.`,
  'not-json': (place) =>
    `O arquivo não é JSON válido na ${at(place)}: corrija-o nesse ponto em um editor de texto ou abra uma cópia mais antiga.`,
  'other-kind': ({ extensions }) =>
    `Este não é um documento do Convas, e sim outro tipo de arquivo: não começa como JSON. O Convas só abre arquivos ${extensions.join(', ')}.`,
  'other-encoding':
    'O arquivo não está em UTF-8 e sim, ao que parece, em UTF-16: salve-o como UTF-8 em um editor de texto e abra-o de novo.',
  'no-object': 'Este não é um documento do Convas: não contém um objeto JSON. Escolha um arquivo .convas.',
  'is-tensorflowjs': ({ extensions }) =>
    `Este não é um documento do Convas: parece um modelo do TensorFlow.js (model.json). O Convas só abre arquivos ${extensions.join(', ')}.`,
  'is-keras': ({ extensions }) =>
    `Este não é um documento do Convas: parece a configuração de um modelo do Keras. O Convas só abre arquivos ${extensions.join(', ')}.`,
  'no-format': 'Este não é um documento do Convas: falta "format": "convas". Escolha um arquivo .convas.',
  newer: ({ version, current }) =>
    `Este documento foi escrito por um Convas mais novo (versão ${version}; este lê até a ${current}). Ele abre somente para leitura: atualize o Convas para editá-lo.`,
  'newer-unreadable': ({ version, current }) =>
    `Este documento foi escrito por um Convas mais novo (versão ${version}; este lê até a ${current}) e não pode ser mostrado aqui: atualize o Convas para abri-lo.`,
  'parts-left-out': ({ count }) =>
    count === 1
      ? 'Uma parte dele é desconhecida desta versão e não é mostrada.'
      : `${groupDigits(count)} partes dele são desconhecidas desta versão e não são mostradas.`,
  'duplicate-id': ({ first, second, id }) =>
    `${first} e ${second} têm o mesmo id "${id}": dê outro id a um dos dois.`,
  'wire-without-end': ({ wire, layer }) =>
    `A conexão "${wire}" foi deixada de fora: não há camada "${layer}".`,
  'wire-to-itself': ({ wire, layer }) =>
    `A conexão "${wire}" foi deixada de fora: ela liga a camada "${layer}" a si mesma.`,
  'wire-twice': ({ wire, source, target }) =>
    `A conexão "${wire}" foi deixada de fora: "${source}" e "${target}" já estão conectadas.`,
  'shared-wires':
    'Enquanto o documento é editado em conjunto, uma conexão não pode fechar um ciclo nem chegar a uma entrada já ocupada. Remova antes a outra conexão.',
  'in-block': ({ block, notice }) => `No bloco "${block}": ${notice}`,
  'too-long-to-save': ({ length, most }) =>
    `O documento ocuparia ${counted(length, 'caractere')}; um arquivo pode ter no máximo ${groupDigits(most)}. Encurte notas e descrições ou remova camadas.`,
};
