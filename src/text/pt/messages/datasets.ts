import { datasets as published } from '../../members/datasets.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { choice, counted, decimal, groupDigits, list, plural } from '../words.ts';

const megabytes = (bytes: number): string => `${groupDigits(Math.ceil(bytes / 1e6))} MB`;
const isPublished = (id: string): id is keyof typeof published => Object.hasOwn(published, id);

function named(names: readonly string[], count: number): string {
  const shown = names.map((name) => `“${name}”`);
  const rest = count - names.length;
  return list(rest > 0 ? [...shown, `mais ${groupDigits(rest)}`] : shown);
}

const these = (count: number): string => plural(count, 'essa classe', 'essas classes');
const number = (value: number | string): string => (typeof value === 'string' ? value : decimal(value));
const parts = { train: 'treino', validation: 'validação', test: 'teste' } as const;
const split = (part: keyof typeof parts): string => `conjunto de ${parts[part]}`;

export const datasets: Translated<Catalogue['messages']['datasets']> = {
  title: ({ id }) => (isPublished(id) ? published[id]['pt-BR'].title : id),
  description: ({ id }) => (isPublished(id) ? published[id]['pt-BR'].description : id),
  license: ({ id }) => (isPublished(id) ? published[id]['pt-BR'].license : id),
  'jpeg-copy': 'Está em uso uma cópia em JPEG: a acurácia fica alguns pontos abaixo da publicada.',
  'data-at': ({ path }) => `Dados em ${path}`,

  'format-idx': 'arquivos IDX',
  'format-cifar': 'arquivos binários do CIFAR-10',
  'format-npz': 'um arquivo compactado do NumPy (.npz)',
  'format-csv': 'um arquivo .csv (um rótulo e os pixels em cada linha)',
  'format-folders': 'uma pasta de imagens para cada classe',

  downloading: ({ file }) => `baixando ${file}`,
  unpacking: 'descompactando',
  reading: 'lendo',
  'decoding-images': 'decodificando imagens',

  canceled: 'O carregamento dos dados foi cancelado.',
  'none-named': 'Esta execução não indica dados. Indique um conjunto de dados: um ID ou um caminho.',
  missing: ({ path, why, known }) =>
    `O conjunto de dados “${path}” não existe, e ${why}. Conjuntos de dados por nome: ${list(known)}.`,
  'nothing-there': 'não há nada nesse caminho',
  'not-usable': ({ why }) => `o que está nesse caminho não pode ser usado: ${why}`,
  'no-format': ({ path, formats }) =>
    `${path} não contém dados que possam ser lidos. O esperado é ${choice(formats)}.`,
  'not-read': ({ id, why }) => `Não foi possível ler ${id}: ${why}`,
  'out-of-memory': ({ id, why }) => `${id} não cabe na memória (${why}). Use menos dados ou dados menores.`,
  'needs-memory': ({ what, bytes, most }) =>
    `${what} precisa de ${megabytes(bytes)} de memória, e esta máquina permite no máximo ${megabytes(most)}. Use menos dados ou dados menores.`,
  'too-many-examples': ({ what, examples, most }) =>
    `${what} tem ${groupDigits(examples)} exemplos, e o máximo são ${groupDigits(most)}. Use menos.`,

  'wrong-digest': ({ path, file, actual, expected }) =>
    `${path} não é ${file} como foi publicado: o sha256 é ${actual}, e não ${expected}. Exclua-o ou substitua-o.`,
  'wrong-length': ({ path, file, bytes, expected }) =>
    `${path} não é ${file} como foi publicado: tem ${groupDigits(bytes)} bytes, e eram esperados ${groupDigits(expected)}. Substitua-o.`,
  offline: ({ file }) =>
    `${file} não está nesta máquina, e CONVAS_OFFLINE proíbe baixá-lo. Coloque-o na pasta indicada por CONVAS_DATA.`,
  unreachable: ({ file, failures }) =>
    `Não foi possível baixar ${file}: ${failures.join('; ')}. Verifique a conexão ou coloque o arquivo na pasta indicada por CONVAS_DATA.`,
  'with-fix': ({ detail, fix }) => `${detail}. ${fix}`,
  'sent-other': ({ url }) => `${url} enviou outra coisa`,
  'lacks-file': ({ where, file }) => `Falta ${file} em ${where}. Substitua-o.`,
  'wrong-count': ({ where, count, part, title, expected }) =>
    `${where} contém ${groupDigits(count)} imagens de ${part === 'train' ? 'treino' : 'teste'}, e ${title} tem ${groupDigits(expected)}. Substitua-o.`,
  'wrong-image': ({ where, file, shape, title, expected }) =>
    `${where}: ${file} tem ${shape}, e as imagens de ${title} têm ${expected}. Substitua-o.`,

  'not-unpacked': ({ path, why }) =>
    `Não foi possível descompactar ${path}: ${why}. Exclua-o ou substitua-o.`,
  'ends-early': 'termina antes do esperado',
  damaged: 'está danificado',
  'no-zip': 'está danificado, incompleto ou não é um arquivo zip',
  'larger-than-expected': 'é maior que o esperado',
  'holds-more-than-expected': 'contém mais que o esperado',
  'too-many-members': ({ members }) => `tem ${groupDigits(members)} arquivos dentro`,
  encrypted: 'está criptografado',
  'unknown-method': ({ method }) => `o método de compactação (${method}) não é suportado`,
  'impossible-size': ({ bytes, packed }) =>
    `declara ${groupDigits(bytes)} bytes, que não cabem em ${groupDigits(packed)} bytes compactados`,
  'more-than-declared': ({ bytes }) => `contém mais que os ${groupDigits(bytes)} bytes que declara`,
  'ends-after': ({ bytes, expected }) =>
    `termina após ${groupDigits(bytes)} de ${groupDigits(expected)} bytes`,
  'wrong-checksum': 'a soma de verificação não confere, então está danificado',

  at: ({ file, why }) => `${file}: ${why}.`,
  'at-line': ({ file, line, why }) => `${file}, linha ${groupDigits(line)}: ${why}.`,

  'not-npy': 'não é um array do NumPy',
  'npy-header-length': ({ bytes, most }) =>
    `o cabeçalho tem ${groupDigits(bytes)} bytes, e o máximo esperado são ${groupDigits(most)}`,
  'npy-header-cut': 'o cabeçalho está cortado',
  'npy-fortran': 'está na ordem do Fortran. Salve na ordem do C: numpy.ascontiguousarray',
  'npy-type': ({ type }) => `não é possível ler valores do tipo “${type}”. Salve-os como uint8 ou float32`,
  'npy-shape': ({ shape }) => `o formato (${shape}) não é uma lista de números inteiros`,
  'npy-length': ({ shape, bytes }) =>
    `o cabeçalho declara ${shape} valores, mas há ${counted(bytes, 'byte')}`,
  'npy-more': 'contém mais que o que o cabeçalho declara',
  'cut-short': 'está cortado',
  'npz-images': ({ file, shape }) =>
    `${file}: não é possível ler imagens de ${shape}. O esperado é quantidade × altura × largura, ou quantidade × altura × largura × canais, com 1 ou 3 canais.`,
  'npz-pixels': ({ file, pixels, most }) =>
    `${file}: ${groupDigits(pixels)} pixels são demais, o máximo são ${groupDigits(most)}.`,
  'npz-labels': ({ file, images, labels }) =>
    `${file}: há ${counted(images, 'imagem', 'imagens')}, mas ${counted(labels, 'rótulo')}.`,
  'npz-pixel': ({ file, value }) =>
    `${file}: um pixel vale ${number(value)}. Os pixels vão de 0 a 255, ou de 0 a 1.`,
  'npz-label': ({ file, example, value }) =>
    `${file}: o rótulo do exemplo ${groupDigits(example)} é ${number(value)}. Rótulos são números inteiros a partir de 0.`,

  'not-mat': ({ file }) => `${file} não é um arquivo MATLAB de nível 5.`,
  'not-svhn': ({ file }) =>
    `${file} não contém as imagens X [altura, largura, 3, quantidade] e os rótulos y [quantidade, 1] do SVHN.`,
  'not-idx': ({ file }) => `${file} não é um arquivo IDX.`,
  'idx-type': ({ file, type }) =>
    `${file} contém valores do tipo ${type}, e só é possível ler bytes (tipo 8).`,
  'idx-header': ({ file }) => `O cabeçalho IDX de ${file} está danificado.`,
  'idx-length': ({ file, shape, found, bound }) =>
    `${file} deveria conter ${shape} bytes após o cabeçalho, mas tem ${bound === 'more' || found === null ? 'mais' : `${bound === 'at-most' ? 'no máximo ' : ''}${groupDigits(found)}`}.`,
  'idx-too-large': ({ file, shape, most }) =>
    `${file} declara ${shape} bytes, e o máximo que pode ser lido são ${groupDigits(most)}.`,
  'idx-images': ({ file, shape }) => `${file} contém ${shape} valores, e eram esperadas imagens.`,
  'idx-labels': ({ file, images, labelsFile, labels }) =>
    `${file} contém ${counted(images, 'imagem', 'imagens')}, mas ${labelsFile} contém ${labels} rótulos.`,
  'idx-none': ({ path }) => `${path} não contém arquivos IDX para o treino.`,

  'csv-pixels': ({ file, pixels }) =>
    `${file}: ${groupDigits(pixels)} pixels por linha não formam uma imagem quadrada, nem em cinza nem em cores.`,
  'csv-columns': ({ values, expected }) =>
    `${counted(values, 'valor', 'valores')}, e as outras linhas têm ${groupDigits(expected)}`,
  'csv-label': ({ label }) => `o rótulo é “${label}”. Rótulos são números inteiros a partir de 0`,
  'csv-pixel': ({ value }) => `o valor ${groupDigits(value)} não é um número de 0 a 255`,
  'csv-number': ({ value }) => `o valor ${groupDigits(value)} não é um número`,
  'csv-values': ({ most }) =>
    `mais de ${groupDigits(most)} valores. Uma imagem tem no máximo 1.024 × 1.024 pixels em cores`,
  'csv-open-quote':
    'as aspas foram abertas e não foram fechadas: feche-as ou escreva duas vezes as aspas dentro de uma célula',
  'csv-row-length': ({ most }) =>
    `a linha que começa aqui tem mais de ${groupDigits(most)} caracteres. Verifique se todas as aspas estão fechadas e se o arquivo tem quebras de linha`,
  'csv-empty': ({ file }) => `${file} não tem linhas.`,

  'cifar-length': ({ file, bytes, record }) =>
    `${file} tem ${groupDigits(bytes)} bytes, que não são um número inteiro de registros CIFAR de ${groupDigits(record)} bytes.`,
  'label-too-large': ({ label, most }) =>
    `Um rótulo é ${groupDigits(label)}. As classes são numeradas a partir de 0, sem lacunas, e são no máximo ${groupDigits(most)}.`,

  'image-empty': ({ file, width, height }) => `${file} tem ${width} × ${height} pixels: está vazia.`,
  'image-too-large': ({ file, width, height }) =>
    `${file} tem ${width} × ${height} pixels: é grande demais. Use no máximo 8.192 pixels por lado e 33 milhões no total.`,
  'image-format': ({ file }) =>
    `${file} não é uma imagem PNG, JPEG, WebP, BMP, TIFF ou GIF. Converta-a para um desses formatos.`,
  'image-damaged': ({ file, detail }) => `Não foi possível decodificar ${file} (${detail}). Substitua-a.`,

  'empty-images': ({ id, shape }) => `${id}: as imagens são ${shape}, ou seja, estão vazias.`,
  'unsound-split': ({ id, part, pixels, labels, images, shape }) =>
    `${id}: o ${split(part)} tem ${groupDigits(pixels)} pixels e ${counted(labels, 'rótulo')} para ${counted(images, 'imagem', 'imagens')} de ${shape}.`,
  'unsound-targets': ({ id, part, numbers, expected, examples }) =>
    `${id}: o ${split(part)} tem ${groupDigits(numbers)} números de alvo; esperam-se ${groupDigits(expected)} para ${counted(examples, 'exemplo')}.`,
  'wrong-target': ({ id, part, example, value, kind, most }) => {
    const expected: Readonly<Record<typeof kind, string>> = {
      class: 'uma classe',
      labels: '0 ou 1',
      numbers: 'um número finito',
      mask: `uma classe de 0 a ${most}`,
    };
    return `${id}: o alvo do exemplo ${groupDigits(example)} do ${split(part)} tem o valor ${value}; esperava-se ${expected[kind]}.`;
  },
  'unknown-label': ({ id, part, example, label, classes }) =>
    `${id}: o exemplo ${groupDigits(example)} do ${split(part)} tem o rótulo ${label}, e há ${counted(classes, 'classe')}.`,

  'classes-absent': ({ names, count }) =>
    `Não há exemplos de ${named(names, count)}: a rede não pode aprender ${these(count)}.`,
  'classes-untrained': ({ names, count }) =>
    `O conjunto de treino não tem exemplos de ${named(names, count)}, mas o de teste tem. A rede só pode errá-los.`,
  'classes-too-few': ({ names, count, heldOut }) =>
    `${named(names, count)} ${plural(count, 'tem', 'têm')} menos de ${heldOut} exemplos, então nenhum pôde ser separado para teste: a acurácia no teste não cobre ${these(count)}. Acrescente exemplos ou um conjunto de teste próprio.`,
  'classes-untested': ({ names, count }) =>
    `O conjunto de teste não tem exemplos de ${named(names, count)}: a acurácia no teste não cobre ${these(count)}. Acrescente alguns.`,
};
